//! The history of sign-ins.

use domain::account::{Device, Door, Outcome, SignIn};
use domain::id::{OwnerId, SignInId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// An attempt as it is noted.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// Which.
    pub id: SignInId,
    /// The owner that stands for the person.
    pub owner_id: OwnerId,
    /// The person whose account it was.
    pub user_id: UserId,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// By which door.
    pub door: Door,
    /// From where.
    pub address: String,
    /// With what.
    pub user_agent: String,
    /// What the device is known again by.
    pub device_key: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    at: i64,
    outcome: String,
    door: String,
    address: String,
    user_agent: String,
}

/// Notes an attempt.
pub async fn insert(conn: &mut Conn<'_>, attempt: &NewSignIn) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sign_ins (id, owner_id, user_id, at, outcome, door, address, user_agent, device_key)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let inserted = execute!(
        conn,
        sqlx::query(SQL)
            .bind(attempt.id.to_string())
            .bind(attempt.owner_id.to_string())
            .bind(attempt.user_id.to_string())
            .bind(attempt.at.as_micros())
            .bind(attempt.outcome.as_str())
            .bind(attempt.door.as_str())
            .bind(&attempt.address)
            .bind(&attempt.user_agent)
            .bind(&attempt.device_key)
    )?;
    expect_rows("sign_ins::insert", inserted, 1)
}

/// Whether a person signed in before, but never with such a device. A first sign-in of all is no news.
pub async fn is_new_device(conn: &mut Conn<'_>, user: UserId, device_key: &str) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT COUNT(*), COUNT(CASE WHEN device_key = $2 THEN 1 END)
        FROM sign_ins WHERE user_id = $1 AND outcome = 'succeeded'";
    let (all, such): (i64, i64) = fetch!(conn, sqlx::query_as(SQL).bind(user.to_string()).bind(device_key), fetch_one)?;
    Ok(all > 0 && such == 0)
}

/// Forgets a person's attempts before `at`.
pub async fn forget_before(conn: &mut Conn<'_>, user: UserId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM sign_ins WHERE user_id = $1 AND at < $2";
    execute!(conn, sqlx::query(SQL).bind(user.to_string()).bind(at.as_micros()))?;
    Ok(())
}

/// An owner's attempts, newest first, before the one named.
pub async fn list(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    before: Option<SignInId>,
    limit: i64,
) -> Result<Vec<SignIn>, StoreError> {
    const SQL: &str = "SELECT id, at, outcome, door, address, user_agent FROM sign_ins
        WHERE owner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    // Above every id: `~` comes after all of their characters.
    let before = before.map_or_else(|| "sin_~".to_owned(), |id| id.to_string());
    let rows: Vec<Row> = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(before).bind(limit), fetch_all)?;
    let attempt = |row: Row| {
        Ok(SignIn {
            id: read("sign_ins", "id", &row.id, str::parse)?,
            at: Timestamp::from_micros(row.at),
            outcome: read("sign_ins", "outcome", &row.outcome, |text| Outcome::parse(text).ok_or("no outcome"))?,
            door: read("sign_ins", "door", &row.door, |text| Door::parse(text).ok_or("no door"))?,
            address: row.address,
            device: Device::of(&row.user_agent),
        })
    };
    rows.into_iter().map(attempt).collect()
}

/// How many attempts an owner has.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId) -> Result<u64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM sign_ins WHERE owner_id = $1";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_one)?;
    Ok(row.0.unsigned_abs())
}
