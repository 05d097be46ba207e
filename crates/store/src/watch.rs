//! What whoever watches over the process asks for.

use domain::credits::Credits;
use domain::time::Timestamp;

use crate::conn::{Conn, Dialect, fetch};
use crate::error::StoreError;

/// Letters that wait, and when the oldest of them was written.
pub async fn letters(conn: &mut Conn<'_>) -> Result<(u64, Option<Timestamp>), StoreError> {
    const SQL: &str = "SELECT COUNT(*), MIN(created_at) FROM mails WHERE sent_at IS NULL AND given_up_at IS NULL";
    let row: (i64, Option<i64>) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok((row.0.unsigned_abs(), row.1.map(Timestamp::from_micros)))
}

/// What customers have set aside for runs, all together.
pub async fn held(conn: &mut Conn<'_>) -> Result<Credits, StoreError> {
    const SQL: &str = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM holds WHERE status = 'open'";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok(Credits::from_micro(row.0))
}

/// When the newest run was asked for.
pub async fn newest_run(conn: &mut Conn<'_>) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT created_at FROM runs ORDER BY id DESC LIMIT 1";
    let row: Option<(i64,)> = fetch!(conn, sqlx::query_as(SQL), fetch_optional)?;
    Ok(row.map(|row| Timestamp::from_micros(row.0)))
}

/// What time the database has. `None` for SQLite, which has ours.
pub async fn clock(conn: &mut Conn<'_>) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
    if conn.dialect() == Dialect::Sqlite {
        return Ok(None);
    }
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok(Some(Timestamp::from_micros(row.0)))
}
