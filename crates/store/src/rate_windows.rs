//! The counts of limits that all copies share. Only on PostgreSQL: beside SQLite one process alone serves, and counts in
//! its memory.

use domain::limit::Window;

use crate::conn::{Conn, execute, fetch};
use crate::error::StoreError;

/// The counts of a subject, whose row is locked until the transaction ends. `place` is what a new row begins with.
pub async fn lock(conn: &mut Conn<'_>, subject: &str, place: i64) -> Result<Window, StoreError> {
    // An update that changes nothing: it makes the row or takes it, and gives it either way.
    const SQL: &str = "INSERT INTO rate_windows (subject, place, current_count, previous_count) VALUES ($1, $2, 0, 0)
        ON CONFLICT (subject) DO UPDATE SET place = rate_windows.place
        RETURNING place, current_count, previous_count";
    let (place, current, previous): (i64, i64, i64) =
        fetch!(conn, sqlx::query_as(SQL).bind(subject).bind(place), fetch_one)?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Window { place, current: count(current), previous: count(previous) })
}

/// Keeps the counts of a subject whose row is locked.
pub async fn keep(conn: &mut Conn<'_>, subject: &str, window: Window) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE rate_windows SET place = $2, current_count = $3, previous_count = $4 WHERE subject = $1";
    execute!(
        conn,
        sqlx::query(SQL)
            .bind(subject)
            .bind(window.place)
            .bind(i64::from(window.current))
            .bind(i64::from(window.previous))
    )?;
    Ok(())
}

/// Forgets counts of buckets before `place`, and tells how many.
pub async fn forget(conn: &mut Conn<'_>, place: i64) -> Result<u64, StoreError> {
    execute!(conn, sqlx::query("DELETE FROM rate_windows WHERE place < $1").bind(place))
}
