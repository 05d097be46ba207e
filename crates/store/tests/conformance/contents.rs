//! Content that nothing names is collected, and what somebody is about to name is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::RunId;
use domain::time::{Micros, Timestamp};
use store::blobs::Blobs;
use store::{Conn, Location, Scope, StoreError};

use crate::on_both;
use crate::world::{ADA, BOB, NOW, World};

on_both!(
    what_nothing_names_is_collected_after_an_hour,
    what_is_named_stays_whoever_else_let_it_go,
    content_put_beside_a_collection_is_never_lost,
    what_a_process_left_half_done_is_tidied,
    of_content_its_beginning_is_read_alone,
);

const DAY: Micros = Micros::days(1);

fn blobs(world: &World) -> Blobs {
    match world.location() {
        Location::Sqlite(path) => Blobs::Files(path.with_file_name("blobs")),
        Location::Postgres(_) => Blobs::Rows(world.db.clone()),
    }
}

/// Names content as an artifact does, for a run that is not there: foreign keys wait until the end on neither database, so
/// the smallest rows that are needed are made.
async fn name(world: &World, number: u128, sha256: &str) {
    let run = RunId::from_bits(number).to_string();
    let input = (run, sha256.to_owned());
    let named = world.db.write(Scope::System, input, |conn, (run, sha256)| {
        Box::pin(async move {
            for sql in [
                "INSERT INTO agents (id, slug, creator_id, status, created_at)
                 SELECT 'agt', 'agt', id, 'draft', 0 FROM owners WHERE name = 'somebody' ORDER BY id LIMIT 1
                 ON CONFLICT DO NOTHING",
                "INSERT INTO versions (id, agent_id, number, content_hash, manifest, created_at)
                 VALUES ('ver', 'agt', '1.0.0', '', '', 0) ON CONFLICT DO NOTHING",
            ] {
                execute(conn, sql, &[]).await?;
            }
            let owner = ADA.to_string();
            let quote = "INSERT INTO quotes (id, owner_id, version_id, creator_id, fee, model_ceiling, creator_percent, created_at)
                VALUES ($1, $2, 'ver', $2, 0, 0, 70, 0)";
            execute(conn, quote, &[run, &owner]).await?;
            let hold = "INSERT INTO holds (id, owner_id, quote_id, run_id, amount, status, captured, to_creator_usd,
                    to_platform_usd, created_at)
                VALUES ($1, $2, $1, $1, 0, 'open', 0, 0, 0, 0)";
            execute(conn, hold, &[run, &owner]).await?;
            let row = "INSERT INTO runs (id, owner_id, agent_id, version_id, hold_id, status, is_customers, input_hash,
                    ceiling, timeout_seconds, active_us, lease, attempt, next_seq, chain_hash, trace_id, created_at)
                VALUES ($1, $2, 'agt', 'ver', $1, 'queued', TRUE, '', 0, 10, 0, 0, 0, 0, '', '', 0)";
            execute(conn, row, &[run, &owner]).await?;
            let file = "INSERT INTO run_files (run_id, sha256, owner_id) VALUES ($1, $3, $2)";
            execute(conn, file, &[run, &owner, sha256]).await
        })
    });
    let named: Result<(), StoreError> = named.await;
    named.expect("names");
}

async fn execute(conn: &mut Conn<'_>, sql: &'static str, binds: &[&String]) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(connection) => {
            let query = binds.iter().fold(sqlx::query(sql), |query, bind| query.bind((*bind).clone()));
            query.execute(&mut **connection).await?;
        }
        Conn::Postgres(connection) => {
            let query = binds.iter().fold(sqlx::query(sql), |query, bind| query.bind((*bind).clone()));
            query.execute(&mut **connection).await?;
        }
    }
    Ok(())
}

fn at(hours: i64) -> Timestamp {
    NOW.plus(Micros::hours(hours))
}

async fn what_nothing_names_is_collected_after_an_hour(world: &World) {
    let blobs = blobs(world);
    let name = blobs.put(ADA, b"nobody's".to_vec(), at(0)).await.expect("puts");
    assert_eq!(blobs.collect_all(&world.db, at(0)).await.expect("collects"), 0, "a start may be about to name it");
    assert_eq!(blobs.get(ADA, &name).await.expect("reads").as_deref(), Some(&b"nobody's"[..]));
    blobs.put(ADA, b"nobody's".to_vec(), at(2)).await.expect("puts again");
    assert_eq!(blobs.collect_all(&world.db, at(2)).await.expect("collects"), 0, "fresh again");
    assert_eq!(blobs.collect_all(&world.db, at(4)).await.expect("collects"), 1);
    assert_eq!(blobs.get(ADA, &name).await.expect("reads"), None);
    blobs.put(ADA, b"nobody's".to_vec(), at(5)).await.expect("puts once more");
    assert!(blobs.get(ADA, &name).await.expect("reads").is_some());
}

