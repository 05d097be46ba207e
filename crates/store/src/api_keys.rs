//! API keys: only the hash of a key's text is kept. One that is revoked is found by nobody.

use domain::account::{KeyScope, KeyScopes, Role};
use domain::credits::Credits;
use domain::id::{ApiKeyId, OwnerId, UserId};
use domain::key::{ApiKey, Cap, CapPeriod, Draft};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// A key as it is made.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Which.
    pub id: ApiKeyId,
    /// Whose.
    pub owner_id: OwnerId,
    /// The person it acts for.
    pub user_id: UserId,
    /// SHA-256 of its text, in hexadecimal.
    pub token_hash: String,
    /// The beginning of its text.
    pub hint: String,
    /// What its owner decided.
    pub draft: Draft,
    /// When.
    pub created_at: Timestamp,
}

/// Who a live key speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySpeaker {
    /// The key.
    pub id: ApiKeyId,
    /// The owner it belongs to.
    pub owner_id: OwnerId,
    /// The person it acts for.
    pub user_id: UserId,
    /// What the person may, as it stands now.
    pub role: Role,
    /// Whether the address is proven.
    pub is_verified: bool,
    /// What the key may be used for.
    pub scopes: KeyScopes,
    /// Requests a minute at most.
    pub requests_per_minute: Option<u32>,
}

#[derive(sqlx::FromRow)]
struct SpeakerRow {
    id: String,
    owner_id: String,
    user_id: String,
    role: String,
    email_verified_at: Option<i64>,
    scopes: String,
    requests_per_minute: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: String,
    owner_id: String,
    name: String,
    hint: String,
    scopes: String,
    requests_per_minute: Option<i64>,
    cap: Option<i64>,
    cap_period: Option<String>,
    spent: i64,
    spent_in_month: i64,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
}

fn scopes(text: &str) -> Result<KeyScopes, StoreError> {
    let parsed: Option<KeyScopes> = text.split_whitespace().map(KeyScope::parse).collect();
    read("api_keys", "scopes", text, |_| parsed.ok_or("no scopes"))
}

fn words(scopes: KeyScopes) -> String {
    scopes.iter().map(KeyScope::as_str).collect::<Vec<_>>().join(" ")
}

impl KeyRow {
    fn into_key(self) -> Result<ApiKey, StoreError> {
        let period = self.cap_period.map(|text| {
            read("api_keys", "cap_period", &text, |text| CapPeriod::parse(text).ok_or("no period of a cap"))
        });
        let period = period.transpose()?;
        Ok(ApiKey {
            id: read("api_keys", "id", &self.id, str::parse)?,
            owner_id: read("api_keys", "owner_id", &self.owner_id, str::parse)?,
            name: self.name,
            hint: self.hint,
            scopes: scopes(&self.scopes)?,
            requests_per_minute: self.requests_per_minute.and_then(|limit| u32::try_from(limit).ok()),
            cap: self.cap.zip(period).map(|(cap, period)| Cap { amount: Credits::from_micro(cap), period }),
            spent_this_month: Credits::from_micro(self.spent_in_month),
            spent: Credits::from_micro(self.spent),
            created_at: Timestamp::from_micros(self.created_at),
            expires_at: self.expires_at.map(Timestamp::from_micros),
            last_used_at: self.last_used_at.map(Timestamp::from_micros),
        })
    }
}

/// Adds a key. Its name being taken is a unique key met ([`StoreError::is_unique_violation`]).
pub async fn insert(conn: &mut Conn<'_>, key: &NewKey) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO api_keys (
            id, owner_id, user_id, token_hash, hint, name, scopes, requests_per_minute, cap, cap_period, spent,
            spent_in_month, month, created_at, expires_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, $11, $12)";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(key.id.to_string())
            .bind(key.owner_id.to_string())
            .bind(key.user_id.to_string())
            .bind(&key.token_hash)
            .bind(&key.hint)
            .bind(&key.draft.name)
            .bind(words(key.draft.scopes))
            .bind(key.draft.requests_per_minute.map(i64::from))
            .bind(key.draft.cap.map(|cap| cap.amount.micro()))
            .bind(key.draft.cap.map(|cap| cap.period.as_str()))
            .bind(key.created_at.as_micros())
            .bind(key.draft.expires_at.map(Timestamp::as_micros))
    )?;
    expect_rows("api_keys::insert", changed, 1)
}

/// Who the key with that hash speaks for, if it is alive at `now` and nobody closed the account.
pub async fn find_live(
    conn: &mut Conn<'_>,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<KeySpeaker>, StoreError> {
    const SQL: &str = "SELECT k.id, k.owner_id, k.user_id, u.role, u.email_verified_at, k.scopes, k.requests_per_minute
        FROM api_keys k JOIN users u ON u.id = k.user_id
        WHERE k.token_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
            AND u.suspended_at IS NULL";
    let row: Option<SpeakerRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash).bind(now.as_micros()), fetch_optional)?;
    row.map(|row| {
        Ok(KeySpeaker {
            id: read("api_keys", "id", &row.id, str::parse)?,
            owner_id: read("api_keys", "owner_id", &row.owner_id, str::parse)?,
            user_id: read("api_keys", "user_id", &row.user_id, str::parse)?,
            role: read("users", "role", &row.role, |text| Role::parse(text).ok_or("no role"))?,
            is_verified: row.email_verified_at.is_some(),
            scopes: scopes(&row.scopes)?,
            requests_per_minute: row.requests_per_minute.and_then(|limit| u32::try_from(limit).ok()),
        })
    })
    .transpose()
}

