//! People with accounts, and the owners that stand for them.

use domain::account::{OwnerKind, Role, User, avatar_path};
use domain::id::{OwnerId, RunId, UserId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A person with what only sign-in may see.
#[derive(Clone)]
pub struct Credentials {
    /// The person.
    pub user: User,
    /// The stored hash of the password.
    pub password_hash: String,
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: String,
    owner_id: String,
    email: String,
    username: String,
    full_name: String,
    bio: String,
    avatar_sha256: Option<String>,
    password_hash: String,
    role: String,
    email_verified_at: Option<i64>,
    suspended_at: Option<i64>,
    created_at: i64,
}

impl UserRow {
    fn into_credentials(self) -> Result<Credentials, StoreError> {
        let role = read("users", "role", &self.role, |text| Role::parse(text).ok_or("no role"))?;
        let owner_id = read("users", "owner_id", &self.owner_id, str::parse)?;
        Ok(Credentials {
            user: User {
                id: read("users", "id", &self.id, str::parse)?,
                owner_id,
                email: self.email,
                username: self.username,
                full_name: self.full_name,
                bio: self.bio,
                avatar_path: self.avatar_sha256.map(|sha256| avatar_path(owner_id, &sha256)),
                role,
                email_verified_at: self.email_verified_at.map(Timestamp::from_micros),
                suspended_at: self.suspended_at.map(Timestamp::from_micros),
                created_at: Timestamp::from_micros(self.created_at),
            },
            password_hash: self.password_hash,
        })
    }
}

/// Adds an owner that is not there yet.
pub async fn insert_owner(
    conn: &mut Conn<'_>,
    id: OwnerId,
    kind: OwnerKind,
    name: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO owners (id, kind, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING";
    execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(kind.as_str()).bind(name).bind(at.as_micros()))?;
    Ok(())
}

/// The name that an owner goes by.
pub async fn owner_name(conn: &mut Conn<'_>, id: OwnerId) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT name FROM owners WHERE id = $1";
    let row: Option<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()), fetch_optional)?;
    Ok(row.map(|row| row.0))
}

/// Adds a person. `false` where the address or the user name is taken.
pub async fn insert(conn: &mut Conn<'_>, user: &User, password_hash: &str) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO users (
            id, owner_id, email, username, username_key, full_name, password_hash, role, email_verified_at, created_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    Ok(execute!(
        conn,
        sqlx::query(SQL)
            .bind(user.id.to_string())
            .bind(user.owner_id.to_string())
            .bind(&user.email)
            .bind(&user.username)
            .bind(user.username.to_lowercase())
            .bind(&user.full_name)
            .bind(password_hash)
            .bind(user.role.as_str())
            .bind(user.email_verified_at.map(Timestamp::as_micros))
            .bind(user.created_at.as_micros())
    )? == 1)
}

/// The person of that id.
pub async fn find(conn: &mut Conn<'_>, id: UserId) -> Result<Option<User>, StoreError> {
    const SQL: &str =
        "SELECT id, owner_id, email, username, full_name, bio, avatar_sha256, password_hash, role, email_verified_at,
            suspended_at, created_at
        FROM users WHERE id = $1";
    let row: Option<UserRow> = fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()), fetch_optional)?;
    Ok(row.map(UserRow::into_credentials).transpose()?.map(|found| found.user))
}

/// The person of that address (in lower case) or user name (in lower case).
pub async fn find_by_login(conn: &mut Conn<'_>, login: &str) -> Result<Option<Credentials>, StoreError> {
    const SQL: &str =
        "SELECT id, owner_id, email, username, full_name, bio, avatar_sha256, password_hash, role, email_verified_at,
            suspended_at, created_at
        FROM users WHERE email = $1 OR username_key = $1";
    let row: Option<UserRow> = fetch!(conn, sqlx::query_as(SQL).bind(login), fetch_optional)?;
    row.map(UserRow::into_credentials).transpose()
}

/// Whether a user name (in lower case) is taken.
pub async fn is_username_taken(conn: &mut Conn<'_>, username_key: &str) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM users WHERE username_key = $1";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(username_key), fetch_one)?;
    Ok(row.0 > 0)
}

/// Notes that the address is proven. `false` where it was before.
pub async fn verify_email(conn: &mut Conn<'_>, id: UserId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE users SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(at.as_micros()))? == 1)
}

/// Replaces the stored hash of a password.
pub async fn update_password(conn: &mut Conn<'_>, id: UserId, password_hash: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE users SET password_hash = $2 WHERE id = $1";
    let changed = execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(password_hash))?;
    expect_rows("users::update_password", changed, 1)
}

/// Replaces the stored hash of a password, if it is still the one that was checked.
pub async fn change_password(
    conn: &mut Conn<'_>,
    id: UserId,
    checked_hash: &str,
    password_hash: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(checked_hash).bind(password_hash))? == 1)
}

/// Replaces what a person tells of itself.
pub async fn update_profile(conn: &mut Conn<'_>, id: UserId, full_name: &str, bio: &str) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE users SET full_name = $2, bio = $3 WHERE id = $1";
    let changed = execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(full_name).bind(bio))?;
    expect_rows("users::update_profile", changed, 1)
}

/// Whoever started that run, where a letter about its end is wanted.
pub async fn find_to_tell_of_run(conn: &mut Conn<'_>, run: RunId) -> Result<Option<User>, StoreError> {
    const SQL: &str =
        "SELECT u.id, u.owner_id, u.email, u.username, u.full_name, u.bio, u.avatar_sha256, u.password_hash, u.role,
            u.email_verified_at, u.suspended_at, u.created_at
        FROM runs r JOIN users u ON u.id = r.actor_id JOIN preferences p ON p.user_id = u.id
        WHERE r.id = $1 AND p.notice_run_finished AND u.suspended_at IS NULL";
    let row: Option<UserRow> = fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()), fetch_optional)?;
    Ok(row.map(UserRow::into_credentials).transpose()?.map(|found| found.user))
}
