//! Pictures of people: one for each, in a row, small enough for it.

use domain::id::{OwnerId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows};

/// A picture as it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avatar {
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The encoded picture.
    pub content: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct AvatarRow {
    sha256: String,
    media_type: String,
    content: Vec<u8>,
}

/// Puts a person's picture in the place of the one before.
pub async fn put(
    conn: &mut Conn<'_>,
    user: UserId,
    owner: OwnerId,
    avatar: &Avatar,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO avatars (user_id, owner_id, sha256, media_type, content, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (user_id) DO UPDATE SET sha256 = excluded.sha256, media_type = excluded.media_type,
            content = excluded.content, created_at = excluded.created_at";
    const NAMED: &str = "UPDATE users SET avatar_sha256 = $2 WHERE id = $1";
    execute!(
        conn,
        sqlx::query(SQL)
            .bind(user.to_string())
            .bind(owner.to_string())
            .bind(&avatar.sha256)
            .bind(&avatar.media_type)
            .bind(avatar.content.as_slice())
            .bind(at.as_micros())
    )?;
    let named = execute!(conn, sqlx::query(NAMED).bind(user.to_string()).bind(&avatar.sha256))?;
    expect_rows("avatars::put", named, 1)
}

/// Takes a person's picture away, if there is one.
pub async fn delete(conn: &mut Conn<'_>, user: UserId) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM avatars WHERE user_id = $1";
    const NAMED: &str = "UPDATE users SET avatar_sha256 = NULL WHERE id = $1";
    execute!(conn, sqlx::query(SQL).bind(user.to_string()))?;
    let named = execute!(conn, sqlx::query(NAMED).bind(user.to_string()))?;
    expect_rows("avatars::delete", named, 1)
}

/// The picture of that owner and content, while it is the one that is shown and the account is open.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, sha256: &str) -> Result<Option<Avatar>, StoreError> {
    const SQL: &str = "SELECT a.sha256, a.media_type, a.content
        FROM avatars a JOIN users u ON u.id = a.user_id
        WHERE a.owner_id = $1 AND a.sha256 = $2 AND u.suspended_at IS NULL";
    let row: Option<AvatarRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(sha256), fetch_optional)?;
    Ok(row.map(|row| Avatar { sha256: row.sha256, media_type: row.media_type, content: row.content }))
}
