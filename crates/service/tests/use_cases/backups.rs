//! What backups promise.

use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use domain::id::RunId;
use serde_json::json;
use service::backup::{self, Error, Made, Target};
use service::ledger::issue::grant;
use service::run;
use store::testing::{self, TestDatabase};
use store::{Dialect, Location};

use crate::on_both;
use crate::world::{NOW, World};

on_both!(
    a_backup_made_while_runs_go_on_is_whole_and_serves_beside_the_original,
    every_changed_byte_is_named_by_its_part,
    only_an_empty_place_of_the_same_kind_is_filled,
    a_newer_schema_is_refused,
    walls_and_triggers_stand_again_after_a_restore,
);

async fn make(world: &World) -> Made {
    let place = backup::Place { location: world.location(), data: world.folder().to_owned() };
    let secret = Some(backup::fingerprint(&[7; 32]));
    backup::make(place, world.folder().join("backups"), secret, NOW).await.expect("makes a backup")
}

/// An empty place of the same kind, and what keeps it.
async fn empty(world: &World) -> (Target, Option<TestDatabase>, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    match world.services.db().dialect() {
        Dialect::Sqlite => (Target::Folder(folder.path().join("restored/")), None, folder),
        Dialect::Postgres => {
            let database = TestDatabase::empty_postgres().await;
            (Target::Postgres(database.url().expect("a URL")), Some(database), folder)
        }
    }
}

async fn restore(made: &Made, target: &Target) -> Result<backup::Restored, Error> {
    backup::restore(made.path.clone(), target.clone(), NOW).await
}

/// A settled run with a file that was sent and files that were made.
async fn finished_run(world: &World) -> (Viewer, RunId) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(60), "Welcome").await.expect("grants");
    let input = json!({"text": "kept", "steps": 3, "wait_ms": 1});
    let started = world.start(&ada, "kept", input).await.expect("starts");
    world.settled(&ada, started.run.id).await;
    (ada, started.run.id)
}

