//! What the databases do to us.

use domain::credits::Credits;
use futures::future::join_all;
use store::{Conn, Scope, StoreError, accounts};

use crate::world::{ADA, ADAS, World};

/// sqlx 0.9.0 hands a session back to the pool inside an open transaction when `BEGIN` is cancelled. Without the check on
/// acquire, the next write would run inside it and commit what the cancelled one had half done.
#[tokio::test]
async fn a_session_left_inside_a_transaction_is_not_used_again() {
    let world = World::postgres().await;
    let pool = world.db.postgres_pool().expect("a pool").clone();
    // All sessions but one are kept out of the way, so that the poisoned one is met again.
    let mut kept = Vec::new();
    for _ in 0..19 {
        kept.push(pool.acquire().await.expect("a session"));
    }
    let mut poisoned = pool.acquire().await.expect("a session");
    // Half of a transfer, by a future that is dropped here.
    let half = "BEGIN; SELECT set_config('guildhall.scope', 'system', true); UPDATE accounts SET held = held + 5000000 WHERE posted > 0";
    sqlx::raw_sql(half).execute(&mut *poisoned).await.expect("begins");
    drop(poisoned);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let held =
        world.db.write(Scope::Owner(ADA), (), |conn, ()| Box::pin(accounts::hold(conn, ADAS, Credits::whole(2))));
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

/// A full disk makes SQLite give up the whole transaction by itself. The connection is discarded and each write worked again
/// alone: every one of the group stands once, as if it had come alone.
#[tokio::test]
async fn a_group_that_the_database_rolls_back_is_worked_again_one_by_one() {
    let world = World::sqlite().await;
    execute(&world, "CREATE TABLE filler (filling BLOB)").await;
    // No more pages than there are now, for this connection: what needs one is refused as on a full disk.
    execute(&world, "PRAGMA max_page_count = 1").await;
    let small = |amount: i64| {
        world.db.write::<_, bool, StoreError, _>(Scope::Owner(ADA), amount, |conn, amount| {
            Box::pin(accounts::hold(conn, ADAS, Credits::whole(*amount)))
        })
    };
    // One row and no constraint: SQLite keeps no journal for the statement, so it gives up the whole transaction.
    let big = execute(&world, "INSERT INTO filler VALUES (zeroblob(10000000))");
    let (smalls, ()) = futures::join!(join_all([small(1), small(2), small(3)]), big);
    assert!(smalls.iter().all(|outcome| matches!(outcome, Ok(true))), "{smalls:?}");
    assert_eq!(world.held(ADA).await, Credits::whole(6));
    world.end().await;
}

async fn execute(world: &World, statement: &'static str) {
    let done = world.db.write(Scope::System, statement, |conn, statement| {
        Box::pin(async move {
            if let Conn::Sqlite(connection) = conn {
                sqlx::query(*statement).execute(&mut **connection).await?;
            }
            Ok(())
        })
    });
    let done: Result<(), StoreError> = done.await;
    done.expect(statement);
}
