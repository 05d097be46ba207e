//! Sign-ins whose password was right and whose code is still to come: only the hash of their token is kept.

use domain::id::{OwnerId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// Begins one, and forgets those that are over.
pub async fn insert(
    conn: &mut Conn<'_>,
    token_hash: &str,
    owner: OwnerId,
    user: UserId,
    at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    const OVER: &str = "DELETE FROM pending_sign_ins WHERE expires_at <= $1";
    const SQL: &str = "INSERT INTO pending_sign_ins (token_hash, owner_id, user_id, created_at, expires_at, tries)
        VALUES ($1, $2, $3, $4, $5, 0)";
    execute!(conn, sqlx::query(OVER).bind(at.as_micros()))?;
    expect_rows(
        "pending_sign_ins::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(token_hash)
                .bind(owner.to_string())
                .bind(user.to_string())
                .bind(at.as_micros())
                .bind(expires_at.as_micros())
        )?,
        1,
    )
}

/// Who signs in, if it is alive and has tries left.
pub async fn find_live(
    conn: &mut Conn<'_>,
    token_hash: &str,
    now: Timestamp,
    max_tries: i64,
) -> Result<Option<UserId>, StoreError> {
    const SQL: &str = "SELECT user_id FROM pending_sign_ins
        WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND tries < $3";
    let row: Option<(String,)> =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash).bind(now.as_micros()).bind(max_tries), fetch_optional)?;
    row.map(|row| read("pending_sign_ins", "user_id", &row.0, str::parse)).transpose()
}

/// Counts a try: who signs in and how many tries that makes, or `None` where it is over. The condition stands in the
/// write, so that of many tries at once no more than `max_tries` are let through.
pub async fn count_try(
    conn: &mut Conn<'_>,
    token_hash: &str,
    now: Timestamp,
    max_tries: i64,
) -> Result<Option<(UserId, i64)>, StoreError> {
    const SQL: &str = "UPDATE pending_sign_ins SET tries = tries + 1
        WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND tries < $3
        RETURNING user_id, tries";
    let row: Option<(String, i64)> =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash).bind(now.as_micros()).bind(max_tries), fetch_optional)?;
    row.map(|(user, tries)| Ok((read("pending_sign_ins", "user_id", &user, str::parse)?, tries))).transpose()
}

/// Ends one: the code was right.
pub async fn end(conn: &mut Conn<'_>, token_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE pending_sign_ins SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";
    execute!(conn, sqlx::query(SQL).bind(token_hash).bind(at.as_micros()))?;
    Ok(())
}

/// Ends all of a person: the password they began with is no more.
pub async fn end_all(conn: &mut Conn<'_>, user: UserId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE pending_sign_ins SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL";
    execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(at.as_micros()))?;
    Ok(())
}