async fn what_is_named_stays_whoever_else_let_it_go(world: &World) {
    let blobs = blobs(world);
    let sha256 = blobs.put(ADA, b"same".to_vec(), at(0)).await.expect("puts");
    blobs.put(BOB, b"same".to_vec(), at(0)).await.expect("puts");
    name(world, 1, &sha256).await;
    let later = at(0).plus(DAY);
    let both = vec![(ADA, sha256.clone()), (BOB, sha256.clone())];
    assert_eq!(blobs.collect(&world.db, both, later).await.expect("collects"), 1, "bob's, which nothing names");
    assert_eq!(blobs.collect_all(&world.db, later).await.expect("collects"), 0);
    assert!(blobs.get(ADA, &sha256).await.expect("reads").is_some());
    assert_eq!(blobs.get(BOB, &sha256).await.expect("reads"), None);
    let foreign = vec![(ADA, "../../etc/passwd".to_owned())];
    assert_eq!(blobs.collect(&world.db, foreign, later).await.expect("collects"), 0);
}

async fn content_put_beside_a_collection_is_never_lost(world: &World) {
    let blobs = blobs(world);
    let now = at(0).plus(DAY);
    let is_over = Arc::new(AtomicBool::new(false));
    let collecting = {
        let (blobs, db, is_over) = (blobs.clone(), world.db.clone(), Arc::clone(&is_over));
        tokio::spawn(async move {
            let mut gone = 0;
            while !is_over.load(Ordering::Acquire) {
                gone += blobs.collect_all(&db, now).await.expect("collects");
                tokio::task::yield_now().await;
            }
            gone
        })
    };
    for number in 0..60u128 {
        // Old content of a start that failed; then the same content comes with one that does not.
        let content = format!("content {number}").into_bytes();
        blobs.put(ADA, content.clone(), at(0)).await.expect("puts");
        if number % 3 == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        let sha256 = blobs.put(ADA, content.clone(), now).await.expect("puts again");
        assert_eq!(blobs.get(ADA, &sha256).await.expect("reads"), Some(content), "number {number}");
        name(world, 100 + number, &sha256).await;
    }
    is_over.store(true, Ordering::Release);
    collecting.await.expect("ends");
    for number in 0..60u128 {
        let content = format!("content {number}").into_bytes();
        let found = blobs.get(ADA, &store::blobs::sha256(&content)).await.expect("reads");
        assert_eq!(found, Some(content), "number {number}");
    }
}

async fn what_a_process_left_half_done_is_tidied(world: &World) {
    let blobs = blobs(world);
    let named = blobs.put(ADA, b"named".to_vec(), at(0)).await.expect("puts");
    name(world, 1, &named).await;
    if let Blobs::Files(root) = &blobs {
        // Ended between moving aside and putting back; and in the middle of writing.
        let folder = root.join(ADA.to_string());
        std::fs::rename(folder.join(&named), folder.join(format!(".aside-{named}"))).expect("moves");
        assert!(blobs.get(ADA, &named).await.expect("reads").is_some(), "found where it is");
        let half = folder.join(format!(".{named}.1.0x1"));
        std::fs::write(&half, b"nam").expect("writes");
        let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1);
        std::fs::File::options().append(true).open(&half).expect("opens").set_modified(old).expect("ages");
        assert_eq!(blobs.collect_all(&world.db, at(24)).await.expect("collects"), 0);
        assert!(folder.join(&named).exists() && !half.exists());
    }
    assert_eq!(blobs.collect_all(&world.db, at(24)).await.expect("collects"), 0);
    assert_eq!(blobs.get(ADA, &named).await.expect("reads").as_deref(), Some(&b"named"[..]));
}

async fn of_content_its_beginning_is_read_alone(world: &World) {
    let blobs = blobs(world);
    let content: Vec<u8> = (0..=255_u8).cycle().take(100_000).collect();
    let name = blobs.put(ADA, content.clone(), at(0)).await.expect("puts");
    for most in [0, 1, 300, 99_999, 100_000, 100_001, u32::MAX] {
        let start = blobs.beginning(ADA, &name, most).await.expect("reads").expect("is there");
        assert_eq!(start, content[..content.len().min(most as usize)], "{most}");
    }
    assert_eq!(blobs.beginning(BOB, &name, 10).await.expect("reads"), None, "another's");
    assert_eq!(blobs.beginning(ADA, "../../etc/passwd", 10).await.expect("reads"), None);
}
