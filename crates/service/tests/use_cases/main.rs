//! The promises of the use cases, by name, on SQLite and on PostgreSQL.

mod adopting;
mod analytics;
mod backups;
mod branches;
mod cache;
mod claims;
mod erasure;
mod history;
mod ledger;
mod model;
mod races;
mod runs;
mod sets;
mod world;

/// Makes two tests of one promise.
macro_rules! on_both {
    ($($promise:ident),* $(,)?) => {$(
        mod $promise {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let world = crate::world::World::sqlite().await;
                super::$promise(&world).await;
                world.end().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let world = crate::world::World::postgres().await;
                super::$promise(&world).await;
                world.end().await;
            }
        }
    )*};
}
pub(crate) use on_both;
