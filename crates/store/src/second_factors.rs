//! Second factors: sealed secrets, the last code that was taken, and recovery codes.

use domain::id::{OwnerId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A second factor as it is stored.
#[derive(Clone)]
pub struct SecondFactor {
    /// Whose.
    pub user_id: UserId,
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// The secret, sealed.
    pub sealed: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it counts; absent while it is being set up.
    pub confirmed_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    user_id: String,
    owner_id: String,
    sealed: String,
    created_at: i64,
    confirmed_at: Option<i64>,
}

impl Row {
    fn into_factor(self) -> Result<SecondFactor, StoreError> {
        Ok(SecondFactor {
            user_id: read("second_factors", "user_id", &self.user_id, str::parse)?,
            owner_id: read("second_factors", "owner_id", &self.owner_id, str::parse)?,
            sealed: self.sealed,
            created_at: Timestamp::from_micros(self.created_at),
            confirmed_at: self.confirmed_at.map(Timestamp::from_micros),
        })
    }
}

/// The second factor of a person, confirmed or not.
pub async fn find(conn: &mut Conn<'_>, user: UserId) -> Result<Option<SecondFactor>, StoreError> {
    const SQL: &str =
        "SELECT user_id, owner_id, sealed, created_at, confirmed_at FROM second_factors WHERE user_id = $1";
    let row: Option<Row> = fetch!(conn, sqlx::query_as(SQL).bind(user.to_string()), fetch_optional)?;
    row.map(Row::into_factor).transpose()
}

/// Begins one, or begins again where none is confirmed. `false` where one is.
pub async fn begin(
    conn: &mut Conn<'_>,
    user: UserId,
    owner: OwnerId,
    sealed: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO second_factors (user_id, owner_id, sealed, created_at, last_step)
        VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at
        WHERE second_factors.confirmed_at IS NULL";
    Ok(execute!(
        conn,
        sqlx::query(SQL).bind(user.to_string()).bind(owner.to_string()).bind(sealed).bind(at.as_micros())
    )? == 1)
}

/// Confirms one that is still sealed as `old`, by the code of `step`. `false` where it changed meanwhile.
pub async fn confirm(
    conn: &mut Conn<'_>,
    user: UserId,
    (old, new): (&str, &str),
    step: i64,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE second_factors SET sealed = $3, confirmed_at = $4, last_step = $5
        WHERE user_id = $1 AND sealed = $2 AND confirmed_at IS NULL";
    Ok(execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(old).bind(new).bind(at.as_micros()).bind(step))?
        == 1)
}

/// Takes the code of a step of time. `false` where one as late was taken before: the condition stands in the write, so
/// that of many uses at once exactly one wins.
pub async fn take_step(conn: &mut Conn<'_>, user: UserId, step: i64) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE second_factors SET last_step = $2
        WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(step))? == 1)
}

/// Removes a person's second factor with its recovery codes, and forgets that it was ever given.
pub async fn remove(conn: &mut Conn<'_>, user: UserId) -> Result<(), StoreError> {
    const ALL: [&str; 4] = [
        "DELETE FROM recovery_codes WHERE user_id = $1",
        "DELETE FROM second_factors WHERE user_id = $1",
        "UPDATE sessions SET second_factor_at = NULL WHERE user_id = $1",
        "UPDATE refresh_tokens SET second_factor_at = NULL WHERE user_id = $1",
    ];
    for sql in ALL {
        execute!(conn, sqlx::query(sql).bind(user.to_string()))?;
    }
    Ok(())
}

/// Adds a recovery code.
pub async fn insert_code(
    conn: &mut Conn<'_>,
    user: UserId,
    owner: OwnerId,
    code_hash: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO recovery_codes (user_id, code_hash, owner_id, created_at) VALUES ($1, $2, $3, $4)";
    expect_rows(
        "second_factors::insert_code",
        execute!(
            conn,
            sqlx::query(SQL).bind(user.to_string()).bind(code_hash).bind(owner.to_string()).bind(at.as_micros())
        )?,
        1,
    )
}

/// Uses a recovery code. `false` where there is none such, or it was used before.
pub async fn use_code(conn: &mut Conn<'_>, user: UserId, code_hash: &str, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL";
    Ok(execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(code_hash).bind(at.as_micros()))? == 1)
}

/// How many recovery codes are left.
pub async fn codes_left(conn: &mut Conn<'_>, user: UserId) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(user.to_string()), fetch_one)?;
    Ok(row.0)
}

/// All that are not sealed by the key of that id, which every sealed text begins with.
pub async fn sealed_by_others(conn: &mut Conn<'_>, key_id: &str) -> Result<Vec<SecondFactor>, StoreError> {
    const SQL: &str = "SELECT user_id, owner_id, sealed, created_at, confirmed_at FROM second_factors
        WHERE SUBSTR(sealed, 1, $2) <> $1 ORDER BY user_id";
    let length = i32::try_from(key_id.len()).unwrap_or(i32::MAX);
    let rows: Vec<Row> = fetch!(conn, sqlx::query_as(SQL).bind(key_id).bind(length), fetch_all)?;
    rows.into_iter().map(Row::into_factor).collect()
}

/// Seals one anew. `false` where it changed meanwhile.
pub async fn reseal(conn: &mut Conn<'_>, user: UserId, old: &str, new: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE second_factors SET sealed = $3 WHERE user_id = $1 AND sealed = $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(old).bind(new))? == 1)
}
