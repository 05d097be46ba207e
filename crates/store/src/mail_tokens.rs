//! Tokens that stand in letters: used once, for one purpose, for a while.

use domain::id::{OwnerId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// What a token in a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To prove the address.
    VerifyEmail,
    /// To choose another password.
    ResetPassword,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
        }
    }
}

/// Adds a token and makes earlier ones of the same purpose useless.
pub async fn insert(
    conn: &mut Conn<'_>,
    token_hash: &str,
    owner_id: OwnerId,
    user_id: UserId,
    purpose: Purpose,
    created_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    const OLD: &str = "UPDATE mail_tokens SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL";
    const SQL: &str = "INSERT INTO mail_tokens (token_hash, owner_id, user_id, purpose, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(conn, sqlx::query(OLD).bind(user_id.to_string()).bind(purpose.as_str()).bind(created_at.as_micros()))?;
    expect_rows(
        "mail_tokens::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(token_hash)
                .bind(owner_id.to_string())
                .bind(user_id.to_string())
                .bind(purpose.as_str())
                .bind(created_at.as_micros())
                .bind(expires_at.as_micros())
        )?,
        1,
    )
}

/// Makes a person's unused tokens of that purpose useless.
pub async fn void(conn: &mut Conn<'_>, user_id: UserId, purpose: Purpose, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE mail_tokens SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL";
    execute!(conn, sqlx::query(SQL).bind(user_id.to_string()).bind(purpose.as_str()).bind(at.as_micros()))?;
    Ok(())
}

/// Whether a token would work, without using it.
pub async fn is_live(
    conn: &mut Conn<'_>,
    token_hash: &str,
    purpose: Purpose,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM mail_tokens
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3";
    let row: (i64,) =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash).bind(purpose.as_str()).bind(at.as_micros()), fetch_one)?;
    Ok(row.0 == 1)
}

/// Uses a token: who it was for, or `None` where it is unknown, used or over.
pub async fn redeem(
    conn: &mut Conn<'_>,
    token_hash: &str,
    purpose: Purpose,
    at: Timestamp,
) -> Result<Option<UserId>, StoreError> {
    const SQL: &str = "UPDATE mail_tokens SET used_at = $3
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING user_id";
    let row: Option<(String,)> =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash).bind(purpose.as_str()).bind(at.as_micros()), fetch_optional)?;
    row.map(|row| read("mail_tokens", "user_id", &row.0, str::parse)).transpose()
}