async fn a_backup_made_while_runs_go_on_is_whole_and_serves_beside_the_original(world: &World) {
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let (ada, kept) = finished_run(world).await;
    let writing = async {
        for number in 0..24 {
            let input = json!({"text": format!("{number}"), "steps": 2, "wait_ms": 5});
            world.start(&ada, &format!("k{number}"), input).await.expect("starts while a backup is made");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let (made, ()) = tokio::join!(make(world), writing);
    let runs = made.manifest.tables.iter().find(|table| table.name == "runs").expect("a table").rows;
    assert!((1..=25).contains(&runs), "{runs}");
    let (target, database, folder) = empty(world).await;
    let restored = restore(&made, &target).await.expect("restores");
    assert!(restored.report.is_clean(), "{:#?}", restored.report);
    assert_eq!(restored.manifest, made.manifest);
    // The copy serves, with what was there, while the original goes on.
    let (location, data) = match &target {
        Target::Folder(folder) => (Location::Sqlite(folder.join("guildhall.db")), folder.clone()),
        Target::Postgres(url) => (Location::Postgres(url.clone()), folder.path().to_owned()),
    };
    let copy = world.sibling(location, data).await;
    let run = run::show(&copy, &ada, kept).await.expect("is in the copy");
    assert_eq!(run.charged, Some(Credits::whole(1)));
    let files = run::artifacts(&copy, &ada, kept).await.expect("lists");
    assert_eq!(files.len(), 3);
    for file in &files {
        let here = run::artifact(&world.services, &ada, kept, &file.name).await.expect("reads");
        let there = run::artifact(&copy, &ada, kept, &file.name).await.expect("reads the copy's");
        assert_eq!(here.1, there.1, "{}", file.name);
    }
    let rows = testing::number(copy.db(), "SELECT COUNT(*) FROM runs").await.expect("counts");
    assert_eq!(rows.unsigned_abs(), runs);
    // What the copy does is not seen by the original, nor the other way round.
    let others = run::Workers::start(&copy).await.expect("works beside the original");
    others.stop(Duration::from_secs(10)).await;
    let originals = testing::number(world.services.db(), "SELECT COUNT(*) FROM runs").await.expect("counts");
    assert_eq!(originals, 25);
    copy.close().await;
    workers.stop(Duration::from_secs(10)).await;
    if let Some(database) = database {
        database.remove().await;
    }
}

async fn every_changed_byte_is_named_by_its_part(world: &World) {
    let workers = run::Workers::start(&world.services).await.expect("starts");
    finished_run(world).await;
    workers.stop(Duration::from_secs(10)).await;
    let made = make(world).await;
    let whole = std::fs::read(&made.path).expect("reads");
    assert_eq!(whole.len() as u64, made.bytes);
    backup::open(&made.path).expect("is whole");
    for (place, name) in places(&whole) {
        let flipped = [whole[place] ^ 1];
        let file = std::fs::File::options().write(true).open(&made.path).expect("opens");
        file.write_all_at(&flipped, place as u64).expect("breaks");
        match backup::open(&made.path) {
            Err(Error::Damaged(faults)) => {
                assert!(faults.iter().any(|fault| fault.starts_with(&name)), "byte {place} of {name}: {faults:?}");
            }
            other => panic!("byte {place} of {name}: {other:?}"),
        }
        file.write_all_at(&whole[place..=place], place as u64).expect("mends");
    }
    backup::open(&made.path).expect("is whole again");
    // Cut off, and grown.
    for bytes in [whole.len() - 1, whole.len() - 1_024, whole.len() / 2] {
        std::fs::write(&made.path, &whole[..bytes]).expect("cuts");
        assert!(matches!(backup::open(&made.path), Err(Error::Damaged(_))), "{bytes}");
    }
    std::fs::write(&made.path, [&whole[..], b"x"].concat()).expect("grows");
    assert!(matches!(backup::open(&made.path), Err(Error::Damaged(_))));
    std::fs::write(&made.path, "no archive").expect("writes");
    assert!(matches!(backup::open(&made.path), Err(Error::NoArchive(..))));
    // Nothing is made of a damaged one.
    std::fs::write(&made.path, &whole[..whole.len() - 1]).expect("cuts");
    let (target, database, _folder) = empty(world).await;
    assert!(matches!(restore(&made, &target).await, Err(Error::Damaged(_))));
    assert!(!matches!(&target, Target::Folder(folder) if folder.exists()));
    if let Some(database) = database {
        database.remove().await;
    }
}

/// Bytes to break, each with the part that it is in: of each part every byte of its head that says something, its first,
/// middle and last byte, what stands after it.
fn places(archive: &[u8]) -> Vec<(usize, String)> {
    let mut places = Vec::new();
    let mut at = 0;
    while archive[at] != 0 {
        let text = |from: usize, to: usize| {
            String::from_utf8_lossy(&archive[at + from..at + to]).trim_end_matches('\0').to_owned()
        };
        let (name, prefix) = (text(0, 100), text(345, 500));
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let size = usize::from_str_radix(text(124, 136).trim(), 8).expect("a length");
        let (begin, end) = (at + 512, at + 512 + size);
        let next = end.next_multiple_of(512);
        // A broken sum and a broken manifest are one fault; so is a name that no longer says what it names.
        let told = if name == "manifest.sha256" { "manifest".to_owned() } else { name.clone() };
        let head = (at..at + 512).step_by(if places.is_empty() { 1 } else { 37 });
        places.extend(head.map(|place| (place, told.clone())));
        let content = [begin, begin + 1, begin + size / 2, end.saturating_sub(1)];
        places.extend(
            content.into_iter().filter(|place| (begin..end).contains(place)).map(|place| (place, told.clone())),
        );
        places.extend(
            [end, next.saturating_sub(1)]
                .into_iter()
                .filter(|place| (end..next).contains(place))
                .map(|place| (place, told.clone())),
        );
        at = next;
    }
    places.extend([at, archive.len() - 1].map(|place| (place, "the end".to_owned())));
    places
}

async fn only_an_empty_place_of_the_same_kind_is_filled(world: &World) {
    world.customer("ada").await;
    let made = make(world).await;
    let (target, database, folder) = empty(world).await;
    restore(&made, &target).await.expect("restores");
    let refused = restore(&made, &target).await.expect_err("is filled").to_string();
    assert!(refused.contains("not empty") || refused.contains("is there already"), "{refused}");
    // The original is not written over either.
    let original = match world.location() {
        Location::Sqlite(_) => Target::Folder(world.folder().to_owned()),
        Location::Postgres(url) => Target::Postgres(url),
    };
    restore(&made, &original).await.expect_err("serves");
    let other = match &target {
        Target::Folder(_) => Target::Postgres("postgres://nobody@127.0.0.1:1/none".to_owned()),
        Target::Postgres(_) => Target::Folder(folder.path().join("other")),
    };
    assert!(matches!(restore(&made, &other).await, Err(Error::OtherKind { .. })));
    // A second backup of the same second does not replace the first.
    let place = backup::Place { location: world.location(), data: world.folder().to_owned() };
    let again = backup::make(place, world.folder().join("backups"), None, NOW).await;
    assert!(matches!(again, Err(Error::Exists(_))));
    let left: Vec<PathBuf> = entries(&world.folder().join("backups"));
    assert_eq!(left, [made.path], "nothing half made is left");
    if let Some(database) = database {
        database.remove().await;
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

async fn a_newer_schema_is_refused(world: &World) {
    const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'newer', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    testing::execute(world.services.db(), NEWER).await.expect("pretends");
    let made = make(world).await;
    assert_eq!(made.manifest.schema_version, 9_999);
    let (target, database, _folder) = empty(world).await;
    let refused = restore(&made, &target).await.expect_err("is newer").to_string();
    assert!(refused.contains("9999") && refused.contains("newer Guildhall"), "{refused}");
    if let Some(database) = database {
        database.remove().await;
    }
}

async fn walls_and_triggers_stand_again_after_a_restore(world: &World) {
    let (owner, _) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let made = make(world).await;
    let (target, database, _folder) = empty(world).await;
    restore(&made, &target).await.expect("restores");
    let location = match &target {
        Target::Folder(folder) => Location::Sqlite(folder.join("guildhall.db")),
        Target::Postgres(url) => Location::Postgres(url.clone()),
    };
    let db = store::Db::open(&location).await.expect("opens");
    for statement in ["UPDATE ledger_entries SET amount = amount + 1", "DELETE FROM ledger_transactions"] {
        let refused = testing::execute(&db, statement).await.expect_err(statement).to_string();
        assert!(refused.contains("append only"), "{refused}");
    }
    if db.dialect() == Dialect::Postgres {
        const FORCED: &str = "SELECT COUNT(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity";
        let there = testing::number(&db, FORCED).await.expect("counts");
        assert_eq!(there, testing::number(world.services.db(), FORCED).await.expect("counts"));
        assert!(there > 15);
    }
    assert!(db.migrations().await.expect("reads").iter().all(|state| state.is_applied));
    db.close().await;
    if let Some(database) = database {
        database.remove().await;
    }
}
