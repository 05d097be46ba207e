//! Refresh tokens in families: each is used once; a second use ends its family.

use domain::account::Role;
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
    /// When a second factor was given, if one was.
    pub second_factor_at: Option<Timestamp>,
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
    second_factor_at: Option<i64>,
}

/// Adds a token.
pub async fn insert(conn: &mut Conn<'_>, token: &RefreshToken) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO refresh_tokens (
            token_hash, family_id, owner_id, user_id, address, user_agent, created_at, idle_until, expires_at, second_factor_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
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
                .bind(token.second_factor_at.map(Timestamp::as_micros))
        )?,
        1,
    )
}

/// The token of that hash, whatever became of it.
pub async fn find(conn: &mut Conn<'_>, token_hash: &str) -> Result<Option<RefreshToken>, StoreError> {
    const SQL: &str =
        "SELECT token_hash, family_id, owner_id, user_id, address, user_agent, created_at, idle_until, expires_at,
            rotated_at, ended_at, second_factor_at
        FROM refresh_tokens WHERE token_hash = $1";
    let row: Option<Row> = fetch!(conn, sqlx::query_as(SQL).bind(token_hash), fetch_optional)?;
    row.map(Row::into_token).transpose()
}

/// The same, and nobody else changes it until this transaction is over: of many uses at once each sees what the one
/// before it did.
pub async fn lock(conn: &mut Conn<'_>, token_hash: &str) -> Result<Option<RefreshToken>, StoreError> {
    const SQL: &str = "UPDATE refresh_tokens SET token_hash = token_hash WHERE token_hash = $1
        RETURNING token_hash, family_id, owner_id, user_id, address, user_agent, created_at, idle_until, expires_at,
            rotated_at, ended_at, second_factor_at";
    let row: Option<Row> = fetch!(conn, sqlx::query_as(SQL).bind(token_hash), fetch_optional)?;
    row.map(Row::into_token).transpose()
}

impl Row {
    fn into_token(self) -> Result<RefreshToken, StoreError> {
        Ok(RefreshToken {
            token_hash: self.token_hash,
            family_id: read("refresh_tokens", "family_id", &self.family_id, str::parse)?,
            owner_id: read("refresh_tokens", "owner_id", &self.owner_id, str::parse)?,
            user_id: read("refresh_tokens", "user_id", &self.user_id, str::parse)?,
            address: self.address,
            user_agent: self.user_agent,
            created_at: Timestamp::from_micros(self.created_at),
            idle_until: Timestamp::from_micros(self.idle_until),
            expires_at: Timestamp::from_micros(self.expires_at),
            rotated_at: self.rotated_at.map(Timestamp::from_micros),
            ended_at: self.ended_at.map(Timestamp::from_micros),
            second_factor_at: self.second_factor_at.map(Timestamp::from_micros),
        })
    }
}

/// Marks a token as used; it is locked and was found unused.
pub async fn rotate(conn: &mut Conn<'_>, token_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE refresh_tokens SET rotated_at = $2 WHERE token_hash = $1 AND rotated_at IS NULL";
    let changed = execute!(conn, sqlx::query(SQL).bind(token_hash).bind(at.as_micros()))?;
    expect_rows("refresh_tokens::rotate", changed, 1)
}

/// Ends a whole family. `false` where it was ended before.
pub async fn end_family(conn: &mut Conn<'_>, family_id: TokenFamilyId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE refresh_tokens SET ended_at = $2 WHERE family_id = $1 AND ended_at IS NULL";
    let mut changed = 0;
    // On PostgreSQL a statement waits for an exchange under way, and then does not see the token that came of it: the next
    // one does. It ends, because an exchange needs a token that is not ended.
    loop {
        let ended = execute!(conn, sqlx::query(SQL).bind(family_id.to_string()).bind(at.as_micros()))?;
        if ended == 0 {
            return Ok(changed > 0);
        }
        changed += ended;
    }
}

/// Who the access tokens of a family speak for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// What the person may, as it stands now.
    pub role: Role,
    /// Whether the address is proven.
    pub is_verified: bool,
    /// Whether a second factor was given when the family began.
    pub gave_second_factor: bool,
}

#[derive(sqlx::FromRow)]
struct SpeakerRow {
    owner_id: String,
    role: String,
    email_verified_at: Option<i64>,
    second_factor_at: Option<i64>,
}

/// Who the access tokens of a family speak for, while it is alive and nobody closed the account.
pub async fn find_speaker(
    conn: &mut Conn<'_>,
    family: TokenFamilyId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Speaker>, StoreError> {
    // The tokens of a family end together, so any of them tells.
    const SQL: &str = "SELECT u.owner_id, u.role, u.email_verified_at, r.second_factor_at
        FROM refresh_tokens r JOIN users u ON u.id = r.user_id
        WHERE r.family_id = $1 AND r.user_id = $2 AND r.ended_at IS NULL AND r.expires_at > $3
            AND u.suspended_at IS NULL
        LIMIT 1";
    let row: Option<SpeakerRow> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(family.to_string()).bind(user.to_string()).bind(now.as_micros()),
        fetch_optional
    )?;
    row.map(|row| {
        Ok(Speaker {
            owner_id: read("users", "owner_id", &row.owner_id, str::parse)?,
            role: read("users", "role", &row.role, |text| Role::parse(text).ok_or("no role"))?,
            is_verified: row.email_verified_at.is_some(),
            gave_second_factor: row.second_factor_at.is_some(),
        })
    })
    .transpose()
}
