//! A database of its own for each test, on both kinds.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::conn::{execute, fetch};
use crate::db::{Db, Location};
use crate::error::StoreError;
use crate::scope::Scope;

/// Names a PostgreSQL server on which the role may create databases.
pub const VARIABLE: &str = "GUILDHALL_TEST_POSTGRES";

/// A database that one test has for itself.
#[derive(Debug)]
pub enum TestDatabase {
    /// A file in the test's folder.
    Sqlite,
    /// A database on the server that the environment names.
    Postgres {
        /// The server's URL.
        server: String,
        /// The database's name.
        name: String,
    },
}

impl TestDatabase {
    /// A file in the test's folder.
    pub fn sqlite() -> Self {
        Self::Sqlite
    }

    /// A fresh database on the server that the environment names.
    ///
    /// # Panics
    /// Where none is named, or it cannot be made: a failed test, not one passed over.
    pub async fn postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!(
                "{VARIABLE} is not set, so nothing is proven on PostgreSQL. Run the tests with `cargo xtask test`, or as \
                 `cargo xtask postgres -- cargo test`; or set it to the URL of a server whose role may CREATE DATABASE."
            )
        });
        let name = format!("guildhall_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self::Postgres { server, name };
        let made = database
            .administer("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
            .await;
        if let Err(error) = made {
            panic!("the test's database cannot be made: {error}");
        }
        database
    }

    /// Where it is, for a test whose files lie in `folder`.
    pub fn location(&self, folder: &Path) -> Location {
        match self {
            Self::Sqlite => Location::Sqlite(folder.join("guildhall.db")),
            Self::Postgres { .. } => Location::Postgres(self.url().unwrap_or_default()),
        }
    }

    /// The URL, where there is one.
    pub fn url(&self) -> Option<String> {
        let Self::Postgres { server, name } = self else { return None };
        let options = PgConnectOptions::from_str(server).ok()?.database(name);
        Some(options.to_url_lossy().to_string())
    }

    /// The text of every row of every table of a PostgreSQL database, and the bytes of its files; nothing of SQLite, which
    /// is a file.
    ///
    /// # Panics
    /// Where it cannot be read.
    pub async fn dump(&self) -> Vec<u8> {
        let Some(url) = self.url() else { return Vec::new() };
        match Self::dump_of(&url).await {
            Ok(dump) => dump,
            Err(error) => panic!("the test's database cannot be read: {error}"),
        }
    }

    async fn dump_of(url: &str) -> Result<Vec<u8>, sqlx::Error> {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::query("SET guildhall.scope = 'system'").execute(&mut connection).await?;
        let tables: Vec<String> =
            sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
                .fetch_all(&mut connection)
                .await?;
        let mut dump = Vec::new();
        for table in tables {
            let sql = AssertSqlSafe(format!("SELECT t::text FROM {table} t"));
            let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await?;
            for row in &rows {
                dump.extend(row.as_bytes());
            }
        }
        // In a row's text, bytes stand as hexadecimal.
        let contents: Vec<Vec<u8>> = sqlx::query_scalar("SELECT content FROM blobs").fetch_all(&mut connection).await?;
        for content in &contents {
            dump.extend(content);
        }
        connection.close().await?;
        Ok(dump)
    }

    /// Removes it. What a failed test leaves behind shows what went wrong.
    pub async fn remove(&self) {
        if let Err(error) = self.administer("DROP DATABASE {} WITH (FORCE)").await {
            tracing::warn!(%error, "the test's database stays");
        }
    }

    async fn administer(&self, statement: &str) -> Result<(), sqlx::Error> {
        let Self::Postgres { server, name } = self else { return Ok(()) };
        let mut connection = PgConnection::connect(server).await?;
        // The name is ours: letters, digits, `_`.
        sqlx::query(AssertSqlSafe(statement.replace("{}", name))).execute(&mut connection).await?;
        connection.close().await
    }
}

/// Does what no use case does, in one write that sees all rows: for tests that break something on purpose.
pub async fn execute(db: &Db, statement: &'static str) -> Result<u64, StoreError> {
    db.write(Scope::System, statement, |conn, statement| {
        Box::pin(async move { execute!(conn, sqlx::query(AssertSqlSafe(*statement))) })
    })
    .await
}

/// One number of what is stored.
pub async fn number(db: &Db, query: &'static str) -> Result<i64, StoreError> {
    db.read(Scope::System, query, |conn, query| {
        Box::pin(async move { fetch!(conn, sqlx::query_scalar(AssertSqlSafe(*query)), fetch_one) })
    })
    .await
}
