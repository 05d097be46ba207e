//! Browser sessions: only the hash of a session's token is kept.

use domain::account::Role;
use domain::id::{OwnerId, SessionId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A session as it begins.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Which.
    pub id: SessionId,
    /// SHA-256 of its token, in hexadecimal.
    pub token_hash: String,
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// The person.
    pub user_id: UserId,
    /// From where.
    pub address: String,
    /// With what.
    pub user_agent: String,
    /// When.
    pub created_at: Timestamp,
    /// Over then, whatever happens.
    pub expires_at: Timestamp,
}

/// Who a live session or token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The session.
    pub session_id: SessionId,
    /// The person.
    pub user_id: UserId,
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// What the person may, as it stands now.
    pub role: Role,
    /// Whether the address is proven.
    pub is_verified: bool,
    /// When the session was last seen; kept to the hour.
    pub last_seen_at: Timestamp,
    /// Whether a second factor was given in it.
    pub gave_second_factor: bool,
}

#[derive(sqlx::FromRow)]
struct SpeakerRow {
    id: String,
    user_id: String,
    owner_id: String,
    role: String,
    email_verified_at: Option<i64>,
    last_seen_at: i64,
    second_factor_at: Option<i64>,
}

/// Begins a session.
pub async fn insert(conn: &mut Conn<'_>, session: &NewSession) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sessions (
            id, token_hash, owner_id, user_id, address, user_agent, created_at, last_seen_at, expires_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";
    expect_rows(
        "sessions::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(session.id.to_string())
                .bind(&session.token_hash)
                .bind(session.owner_id.to_string())
                .bind(session.user_id.to_string())
                .bind(&session.address)
                .bind(&session.user_agent)
                .bind(session.created_at.as_micros())
                .bind(session.expires_at.as_micros())
        )?,
        1,
    )
}

/// Who the session of that token speaks for, if it is alive at `now`, seen since `idle_since`, and nobody closed the account.
pub async fn find_live(
    conn: &mut Conn<'_>,
    token_hash: &str,
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<Option<Speaker>, StoreError> {
    const SQL: &str =
        "SELECT s.id, s.user_id, s.owner_id, u.role, u.email_verified_at, s.last_seen_at, s.second_factor_at
        FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
            AND u.suspended_at IS NULL";
    let row: Option<SpeakerRow> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(token_hash).bind(now.as_micros()).bind(idle_since.as_micros()),
        fetch_optional
    )?;
    row.map(|row| {
        Ok(Speaker {
            session_id: read("sessions", "id", &row.id, str::parse)?,
            user_id: read("sessions", "user_id", &row.user_id, str::parse)?,
            owner_id: read("sessions", "owner_id", &row.owner_id, str::parse)?,
            role: read("users", "role", &row.role, |text| Role::parse(text).ok_or("no role"))?,
            is_verified: row.email_verified_at.is_some(),
            last_seen_at: Timestamp::from_micros(row.last_seen_at),
            gave_second_factor: row.second_factor_at.is_some(),
        })
    })
    .transpose()
}

/// Notes that a session was seen.
pub async fn touch(conn: &mut Conn<'_>, id: SessionId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
    execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(at.as_micros()))?;
    Ok(())
}

/// Ends the session of that token, if it is alive.
pub async fn end(conn: &mut Conn<'_>, token_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sessions SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";
    execute!(conn, sqlx::query(SQL).bind(token_hash).bind(at.as_micros()))?;
    Ok(())
}

/// Notes that a second factor was given in a session.
pub async fn note_second_factor(conn: &mut Conn<'_>, id: SessionId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE sessions SET second_factor_at = $2 WHERE id = $1";
    expect_rows(
        "sessions::note_second_factor",
        execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(at.as_micros()))?,
        1,
    )
}

/// From which addresses the person of that login (in lower case) signed in since then, by browser or program.
pub async fn addresses(conn: &mut Conn<'_>, login: &str, since: Timestamp) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT s.address FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE (u.email = $1 OR u.username_key = $1) AND s.created_at > $2
        UNION SELECT r.address FROM refresh_tokens r JOIN users u ON u.id = r.user_id
            WHERE (u.email = $1 OR u.username_key = $1) AND r.created_at > $2
        LIMIT 200";
    let rows: Vec<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(login).bind(since.as_micros()), fetch_all)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
