//! A copy of SQLite's file as of one moment, made while others write (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>).

use std::path::Path;

use domain::hex::hex;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use super::{Applied, Contents, NOTES, Table, quoted};
use crate::error::StoreError;
use crate::sqlite::options;

/// Copies the database at `database` to the new file `to`, looks whether the copy is whole, and tells what is in it.
pub async fn copy_sqlite(database: &Path, to: &Path) -> Result<Contents, StoreError> {
    let mut source = SqliteConnection::connect_with(&options(database).create_if_missing(false)).await?;
    copy(&mut source, to).await?;
    source.close().await?;
    let mut copy = SqliteConnection::connect_with(&sqlx::sqlite::SqliteConnectOptions::new().filename(to)).await?;
    prove(&mut copy).await?;
    let contents = contents(&mut copy).await?;
    copy.close().await?;
    Ok(contents)
}

/// Copies a whole database into a new file that is on disk when this answers.
pub(crate) async fn copy(source: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    sqlx::query("VACUUM INTO $1").bind(to.to_string_lossy()).execute(source).await?;
    // SQLite does not sync what it writes so.
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

async fn prove(copy: &mut SqliteConnection) -> Result<(), StoreError> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(10)").fetch_all(&mut *copy).await?;
    if found != ["ok"] {
        return Err(StoreError::Snapshot(format!("the database is damaged: {}", found.join("; "))));
    }
    let loose = sqlx::query("PRAGMA foreign_key_check").fetch_all(copy).await?;
    if loose.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Snapshot(format!("{} rows refer to rows that are not there", loose.len())))
    }
}

async fn contents(copy: &mut SqliteConnection) -> Result<Contents, StoreError> {
    const TABLES: &str =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> $1
        ORDER BY name";
    const APPLIED: &str = "SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version";
    let names: Vec<String> = sqlx::query_scalar(TABLES).bind(NOTES).fetch_all(&mut *copy).await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let columns = sqlx::query_scalar("SELECT name FROM pragma_table_info($1) ORDER BY cid")
            .bind(&name)
            .fetch_all(&mut *copy)
            .await?;
        let count = format!("SELECT COUNT(*) FROM {}", quoted(&name));
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *copy).await?;
        tables.push(Table { name, columns, rows: rows.unsigned_abs() });
    }
    let applied: Vec<(i64, Vec<u8>)> = sqlx::query_as(APPLIED).fetch_all(copy).await?;
    let applied = applied.into_iter().map(|(version, checksum)| Applied { version, checksum: hex(&checksum) });
    Ok(Contents { applied: applied.collect(), tables })
}
