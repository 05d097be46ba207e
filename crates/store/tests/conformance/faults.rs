//! What the databases do to us.

use domain::credits::Credits;
use futures::future::join_all;
use store::{Conn, Db, Location, Scope, StoreError, accounts, testing};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

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
    testing::execute(&world.db, statement).await.expect(statement);
}

/// A write that swallows the error with which SQLite gave up its transaction, and says that all is well.
async fn swallow(world: &World) -> Result<(), StoreError> {
    world
        .db
        .write(Scope::System, (), |conn, ()| {
            Box::pin(async move {
                let Conn::Sqlite(connection) = conn else { return Ok(()) };
                sqlx::query("UPDATE lots SET paid_usd = paid_usd + 1").execute(&mut **connection).await?;
                let taken = sqlx::query("INSERT OR ROLLBACK INTO owners SELECT * FROM owners");
                assert!(taken.execute(&mut **connection).await.is_err(), "every owner is there already");
                // Without a transaction now: each of these would stand by itself.
                let more = sqlx::query("UPDATE lots SET paid_usd = paid_usd + 10");
                _ = more.execute(&mut **connection).await;
                Ok(())
            })
        })
        .await
}

/// The statement that comes next fails anyway, so what only the hook can tell is why: the database gave up, which is told
/// as such and may be tried again, and is no fault of ours.
#[tokio::test]
async fn a_write_that_hides_its_lost_transaction_is_told_as_lost() {
    let world = World::sqlite().await;
    let alone = swallow(&world).await.expect_err("nothing of it is there");
    assert!(matches!(alone, StoreError::Away("the database rolled the transaction back")), "{alone:?}");
    assert!(alone.is_unavailable());
    // And in a group: it alone is lost, the others stand.
    let small = |amount: i64| {
        world.db.write::<_, bool, StoreError, _>(Scope::Owner(ADA), amount, |conn, amount| {
            Box::pin(accounts::hold(conn, ADAS, Credits::whole(*amount)))
        })
    };
    let (before, lost, after) = tokio::join!(small(1), swallow(&world), small(2));
    assert!(matches!((before, after), (Ok(true), Ok(true))));
    assert!(matches!(lost, Err(StoreError::Away("the database rolled the transaction back"))), "{lost:?}");
    assert_eq!(world.held(ADA).await, Credits::whole(3));
    world.end().await;
}

/// A failed write leaves nothing, even where it goes on after its transaction is lost.
#[tokio::test]
async fn what_a_write_does_after_its_transaction_was_lost_is_not_kept() {
    const PAID: &str = "SELECT CAST(SUM(paid_usd) AS BIGINT) FROM lots";
    let world = World::sqlite().await;
    swallow(&world).await.expect_err("is lost");
    assert_eq!(testing::number(&world.db, PAID).await.expect("reads"), 0);
    let (_, lost) = tokio::join!(
        world.db.write::<_, (), StoreError, _>(Scope::System, (), |_, ()| Box::pin(async { Ok(()) })),
        swallow(&world)
    );
    lost.expect_err("is lost");
    assert_eq!(testing::number(&world.db, PAID).await.expect("reads"), 0);
    // The writer goes on, on a connection of which nothing is left over.
    testing::execute(&world.db, "UPDATE lots SET paid_usd = 7").await.expect("writes");
    assert_eq!(testing::number(&world.db, PAID).await.expect("reads"), 7);
    world.end().await;
}

/// sqlx 0.9.0 tells a line cut while its encryption is agreed on as a broken message, not as an end of the connection.
#[tokio::test]
async fn a_line_cut_before_the_session_begins_is_a_database_away() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("postgres://nobody@{}/nothing", listener.local_addr().expect("an address"));
    let hung_up = tokio::spawn(async move {
        let (mut line, _) = listener.accept().await.expect("a session is asked for");
        // Read to its end, so that the other side meets an end and no reset.
        let mut request = [0; 8];
        line.read_exact(&mut request).await.expect("the request for encryption");
    });
    let refused = Db::open(&Location::Postgres(url)).await.expect_err("no session");
    assert!(refused.is_unavailable(), "{refused:?}");
    hung_up.await.expect("asked once");
}