/// An owner's live keys, the newest first. `month` is the present one: what was spent in another counts as nothing.
pub async fn list(conn: &mut Conn<'_>, owner: OwnerId, month: i64) -> Result<Vec<ApiKey>, StoreError> {
    const SQL: &str = "SELECT id, owner_id, name, hint, scopes, requests_per_minute, cap, cap_period, spent,
            CASE WHEN month = $2 THEN spent_in_month ELSE 0 END AS spent_in_month, created_at, expires_at, last_used_at
        FROM api_keys WHERE owner_id = $1 AND revoked_at IS NULL ORDER BY id DESC";
    let rows: Vec<KeyRow> = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(month), fetch_all)?;
    rows.into_iter().map(KeyRow::into_key).collect()
}

/// A live key of an owner.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, id: ApiKeyId, month: i64) -> Result<Option<ApiKey>, StoreError> {
    const SQL: &str = "SELECT id, owner_id, name, hint, scopes, requests_per_minute, cap, cap_period, spent,
            CASE WHEN month = $3 THEN spent_in_month ELSE 0 END AS spent_in_month, created_at, expires_at, last_used_at
        FROM api_keys WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL";
    let row: Option<KeyRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(id.to_string()).bind(month), fetch_optional)?;
    row.map(KeyRow::into_key).transpose()
}

/// How many live keys an owner has. On PostgreSQL the owner's row is locked meanwhile, so that two makers count after one
/// another.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId) -> Result<u64, StoreError> {
    const LOCK: &str = "UPDATE owners SET name = name WHERE id = $1";
    const SQL: &str = "SELECT COUNT(*) FROM api_keys WHERE owner_id = $1 AND revoked_at IS NULL";
    execute!(conn, sqlx::query(LOCK).bind(owner.to_string()))?;
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_one)?;
    Ok(row.0.unsigned_abs())
}

/// Changes what its owner decides about a key. `false` where it is gone.
pub async fn update(conn: &mut Conn<'_>, owner: OwnerId, id: ApiKeyId, draft: &Draft) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE api_keys
        SET name = $3, scopes = $4, requests_per_minute = $5, cap = $6, cap_period = $7, expires_at = $8
        WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(owner.to_string())
            .bind(id.to_string())
            .bind(&draft.name)
            .bind(words(draft.scopes))
            .bind(draft.requests_per_minute.map(i64::from))
            .bind(draft.cap.map(|cap| cap.amount.micro()))
            .bind(draft.cap.map(|cap| cap.period.as_str()))
            .bind(draft.expires_at.map(Timestamp::as_micros))
    )?;
    Ok(changed == 1)
}

/// Puts another text in the place of a key's. `false` where it is gone.
pub async fn replace(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    id: ApiKeyId,
    token_hash: &str,
    hint: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE api_keys SET token_hash = $3, hint = $4
        WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL";
    let changed =
        execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(id.to_string()).bind(token_hash).bind(hint))?;
    Ok(changed == 1)
}

/// Ends a key. `false` where it is gone.
pub async fn revoke(conn: &mut Conn<'_>, owner: OwnerId, id: ApiKeyId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE api_keys SET revoked_at = $3 WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL";
    let changed = execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(id.to_string()).bind(at.as_micros()))?;
    Ok(changed == 1)
}

/// Notes that a key was used, where the last note is older than `unless_since`.
pub async fn touch(
    conn: &mut Conn<'_>,
    id: ApiKeyId,
    at: Timestamp,
    unless_since: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE api_keys SET last_used_at = $2
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)";
    execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(at.as_micros()).bind(unless_since.as_micros()))?;
    Ok(())
}

/// Counts what a hold of a key sets aside. `false` where the key is gone, over, or its cap would be passed: the conditions
/// stand in the write, so whoever comes second at the last of a cap changes no row.
pub async fn spend(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    id: ApiKeyId,
    amount: Credits,
    month: i64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE api_keys
        SET spent = spent + $3, spent_in_month = CASE WHEN month = $4 THEN spent_in_month ELSE 0 END + $3, month = $4
        WHERE owner_id = $1 AND id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $5)
            AND (cap IS NULL OR cap - $3 >= CASE
                WHEN cap_period = 'total' THEN spent WHEN month = $4 THEN spent_in_month ELSE 0 END)";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(owner.to_string())
            .bind(id.to_string())
            .bind(amount.micro())
            .bind(month)
            .bind(now.as_micros())
    )?;
    Ok(changed == 1)
}

/// Takes back what a hold of a key set aside in `month` and did not capture; also of a key that was revoked meanwhile.
pub async fn give_back(conn: &mut Conn<'_>, id: ApiKeyId, amount: Credits, month: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE api_keys
        SET spent = spent - $2, spent_in_month = spent_in_month - CASE WHEN month = $3 THEN $2 ELSE 0 END WHERE id = $1";
    let changed = execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(amount.micro()).bind(month))?;
    expect_rows("api_keys::give_back", changed, 1)
}
