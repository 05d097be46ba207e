//! What a visitor ran, and its move to an account.

use std::collections::BTreeSet;

use domain::account::OwnerKind;
use domain::id::OwnerId;
use domain::quota::{Quota, QuotaKind};
use domain::time::Micros;
use futures::future::join_all;
use store::welcomes::{self, WelcomeMark};
use store::{Conn, Db, Scope, StoreError, quotas, users, visitors};

use crate::on_both;
use crate::world::{ADA, BOB, NOW, World};

on_both!(
    a_limit_is_never_passed_however_many_count_at_once,
    only_a_visitors_events_change_their_owner,
    a_device_has_one_visitor,
    a_mark_of_a_welcome_is_taken_once
);

const VISITOR: OwnerId = OwnerId::from_bits(300);

async fn write<T: Send + 'static>(
    world: &World,
    work: impl for<'a> Fn(&'a mut Conn<'_>, &'a ()) -> futures::future::BoxFuture<'a, Result<T, StoreError>>
    + Send
    + Sync
    + 'static,
) -> Result<T, StoreError> {
    world.db.write(Scope::System, (), work).await
}

/// Two hundred at once on the last use, twenty times over; half of them on connections of their own, as another copy's.
async fn a_limit_is_never_passed_however_many_count_at_once(world: &World) {
    const LIMIT: u32 = 3;
    let other = Db::open(&world.location()).await.expect("opens");
    for round in 0..20 {
        let subject = format!("device {round}");
        let quota = Quota::spanning(QuotaKind::TrialDevice, subject, NOW, Micros::days(1), NOW);
        for _ in 1..LIMIT {
            assert!(count(&world.db, &quota, LIMIT).await);
        }
        let counting = (0..200).map(|number| {
            let (db, quota) = (if number % 2 == 0 { world.db.clone() } else { other.clone() }, quota.clone());
            tokio::spawn(async move { count(&db, &quota, LIMIT).await })
        });
        let counted = join_all(counting.collect::<Vec<_>>()).await;
        let counted = counted.into_iter().filter(|counted| *counted.as_ref().expect("no panic")).count();
        assert_eq!(counted, 1, "round {round}");
        let used = world.db.read(Scope::System, quota, |conn, quota| Box::pin(quotas::used(conn, quota)));
        let used: Result<u32, StoreError> = used.await;
        assert_eq!(used.expect("reads"), LIMIT, "round {round}");
    }
    let none = Quota::spanning(QuotaKind::TrialShared, "all".to_owned(), NOW, Micros::days(1), NOW);
    assert!(!count(&world.db, &none, 0).await, "a limit of nothing lets nothing through");
    other.close().await;
}

async fn count(db: &Db, quota: &Quota, limit: u32) -> bool {
    let counted = db.write(Scope::System, (quota.clone(), limit), |conn, (quota, limit)| {
        Box::pin(quotas::count(conn, ADA, quota, *limit))
    });
    let counted: Result<bool, StoreError> = counted.await;
    counted.expect("counts")
}

/// A run's event, without anything that it belongs to but its owner.
async fn insert_event(conn: &mut Conn<'_>, owner: OwnerId, seq: i64) -> Result<(), StoreError> {
    const AGENT: &str = "INSERT INTO agents (id, slug, creator_id, status, created_at)
        VALUES ('agt_1', 'a', $1, 'listed', 0) ON CONFLICT DO NOTHING";
    const VERSION: &str = "INSERT INTO versions (id, agent_id, number, content_hash, manifest, created_at)
        VALUES ('ver_1', 'agt_1', '1.0.0', '', '', 0) ON CONFLICT DO NOTHING";
    const QUOTE: &str =
        "INSERT INTO quotes (id, owner_id, version_id, creator_id, fee, model_ceiling, creator_percent, created_at)
        VALUES ('quo_1', $1, 'ver_1', $1, 0, 0, 70, 0) ON CONFLICT DO NOTHING";
    const HOLD: &str = "INSERT INTO holds (id, owner_id, quote_id, run_id, amount, status, captured, to_creator_usd,
            to_platform_usd, created_at)
        VALUES ('hld_1', $1, 'quo_1', 'run_1', 0, 'open', 0, 0, 0, 0) ON CONFLICT DO NOTHING";
    const RUN: &str =
        "INSERT INTO runs (id, owner_id, agent_id, version_id, hold_id, status, is_customers, input_hash, ceiling,
            timeout_seconds, active_us, lease, attempt, next_seq, chain_hash, trace_id, created_at)
        VALUES ('run_1', $1, 'agt_1', 'ver_1', 'hld_1', 'running', FALSE, '', 0, 30, 0, 4, 1, 1, '', '', 0)
        ON CONFLICT DO NOTHING";
    const EVENT: &str = "INSERT INTO run_events (run_id, seq, owner_id, name, stored_at, v, payload_hash, chain_hash)
        VALUES ('run_1', $2, $1, 'run.queued', 0, 1, '', '')";
    let owner = owner.to_string();
    for sql in [AGENT, QUOTE, HOLD, RUN] {
        if sql == QUOTE {
            run(conn, sqlx::query(VERSION), sqlx::query(VERSION)).await?;
        }
        run(conn, sqlx::query(sql).bind(&owner), sqlx::query(sql).bind(&owner)).await?;
    }
    let (one, two) = (sqlx::query(EVENT).bind(&owner).bind(seq), sqlx::query(EVENT).bind(&owner).bind(seq));
    run(conn, one, two).await
}

