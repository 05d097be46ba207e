//! What the HTTP tests stand on: the real router behind the real accept loop, on both databases.
//!
//! A test is an `async fn(&App)` whose name is the promise; [`on_both!`] makes two tests of it. Each has its own
//! database and folder. Every answer of the API is judged by the `OpenAPI` document ([`contract`]), and at the end of
//! every test `verify` must find the ledger clean.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod client;
pub(crate) mod contract;
pub(crate) mod keys;
pub(crate) mod letters;
pub(crate) mod people;
pub(crate) mod runs;
pub(crate) mod sse;

pub(crate) use app::{App, Options};
pub(crate) use browser::Browser;
pub(crate) use client::{Answer, Client};
pub(crate) use store::testing::TestDatabase as Database;

/// Makes a test on SQLite and one on PostgreSQL of each promise; `with options => …` for servers that differ.
macro_rules! on_both {
    (with $options:ident => $($promise:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                let database = $crate::common::Database::sqlite();
                $crate::common::App::run(database, super::$options(), super::$promise).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                let database = $crate::common::Database::postgres().await;
                $crate::common::App::run(database, super::$options(), super::$promise).await;
            })*
        }
    };
    ($($promise:ident),* $(,)?) => {
        fn as_usual() -> $crate::common::Options {
            $crate::common::Options::default()
        }
        $crate::common::on_both!(with as_usual => $($promise),*);
    };
}
pub(crate) use on_both;
