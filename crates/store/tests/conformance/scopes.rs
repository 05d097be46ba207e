//! The second wall: what a scope lets through on PostgreSQL, whatever the query says.

use store::{Db, Location, Scope, StoreError, accounts};

use crate::world::{ADA, BOB, World};

async fn finds(world: &World, scope: Scope) -> bool {
    let found = world.db.read(scope, ADA, |conn, owner| Box::pin(accounts::find_customers(conn, *owner)));
    let found: Result<_, StoreError> = found.await;
    found.expect("reads").is_some()
}

#[tokio::test]
async fn a_foreign_scope_sees_and_changes_nothing() {
    let world = World::postgres().await;
    assert!(finds(&world, Scope::Owner(ADA)).await);
    assert!(finds(&world, Scope::System).await);
    assert!(!finds(&world, Scope::Owner(BOB)).await);
    assert!(!finds(&world, Scope::Public).await);
    let stolen = world.db.write(Scope::Owner(BOB), (), |conn, ()| {
        Box::pin(accounts::hold(conn, crate::world::ADAS, domain::credits::Credits::whole(1)))
    });
    let stolen: Result<bool, StoreError> = stolen.await;
    assert!(!stolen.expect("asks"), "no row is seen to change");
    world.end().await;
}

#[tokio::test]
async fn every_table_with_an_owner_is_guarded_and_the_guard_is_forced() {
    let world = World::postgres().await;
    let pool = world.db.postgres_pool().expect("a pool");
    let open: Vec<(String,)> = sqlx::query_as(
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'owner_id'
         WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
    )
    .fetch_all(pool)
    .await
    .expect("reads");
    assert!(open.is_empty(), "{open:?}");
    world.end().await;
}

#[tokio::test]
async fn a_role_that_the_guard_does_not_bind_is_refused() {
    let world = World::postgres().await;
    let Location::Postgres(url) = world.location() else { panic!("a URL") };
    // `cargo xtask postgres` makes this role beside the plain one, with the same password.
    let powerful = url.replacen("//guildhall:", "//guildhall_powerful:", 1);
    let refused = Db::open(&Location::Postgres(powerful)).await.expect_err("is refused");
    assert!(refused.to_string().contains("BYPASSRLS"), "{refused}");
    world.end().await;
}
