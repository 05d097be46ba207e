//! Addresses typed by people who forgot a password, until they are looked up.

use domain::id::MailId;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows};

/// Keeps an address to be looked up. The id is that of the letter that may come of it.
pub async fn insert(conn: &mut Conn<'_>, id: MailId, email: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO forgotten_passwords (id, email, asked_at) VALUES ($1, $2, $3)";
    expect_rows(
        "forgotten_passwords::insert",
        execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(email).bind(at.as_micros()))?,
        1,
    )
}

/// Takes the oldest addresses away, as they were typed. Of two who take at once, each address goes to one.
pub async fn take(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "DELETE FROM forgotten_passwords
        WHERE id IN (SELECT id FROM forgotten_passwords ORDER BY id LIMIT $1) RETURNING email";
    let rows: Vec<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(limit), fetch_all)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// How many wait.
pub async fn count(conn: &mut Conn<'_>) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM forgotten_passwords";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok(row.0)
}
