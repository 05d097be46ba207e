//! What the databases do to us.

use domain::credits::Credits;
use futures::future::join_all;
use store::{Conn, Scope, StoreError, accounts};

use crate::world::{ADA, ADAS, World};

/// sqlx 0.9.0 hands a session back to the pool inside an open transaction when `BEGIN` is cancelled. Without the check on
/// acquire, the next write would run inside it and vanish.
#[tokio::test]
async fn a_cancelled_begin_swallows_no_write() {
    let world = World::postgres().await;
    let pool = world.db.postgres_pool().expect("a pool").clone();
    // All sessions but one are kept out of the way, so that the poisoned one is met again.
    let mut kept = Vec::new();
    for _ in 0..19 {
        kept.push(pool.acquire().await.expect("a session"));
    }
    let mut poisoned = pool.acquire().await.expect("a session");
    sqlx::raw_sql("BEGIN").execute(&mut *poisoned).await.expect("begins");
    drop(poisoned);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let held = world.db.write(Scope::Owner(ADA), (), |conn, ()| Box::pin(accounts::hold(conn, ADAS, Credits::whole(2))));
    let held: Result<bool, StoreError> = held.await;
    assert!(held.expect("writes"));
    // Seen from another session: it is really committed.
    kept.clear();
    assert_eq!(world.held(ADA).await, Credits::whole(2));
    let open: (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()",
    )
    .fetch_one(&pool)
    .await
    .expect("reads");
    assert_eq!(open.0, 0);
    world.end().await;
}

/// A full disk makes SQLite roll the whole group back by itself. Each write is then worked again alone: those that fit
/// stand, the others are told, and when there is room again everything works without a restart.
#[tokio::test]
async fn a_group_that_the_database_rolls_back_is_worked_again_one_by_one() {
    let world = World::sqlite().await;
    let world_ref = &world;
    let limit = |pages: &'static str| async move {
        let set = world_ref.db.write(Scope::System, pages, |conn, pages| {
            Box::pin(async move {
                if let Conn::Sqlite(connection) = conn {
                    sqlx::query(*pages).execute(&mut **connection).await?;
                }
                Ok(())
            })
        });
        let set: Result<(), StoreError> = set.await;
        set.expect("sets");
    };
    // No more pages than there are now: what needs one is refused as if the disk were full.
    limit("PRAGMA max_page_count = 1").await;
    let small = |amount: i64| {
        world.db.write::<_, bool, StoreError, _>(Scope::Owner(ADA), amount, |conn, amount| {
            Box::pin(accounts::hold(conn, ADAS, Credits::whole(*amount)))
        })
    };
    let big = world.db.write::<_, (), StoreError, _>(Scope::System, (), |conn, ()| {
        Box::pin(async move {
            if let Conn::Sqlite(connection) = conn {
                sqlx::query("CREATE TABLE filler AS SELECT zeroblob(10000000) AS filling").execute(&mut **connection).await?;
            }
            Ok(())
        })
    });
    let (smalls, big) = futures::join!(join_all([small(1), small(2), small(3)]), big);
    assert!(big.expect_err("does not fit").is_unavailable());
    let stood: i64 = smalls.iter().zip([1, 2, 3]).map(|(outcome, amount)| if matches!(outcome, Ok(true)) { amount } else { 0 }).sum();
    assert_eq!(stood, 6, "{smalls:?}");
    assert_eq!(world.held(ADA).await, Credits::whole(6));
    limit("PRAGMA max_page_count = 1000000").await;
    assert!(small(1).await.expect("works again"));
    world.end().await;
}
