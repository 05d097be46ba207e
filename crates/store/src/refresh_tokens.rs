//! Refresh tokens in families: each is used once; a second use ends its family.

use domain::id::{OwnerId, TokenFamilyId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A refresh token, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// SHA-256 of the token, in hexadecimal.
    pub token_hash: String,
    /// The sign-in that it comes from.
    pub family_id: TokenFamilyId,
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// The person.
    pub user_id: UserId,
    /// From where.
    pub address: String,
    /// With what.
    pub user_agent: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Unused until then, it is over.
    pub idle_until: Timestamp,
    /// When its family is over.
    pub expires_at: Timestamp,
    /// When it was exchanged for the next.
    pub rotated_at: Option<Timestamp>,
    /// When its family was ended.
    pub ended_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    token_hash: String,
    family_id: String,
    owner_id: String,
    user_id: String,
    address: String,
    user_agent: String,
    created_at: i64,
    idle_until: i64,
    expires_at: i64,
    rotated_at: Option<i64>,
    ended_at: Option<i64>,
}

/// Adds a token.
pub async fn insert(conn: &mut Conn<'_>, token: &RefreshToken) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO refresh_tokens (
            token_hash, family_id, owner_id, user_id, address, user_agent, created_at, idle_until, expires_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    expect_rows(
        "refresh_tokens::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(&token.token_hash)
                .bind(token.family_id.to_string())
                .bind(token.owner_id.to_string())
                .bind(token.user_id.to_string())
                .bind(&token.address)
                .bind(&token.user_agent)
                .bind(token.created_at.as_micros())
                .bind(token.idle_until.as_micros())
                .bind(token.expires_at.as_micros())
        )?,
        1,
    )
}

/// The token of that hash, whatever became of it.
pub async fn find(conn: &mut Conn<'_>, token_hash: &str) -> Result<Option<RefreshToken>, StoreError> {
    const SQL: &str =
        "SELECT token_hash, family_id, owner_id, user_id, address, user_agent, created_at, idle_until, expires_at,
            rotated_at, ended_at
        FROM refresh_tokens WHERE token_hash = $1";
    let row: Option<Row> = fetch!(conn, sqlx::query_as(SQL).bind(token_hash), fetch_optional)?;
    row.map(|row| {
        Ok(RefreshToken {
            token_hash: row.token_hash,
            family_id: read("refresh_tokens", "family_id", &row.family_id, str::parse)?,
            owner_id: read("refresh_tokens", "owner_id", &row.owner_id, str::parse)?,
            user_id: read("refresh_tokens", "user_id", &row.user_id, str::parse)?,
            address: row.address,
            user_agent: row.user_agent,
            created_at: Timestamp::from_micros(row.created_at),
            idle_until: Timestamp::from_micros(row.idle_until),
            expires_at: Timestamp::from_micros(row.expires_at),
            rotated_at: row.rotated_at.map(Timestamp::from_micros),
            ended_at: row.ended_at.map(Timestamp::from_micros),
        })
    })
    .transpose()
}

/// Marks a token as used. `false` where it was used, ended or over before: the condition stands in the write, so that of
/// many uses at once exactly one wins.
pub async fn rotate(conn: &mut Conn<'_>, token_hash: &str, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE refresh_tokens SET rotated_at = $2
        WHERE token_hash = $1 AND rotated_at IS NULL AND ended_at IS NULL AND idle_until > $2 AND expires_at > $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(token_hash).bind(at.as_micros()))? == 1)
}

/// Ends a whole family.
pub async fn end_family(conn: &mut Conn<'_>, family_id: TokenFamilyId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE refresh_tokens SET ended_at = $2 WHERE family_id = $1 AND ended_at IS NULL";
    execute!(conn, sqlx::query(SQL).bind(family_id.to_string()).bind(at.as_micros()))?;
    Ok(())
}
