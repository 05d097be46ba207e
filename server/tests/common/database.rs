//! A database of its own for each test.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use store::Location;

const VARIABLE: &str = "GUILDHALL_TEST_POSTGRES";

/// Where a test keeps its rows.
pub(crate) enum Database {
    Sqlite,
    Postgres { server: String, name: String },
}

impl Database {
    /// A file in the test's folder.
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite
    }

    /// A database made for this test on the server that the environment names.
    pub(crate) async fn postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!(
                "{VARIABLE} is not set, so nothing is proven on PostgreSQL. Run the tests with `cargo xtask test`, or \
                 as `cargo xtask postgres -- cargo test`; or \
                 set it to the URL of a server whose role may CREATE DATABASE."
            )
        });
        let name = format!("guildhall_http_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self::Postgres { server, name };
        database
            .administer("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
            .await
            .expect("the role may create databases");
        database
    }

    /// Where it is, for a server whose data lie in `folder`.
    pub(crate) fn location(&self, folder: &Path) -> Location {
        match self {
            Self::Sqlite => Location::Sqlite(folder.join("guildhall.db")),
            Self::Postgres { .. } => Location::Postgres(self.url().unwrap_or_default()),
        }
    }

    /// The URL, where there is one.
    pub(crate) fn url(&self) -> Option<String> {
        let Self::Postgres { server, name } = self else { return None };
        let options = PgConnectOptions::from_str(server).expect("a URL of PostgreSQL").database(name);
        Some(options.to_url_lossy().to_string())
    }

    /// Removes it. What a failed test leaves behind shows what went wrong.
    pub(crate) async fn remove(&self) {
        self.administer("DROP DATABASE {} WITH (FORCE)").await.expect("the role may drop what it made");
    }

    async fn administer(&self, statement: &str) -> Result<(), sqlx::Error> {
        let Self::Postgres { server, name } = self else { return Ok(()) };
        let mut connection = PgConnection::connect(server).await?;
        // The name is ours: letters, digits, `_`.
        sqlx::query(AssertSqlSafe(statement.replace("{}", name))).execute(&mut connection).await?;
        connection.close().await
    }
}
