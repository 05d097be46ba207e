//! The promises of the store, by name, on SQLite and on PostgreSQL.

mod analytics;
mod appends;
mod calls;
mod contents;
mod erasing;
mod faults;
mod migrating;
mod moments;
mod scopes;
mod sets;
mod visitors;
mod world;
mod writes;

/// Makes two tests of one promise.
macro_rules! on_both {
    ($($promise:ident),* $(,)?) => {$(
        mod $promise {
            #[tokio::test]
            async fn sqlite() {
                let world = crate::world::World::sqlite().await;
                super::$promise(&world).await;
                world.end().await;
            }

            #[tokio::test]
            async fn postgres() {
                let world = crate::world::World::postgres().await;
                super::$promise(&world).await;
                world.end().await;
            }
        }
    )*};
}
pub(crate) use on_both;
