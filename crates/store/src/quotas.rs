//! What is counted against limits. A use belongs to a hold: counted in its transaction, given back when it closes at nothing.

use domain::id::{HoldId, OwnerId};
use domain::quota::{Quota, QuotaKind};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch, fetch_rows, of_rows};
use crate::error::{StoreError, expect_rows};

/// Counts one use, if fewer than `limit` are counted. `false` where the limit is reached: nothing is written then.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId, quota: &Quota, limit: u32) -> Result<bool, StoreError> {
    const SQL: &str =
        "INSERT INTO quotas (kind, subject, starts_at, ends_at, owner_id, used) VALUES ($1, $2, $3, $4, $5, 1)
        ON CONFLICT (kind, subject, starts_at) DO UPDATE SET used = quotas.used + 1 WHERE quotas.used < $6";
    if limit == 0 {
        return Ok(false);
    }
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(quota.kind.as_str())
            .bind(&quota.subject)
            .bind(quota.starts_at.as_micros())
            .bind(quota.ends_at.as_micros())
            .bind(owner.to_string())
            .bind(i64::from(limit))
    )?;
    Ok(changed == 1)
}

/// Notes that a hold was counted there.
pub async fn insert_use(conn: &mut Conn<'_>, hold: HoldId, owner: OwnerId, quota: &Quota) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO quota_uses (hold_id, kind, subject, starts_at, owner_id) VALUES ($1, $2, $3, $4, $5)";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(hold.to_string())
            .bind(quota.kind.as_str())
            .bind(&quota.subject)
            .bind(quota.starts_at.as_micros())
            .bind(owner.to_string())
    )?;
    expect_rows("quotas::insert_use", changed, 1)
}

/// How many uses are counted.
pub async fn used(conn: &mut Conn<'_>, quota: &Quota) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT used FROM quotas WHERE kind = $1 AND subject = $2 AND starts_at = $3";
    let row: Option<(i64,)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(quota.kind.as_str()).bind(&quota.subject).bind(quota.starts_at.as_micros()),
        fetch_optional
    )?;
    Ok(row.map_or(0, |row| u32::try_from(row.0).unwrap_or(u32::MAX)))
}

/// Gives back whatever holds were counted for, once, each at its time.
pub async fn give_back(conn: &mut Conn<'_>, holds: &[(HoldId, Timestamp)]) -> Result<(), StoreError> {
    const RETURN: &str = "UPDATE quota_uses SET returned_at = given.column2 FROM (";
    const RETURN_OF: &str = ") AS given WHERE hold_id = given.column1 AND returned_at IS NULL
        RETURNING kind, subject, starts_at";
    const UNCOUNT: &str =
        "UPDATE quotas SET used = used - 1 WHERE kind = $1 AND subject = $2 AND starts_at = $3 AND used > 0";
    if holds.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), RETURN, 2, holds.len(), RETURN_OF);
    let mut uses: Vec<(String, String, i64)> = fetch_rows!(conn, sql, holds.len() == 1, holds, query, (hold, at) => query
        .bind(hold.to_string())
        .bind(at.as_micros()))?;
    // In the order in which they are counted, so that two transactions never wait for each other.
    uses.sort_unstable();
    for (kind, subject, starts_at) in uses {
        execute!(conn, sqlx::query(UNCOUNT).bind(&kind).bind(&subject).bind(starts_at))?;
    }
    Ok(())
}

/// Forgets the trials counted in spans that ended before `before`, and by whom. How many spans.
pub async fn forget_trials(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64, StoreError> {
    const ENDED: &str = "SELECT COUNT(*) FROM quotas WHERE ends_at < $1 AND kind LIKE $2";
    const USES: &str = "DELETE FROM quota_uses WHERE EXISTS (
            SELECT 1 FROM quotas q WHERE q.kind = quota_uses.kind AND q.subject = quota_uses.subject
                AND q.starts_at = quota_uses.starts_at AND q.ends_at < $1 AND q.kind LIKE $2
        )";
    const QUOTAS: &str = "DELETE FROM quotas WHERE ends_at < $1 AND kind LIKE $2";
    let (before, kinds) = (before.as_micros(), format!("{}%", QuotaKind::TRIAL));
    // Mostly nothing has ended, and then the larger table is left alone.
    let ended: (i64,) = fetch!(conn, sqlx::query_as(ENDED).bind(before).bind(&kinds), fetch_one)?;
    if ended.0 == 0 {
        return Ok(0);
    }
    execute!(conn, sqlx::query(USES).bind(before).bind(&kinds))?;
    execute!(conn, sqlx::query(QUOTAS).bind(before).bind(&kinds))
}
