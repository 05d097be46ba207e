//! A database of its own for each test, on both kinds.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::hex::hex;
use sha2::{Digest as _, Sha256};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::conn::{Dialect, execute, fetch};
use crate::db::{Db, Location};
use crate::error::StoreError;
use crate::migrate::merged;
use crate::scope::Scope;

/// Names a PostgreSQL server on which the role may create databases.
pub const VARIABLE: &str = "GUILDHALL_TEST_POSTGRES";

/// Who holds this advisory lock makes the template; any number that nothing else locks.
const TEMPLATE_LOCK: i64 = 0x6775_696c_6468;

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

    /// A database of its own on the server that the environment names, brought up to date: a copy of a template, which is
    /// many times faster than to migrate each.
    ///
    /// # Panics
    /// Where none is named, or it cannot be made: a failed test, not one passed over.
    pub async fn postgres() -> Self {
        let server = server();
        match template(&server).await {
            Ok(template) => Self::made(server, &format!("CREATE DATABASE {{}} TEMPLATE {template}")).await,
            Err(error) => panic!("the tests' template cannot be made: {error}"),
        }
    }

    /// The same with nothing in it.
    ///
    /// # Panics
    /// As [`TestDatabase::postgres`].
    pub async fn empty_postgres() -> Self {
        Self::made(server(), EMPTY).await
    }

    async fn made(server: String, statement: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("guildhall_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self::Postgres { server, name };
        if let Err(error) = database.administer(statement).await {
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

const EMPTY: &str = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";

fn server() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} is not set, so nothing is proven on PostgreSQL. Run the tests with `cargo xtask test`, or as \
             `cargo xtask postgres -- cargo test`; or set it to the URL of a server whose role may CREATE DATABASE."
        )
    })
}

/// The name of the database that has every migration and nothing else: made by the first test that asks.
async fn template(server: &str) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    for migration in merged(Dialect::Postgres).iter() {
        hash.update(&migration.checksum);
    }
    let name = format!("guildhall_template_{}", &hex(&hash.finalize())[..16]);
    let mut connection = PgConnection::connect(server).await?;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await?;
    let is_there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&mut connection)
        .await?;
    if !is_there {
        // Under another name first: what bears the name is whole.
        let half = TestDatabase::Postgres { server: server.to_owned(), name: format!("{name}_half") };
        half.administer("DROP DATABASE IF EXISTS {} WITH (FORCE)").await?;
        half.administer(EMPTY).await?;
        let db = Db::open(&half.location(Path::new(""))).await?;
        db.migrate().await?;
        db.close().await;
        // A session that was closed is gone a moment later.
        half.administer(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}' AND backend_type = 'client backend'",
        )
        .await?;
        half.administer(&format!("ALTER DATABASE {{}} RENAME TO {name}")).await?;
    }
    // The lock ends with the session.
    connection.close().await?;
    Ok(name)
}

/// Does what no use case does, in one write that sees all rows: for tests that break something on purpose.
pub async fn execute(db: &Db, statement: impl Into<String>) -> Result<u64, StoreError> {
    db.write(Scope::System, statement.into(), |conn, statement| {
        Box::pin(async move { execute!(conn, sqlx::query(AssertSqlSafe(statement.clone()))) })
    })
    .await
}

/// One number of what is stored.
pub async fn number(db: &Db, query: impl Into<String>) -> Result<i64, StoreError> {
    db.read(Scope::System, query.into(), |conn, query| {
        Box::pin(async move { fetch!(conn, sqlx::query_scalar(AssertSqlSafe(query.clone())), fetch_one) })
    })
    .await
}
