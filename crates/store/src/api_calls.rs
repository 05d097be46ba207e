//! What programs asked of the API.

use domain::id::{ApiKeyId, OwnerId, UserId};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

use crate::conn::{Conn, execute, fetch, rows};
use crate::error::{StoreError, read};

/// One request and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiCall {
    /// The request's id.
    pub id: String,
    /// Whose; `None` where nobody known asked.
    pub owner_id: Option<OwnerId>,
    /// Who.
    pub user_id: Option<UserId>,
    /// With which key.
    pub key_id: Option<ApiKeyId>,
    /// `GET`, `POST` …
    pub method: &'static str,
    /// The row of the table of routes.
    pub route: &'static str,
    /// The answer's.
    pub status: u16,
    /// The stable word of a refusal; empty where there was none.
    pub code: &'static str,
    /// The agent's name in addresses; empty where none is concerned.
    pub agent: String,
    /// Microseconds until the answer began.
    pub duration_us: i64,
    /// When it came.
    pub at: Timestamp,
}

/// What is added up of some calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// By what they were grouped, as text.
    pub of: String,
    /// How many.
    pub calls: u64,
    /// Those answered 400 or above.
    pub errors: u64,
    /// Microseconds in all.
    pub duration_us: u64,
}

/// Refusals and failures for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorSum {
    /// The stable word.
    pub code: String,
    /// The status.
    pub status: u16,
    /// How many.
    pub calls: u64,
    /// When the last one came.
    pub last_at: Timestamp,
    /// The last one's id.
    pub last_id: String,
}

/// By what calls are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The day in UTC, as days since the epoch; the latest first.
    Day,
    /// The agent; the most asked first.
    Agent,
    /// The key; the most used first.
    Key,
}

/// Adds calls, at most some hundreds: each is eleven values of one statement. One that is there already stays.
pub async fn insert(conn: &mut Conn<'_>, calls: &[ApiCall]) -> Result<(), StoreError> {
    const HEAD: &str =
        "INSERT INTO api_calls (id, owner_id, user_id, key_id, method, route, status, code, agent, duration_us, at)";
    if calls.is_empty() {
        return Ok(());
    }
    let sql = format!("{} ON CONFLICT (id) DO NOTHING", rows(conn.dialect(), HEAD, 11, calls.len()));
    // The number of calls differs each time, so the statement is not kept.
    macro_rules! bound {
        () => {{
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
            for call in calls {
                query = query
                    .bind(&call.id)
                    .bind(call.owner_id.map(|id| id.to_string()))
                    .bind(call.user_id.map(|id| id.to_string()))
                    .bind(call.key_id.map(|id| id.to_string()))
                    .bind(call.method)
                    .bind(call.route)
                    .bind(i64::from(call.status))
                    .bind(call.code)
                    .bind(&call.agent)
                    .bind(call.duration_us)
                    .bind(call.at.as_micros());
            }
            query
        }};
    }
    execute!(conn, bound!())?;
    Ok(())
}

/// An owner's calls from `since` on, added up.
pub async fn sum(conn: &mut Conn<'_>, owner: OwnerId, since: Timestamp, by: By) -> Result<Vec<Sum>, StoreError> {
    // SUM of BIGINT is NUMERIC on PostgreSQL.
    macro_rules! grouped {
        ($of:literal, $order:literal) => {
            concat!(
                "SELECT CAST(",
                $of,
                " AS TEXT) AS what, COUNT(*) AS calls, CAST(SUM(CASE WHEN status >= 400 THEN 1 ELSE 0 END) AS BIGINT), ",
                "CAST(SUM(duration_us) AS BIGINT) FROM api_calls WHERE owner_id = $1 AND at >= $2 GROUP BY ",
                $of,
                " ORDER BY ",
                $order,
                " LIMIT 200"
            )
        };
    }
    let sql = match by {
        By::Day => grouped!("at / 86400000000", "at / 86400000000 DESC"),
        By::Agent => grouped!("agent", "calls DESC, what"),
        By::Key => grouped!("COALESCE(key_id, '')", "calls DESC, what"),
    };
    let rows: Vec<(String, i64, i64, i64)> =
        fetch!(conn, sqlx::query_as(sql).bind(owner.to_string()).bind(since.as_micros()), fetch_all)?;
    let sum = |(of, calls, errors, duration): (String, i64, i64, i64)| Sum {
        of,
        calls: calls.unsigned_abs(),
        errors: errors.unsigned_abs(),
        duration_us: duration.unsigned_abs(),
    };
    Ok(rows.into_iter().map(sum).collect())
}

/// What of an owner's calls from `since` on was refused or failed, the most frequent first.
pub async fn errors(conn: &mut Conn<'_>, owner: OwnerId, since: Timestamp) -> Result<Vec<ErrorSum>, StoreError> {
    const SQL: &str = "SELECT code, status, COUNT(*) AS calls, MAX(at), MAX(id) FROM api_calls
        WHERE owner_id = $1 AND at >= $2 AND status >= 400 GROUP BY code, status ORDER BY calls DESC, code, status
        LIMIT 50";
    let rows: Vec<(String, i64, i64, i64, String)> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(since.as_micros()), fetch_all)?;
    rows.into_iter()
        .map(|(code, status, calls, at, id)| {
            Ok(ErrorSum {
                code,
                status: read("api_calls", "status", &status.to_string(), str::parse)?,
                calls: calls.unsigned_abs(),
                last_at: Timestamp::from_micros(at),
                last_id: id,
            })
        })
        .collect()
}

/// The names of an owner's keys, revoked ones among them, by id.
pub async fn key_names(conn: &mut Conn<'_>, owner: OwnerId) -> Result<Vec<(String, String)>, StoreError> {
    const SQL: &str = "SELECT id, name FROM api_keys WHERE owner_id = $1";
    fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_all)
}

/// Forgets calls from before `before`, at most `limit`, and tells how many.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp, limit: i64) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM api_calls WHERE id IN (SELECT id FROM api_calls WHERE at < $1 LIMIT $2)";
    execute!(conn, sqlx::query(SQL).bind(before.as_micros()).bind(limit))
}
