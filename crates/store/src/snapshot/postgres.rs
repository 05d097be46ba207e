//! Every table of PostgreSQL as of one moment, by `COPY` in one transaction that only reads.

use std::io;

use domain::hex::hex;
use futures::TryStreamExt as _;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

use super::order::filling_order;
use super::{Applied, Contents, NOTES, Table, columns, quoted};
use crate::error::StoreError;
use crate::scope::Scope;

/// A transaction that sees all rows as they were when it began, for as long as it lives.
#[derive(Debug)]
pub struct PostgresSnapshot {
    connection: PgConnection,
    contents: Contents,
}

impl PostgresSnapshot {
    /// Begins it, on a connection of its own: those of the pool have time limits that are too short for this.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let mut connection = connect(url).await?;
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0; SELECT set_config('guildhall.scope', '{}', true)",
            Scope::System.setting()
        );
        sqlx::raw_sql(AssertSqlSafe(begin)).execute(&mut connection).await?;
        let applied = applied(&mut connection).await?;
        let mut tables = tables(&mut connection).await?;
        for table in &mut tables {
            let count = format!("SELECT COUNT(*) FROM {}", quoted(&table.name));
            let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut connection).await?;
            table.rows = rows.unsigned_abs();
        }
        Ok(Self { connection, contents: Contents { applied, tables } })
    }

    /// What is in it.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Gives the rows of a table, in pieces, in the binary format of `COPY`
    /// (<https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS>): a file of 20 MB stays one of 20 MB.
    pub async fn copy_out(
        &mut self,
        table: &Table,
        keep: &mut (dyn FnMut(&[u8]) -> io::Result<()> + Send),
    ) -> Result<(), StoreError> {
        let statement = format!("COPY {} ({}) TO STDOUT (FORMAT binary)", quoted(&table.name), columns(table));
        let mut pieces = self.connection.copy_out_raw(&statement).await?;
        while let Some(piece) = pieces.try_next().await? {
            keep(&piece)?;
        }
        Ok(())
    }

    /// Ends it.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }
}

/// A connection without the limits of those in the pool.
pub(super) async fn connect(url: &str) -> Result<PgConnection, StoreError> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.application_name("guildhall snapshot").disable_statement_logging();
    Ok(PgConnection::connect_with(&options).await?)
}

/// The tables with their columns, in the order in which they can be filled; without the number of their rows.
pub(super) async fn tables(connection: &mut PgConnection) -> Result<Vec<Table>, StoreError> {
    const TABLES: &str = "SELECT c.relname::text, array_agg(a.attname::text ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> $1 GROUP BY c.relname";
    const REFERENCES: &str = "SELECT f.relname::text, t.relname::text FROM pg_constraint r
        JOIN pg_class f ON f.oid = r.conrelid JOIN pg_class t ON t.oid = r.confrelid
        WHERE r.contype = 'f' AND f.relnamespace = current_schema()::regnamespace";
    let mut found: Vec<(String, Vec<String>)> = sqlx::query_as(TABLES).bind(NOTES).fetch_all(&mut *connection).await?;
    let references: Vec<(String, String)> = sqlx::query_as(REFERENCES).fetch_all(connection).await?;
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let order = filling_order(&names, &references)?;
    found.sort_by_key(|(name, _)| order.iter().position(|ordered| ordered == name));
    Ok(found.into_iter().map(|(name, columns)| Table { name, columns, rows: 0 }).collect())
}

/// The migrations that the database has.
pub(super) async fn applied(connection: &mut PgConnection) -> Result<Vec<Applied>, StoreError> {
    const APPLIED: &str = "SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version";
    let known: bool =
        sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(&mut *connection).await?;
    if !known {
        return Ok(Vec::new());
    }
    let applied: Vec<(i64, Vec<u8>)> = sqlx::query_as(APPLIED).fetch_all(connection).await?;
    Ok(applied.into_iter().map(|(version, checksum)| Applied { version, checksum: hex(&checksum) }).collect())
}