type Sqlite<'q> = sqlx::query::Query<'q, sqlx::Sqlite, <sqlx::Sqlite as sqlx::Database>::Arguments>;
type Postgres<'q> = sqlx::query::Query<'q, sqlx::Postgres, <sqlx::Postgres as sqlx::Database>::Arguments>;

async fn run(conn: &mut Conn<'_>, sqlite: Sqlite<'_>, postgres: Postgres<'_>) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(connection) => sqlite.execute(&mut **connection).await.map(|_| ())?,
        Conn::Postgres(connection) => postgres.execute(&mut **connection).await.map(|_| ())?,
    }
    Ok(())
}

async fn only_a_visitors_events_change_their_owner(world: &World) {
    let made = write(world, |conn, ()| {
        Box::pin(async move {
            users::insert_owner(conn, VISITOR, OwnerKind::Visitor, "Visitor", NOW).await?;
            insert_event(conn, VISITOR, 0).await?;
            insert_event(conn, ADA, 1).await
        })
    });
    made.await.expect("writes");
    let stolen = write(world, |conn, ()| {
        Box::pin(async move {
            const SQL: &str = "UPDATE run_events SET owner_id = $1 WHERE seq = 1";
            let bob = BOB.to_string();
            run(conn, sqlx::query(SQL).bind(&bob), sqlx::query(SQL).bind(&bob)).await
        })
    });
    let refused = stolen.await.expect_err("is refused").to_string();
    assert!(refused.contains("only a visitor's events change their owner"), "{refused}");
    let tampered = write(world, |conn, ()| {
        Box::pin(async move {
            const SQL: &str = "UPDATE run_events SET owner_id = owner_id, chain_hash = 'x' WHERE seq = 0";
            run(conn, sqlx::query(SQL), sqlx::query(SQL)).await
        })
    });
    assert!(tampered.await.is_err(), "the rest of the envelope stays");
    let moved = write(world, |conn, ()| Box::pin(visitors::move_runs(conn, VISITOR, ADA, NOW)));
    assert_eq!(moved.await.expect("moves"), 1);
    let leases = write(world, |conn, ()| {
        Box::pin(async move {
            const SQL: &str = "SELECT lease, lease_until, attempt, owner_id FROM runs";
            let row: (i64, i64, i64, String) = match conn {
                Conn::Sqlite(connection) => sqlx::query_as(SQL).fetch_one(&mut **connection).await?,
                Conn::Postgres(connection) => sqlx::query_as(SQL).fetch_one(&mut **connection).await?,
            };
            Ok(row)
        })
    });
    let expected = (5, 0, 0, ADA.to_string());
    assert_eq!(
        leases.await.expect("reads"),
        expected,
        "whoever worked on it has lost it, and that attempt does not count"
    );
    let files = write(world, |conn, ()| Box::pin(visitors::list_blob_moves(conn)));
    assert_eq!(files.await.expect("reads"), [(VISITOR, ADA)]);
}

async fn a_device_has_one_visitor(world: &World) {
    let made = write(world, |conn, ()| {
        Box::pin(async move {
            for owner in [VISITOR, OwnerId::from_bits(301)] {
                users::insert_owner(conn, owner, OwnerKind::Visitor, "Visitor", NOW).await?;
            }
            let first = visitors::insert(conn, VISITOR, "mark", NOW).await?;
            Ok((first, visitors::insert(conn, OwnerId::from_bits(301), "mark", NOW).await?))
        })
    });
    assert_eq!(made.await.expect("writes"), (true, false));
    let ended = write(world, |conn, ()| {
        Box::pin(async move {
            let known = visitors::find(conn, "mark").await?;
            let (ended, again) = (visitors::end(conn, VISITOR).await?, visitors::end(conn, VISITOR).await?);
            Ok((known, ended, again, visitors::start(conn, VISITOR, NOW).await?))
        })
    });
    assert_eq!(ended.await.expect("writes"), (Some(VISITOR), true, false, false));
}

async fn a_mark_of_a_welcome_is_taken_once(world: &World) {
    let granted = |owner: OwnerId, marks: &[&str], days: i64| {
        let lasts = Micros::days(1);
        let marks = marks.iter().map(|mark| WelcomeMark { mark: (*mark).to_owned(), lasts });
        let input = (owner, marks.collect::<Vec<_>>(), NOW.plus(Micros::days(days)));
        let granted = world.db.write(Scope::System, input, |conn, (owner, marks, at)| {
            Box::pin(welcomes::grant(conn, *owner, marks, *at))
        });
        async move {
            let granted: Result<bool, StoreError> = granted.await;
            granted.expect("asks")
        }
    };
    assert!(granted(ADA, &["device", "browser"], 0).await);
    assert!(!granted(BOB, &["another", "browser"], 0).await);
    assert!(granted(BOB, &["another"], 0).await, "who was refused took nothing");
    assert!(granted(BOB, &["device"], 2).await, "its time is over");
}

#[tokio::test]
async fn every_table_of_an_owner_moves_with_a_visitor_or_is_known_to_stay() {
    let world = World::postgres().await;
    let pool = world.db.postgres_pool().expect("a pool");
    let tables: Vec<(String,)> = sqlx::query_as(
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'owner_id'
         WHERE c.relkind = 'r'",
    )
    .fetch_all(pool)
    .await
    .expect("reads");
    let tables: BTreeSet<String> = tables.into_iter().map(|table| table.0).collect();
    let known: BTreeSet<String> =
        visitors::MOVED.iter().chain(visitors::STAYING).map(|table| (*table).to_owned()).collect();
    assert_eq!(tables, known, "say in store::visitors whether its rows go with a visitor's runs");
    world.end().await;
}
