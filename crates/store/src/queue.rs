//! The runs table as the queue: claiming, leases, handing on.
//!
//! A lease is a number that rises with each worker and a time until which it holds. Every write of a worker names the
//! number, so that one who was thought dead changes nothing when it comes back.

use domain::id::{OwnerId, RunId, VersionId};
use domain::run::Status;
use domain::time::Timestamp;

use crate::conn::{Conn, Dialect, execute, fetch};
use crate::error::{StoreError, read};

/// Owners that one claim looks at, where others are always faster.
const OWNERS_AT_ONCE: usize = 16;

/// A run that a worker has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub id: RunId,
    /// Whose.
    pub owner_id: OwnerId,
    /// The version that runs.
    pub version_id: VersionId,
    /// Running or Cancelling.
    pub status: Status,
    /// The checked input as JSON.
    pub input: Option<String>,
    /// The worker's lease.
    pub lease: i64,
    /// 1 for the first worker.
    pub attempt: u32,
    /// Seconds of active time that it may take.
    pub timeout_seconds: u32,
    /// Active time of earlier workers, in microseconds.
    pub active_us: i64,
    /// The trace it belongs to.
    pub trace_id: String,
    /// When it was asked for.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    id: String,
    owner_id: String,
    version_id: String,
    status: String,
    input: Option<String>,
    lease: i64,
    attempt: i64,
    timeout_seconds: i64,
    active_us: i64,
    trace_id: String,
    created_at: i64,
}

impl ClaimedRow {
    fn into_claimed(self) -> Result<Claimed, StoreError> {
        Ok(Claimed {
            id: read("runs", "id", &self.id, str::parse)?,
            owner_id: read("runs", "owner_id", &self.owner_id, str::parse)?,
            version_id: read("runs", "version_id", &self.version_id, str::parse)?,
            status: read("runs", "status", &self.status, str::parse)?,
            input: self.input,
            lease: self.lease,
            attempt: u32::try_from(self.attempt).unwrap_or(u32::MAX),
            timeout_seconds: u32::try_from(self.timeout_seconds).unwrap_or(u32::MAX),
            active_us: self.active_us,
            trace_id: self.trace_id,
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

/// Takes the oldest queued run of an owner that has fewer than `at_once` at work. Exact, however many claim at once.
pub async fn claim(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    at_once: i64,
) -> Result<Option<Claimed>, StoreError> {
    match conn.dialect() {
        Dialect::Sqlite => claim_alone(conn, now, until, at_once).await,
        Dialect::Postgres => claim_among_others(conn, now, until, at_once).await,
    }
}

/// SQLite has one writer, so nobody claims between looking and taking.
async fn claim_alone(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    at_once: i64,
) -> Result<Option<Claimed>, StoreError> {
    const SQL: &str = "UPDATE runs SET status = 'running', lease = lease + 1, lease_until = $2, attempt = attempt + 1,
            started_at = COALESCE(started_at, $1)
        WHERE id = (
            SELECT q.id FROM runs q WHERE q.status = 'queued' AND q.owner_id NOT IN (
                SELECT owner_id FROM runs WHERE status IN ('running', 'cancelling')
                GROUP BY owner_id HAVING COUNT(*) >= $3
            ) ORDER BY q.id LIMIT 1
        )
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at";
    let row: Option<ClaimedRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(now.as_micros()).bind(until.as_micros()).bind(at_once), fetch_optional)?;
    row.map(ClaimedRow::into_claimed).transpose()
}

/// On PostgreSQL two claims at once would both count the runs that are at work before either takes one. So the owner's row
/// is locked between looking and taking, and the taking counts again: a statement of its own sees what was committed by
/// whoever had the lock before. The lock is one that rows which refer to the owner do not wait for.
async fn claim_among_others(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    at_once: i64,
) -> Result<Option<Claimed>, StoreError> {
    const LOOK: &str = "SELECT q.id, q.owner_id FROM runs q WHERE q.status = 'queued' AND q.owner_id NOT IN (
            SELECT owner_id FROM runs WHERE status IN ('running', 'cancelling')
            GROUP BY owner_id HAVING COUNT(*) >= $1
        ) ORDER BY q.id LIMIT 1 FOR UPDATE SKIP LOCKED";
    const LOCK: &str = "SELECT id FROM owners WHERE id = $1 FOR NO KEY UPDATE";
    const TAKE: &str = "UPDATE runs SET status = 'running', lease = lease + 1, lease_until = $2, attempt = attempt + 1,
            started_at = COALESCE(started_at, $1)
        WHERE id = $3 AND (
            SELECT COUNT(*) FROM runs WHERE owner_id = $4 AND status IN ('running', 'cancelling')
        ) < $5
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at";
    for _ in 0..OWNERS_AT_ONCE {
        let next: Option<(String, String)> = fetch!(conn, sqlx::query_as(LOOK).bind(at_once), fetch_optional)?;
        let Some((id, owner)) = next else { return Ok(None) };
        let _: Option<(String,)> = fetch!(conn, sqlx::query_as(LOCK).bind(&owner), fetch_optional)?;
        let taken: Option<ClaimedRow> = fetch!(
            conn,
            sqlx::query_as(TAKE).bind(now.as_micros()).bind(until.as_micros()).bind(&id).bind(&owner).bind(at_once),
            fetch_optional
        )?;
        if let Some(taken) = taken {
            return taken.into_claimed().map(Some);
        }
        // Others took what this owner may have at once; the next look passes over it.
    }
    Ok(None)
}

/// Takes over a run whose worker let its lease run out.
pub async fn take_over(conn: &mut Conn<'_>, now: Timestamp, until: Timestamp) -> Result<Option<Claimed>, StoreError> {
    const SQLITE: &str = "UPDATE runs SET lease = lease + 1, lease_until = $2, attempt = attempt + 1
        WHERE id = (
            SELECT q.id FROM runs q WHERE q.status IN ('running', 'cancelling') AND q.lease_until <= $1
            ORDER BY q.lease_until LIMIT 1
        )
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at";
    const POSTGRES: &str = "UPDATE runs SET lease = lease + 1, lease_until = $2, attempt = attempt + 1
        WHERE id = (
            SELECT q.id FROM runs q WHERE q.status IN ('running', 'cancelling') AND q.lease_until <= $1
            ORDER BY q.lease_until LIMIT 1 FOR UPDATE SKIP LOCKED
        )
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at";
    let sql = match conn.dialect() {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    let row: Option<ClaimedRow> =
        fetch!(conn, sqlx::query_as(sql).bind(now.as_micros()).bind(until.as_micros()), fetch_optional)?;
    row.map(ClaimedRow::into_claimed).transpose()
}

/// Holds on to a run and notes the active time since the last note, in microseconds. What its state is now; `None` where
/// another worker has it or it is over.
pub async fn renew(
    conn: &mut Conn<'_>,
    id: RunId,
    lease: i64,
    until: Timestamp,
    active_us: i64,
) -> Result<Option<Status>, StoreError> {
    const SQL: &str = "UPDATE runs SET lease_until = $3, active_us = active_us + $4
        WHERE id = $1 AND lease = $2 AND status IN ('running', 'cancelling') RETURNING status";
    let row: Option<(String,)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(id.to_string()).bind(lease).bind(until.as_micros()).bind(active_us),
        fetch_optional
    )?;
    row.map(|row| read("runs", "status", &row.0, str::parse)).transpose()
}

/// Hands a run on: the next worker takes it at once, and this attempt does not count. Notes the active time since the last
/// note.
pub async fn hand_on(conn: &mut Conn<'_>, id: RunId, lease: i64, active_us: i64) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE runs SET lease_until = 0, attempt = attempt - 1, active_us = active_us + $3
        WHERE id = $1 AND lease = $2 AND status IN ('running', 'cancelling')";
    execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(lease).bind(active_us))?;
    Ok(())
}

/// Lets every lease run out. Only where it is known that no worker lives: a process that has just taken the only lock.
pub async fn expire_leases(conn: &mut Conn<'_>) -> Result<u64, StoreError> {
    const SQL: &str = "UPDATE runs SET lease_until = 0 WHERE status IN ('running', 'cancelling')";
    execute!(conn, sqlx::query(SQL))
}

/// How many runs wait, and how many are at work.
pub async fn depth(conn: &mut Conn<'_>) -> Result<(u64, u64), StoreError> {
    const SQL: &str = "SELECT
            (SELECT COUNT(*) FROM runs WHERE status = 'queued'),
            (SELECT COUNT(*) FROM runs WHERE status IN ('running', 'cancelling'))";
    let row: (i64, i64) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok((row.0.unsigned_abs(), row.1.unsigned_abs()))
}

/// When the run was asked for that waits longest.
pub async fn oldest_queued(conn: &mut Conn<'_>) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT created_at FROM runs WHERE status = 'queued' ORDER BY id LIMIT 1";
    let row: Option<(i64,)> = fetch!(conn, sqlx::query_as(SQL), fetch_optional)?;
    Ok(row.map(|row| Timestamp::from_micros(row.0)))
}

/// The state of a run that a worker has; `None` where another worker has it or it is over.
pub async fn state(conn: &mut Conn<'_>, id: RunId, lease: i64) -> Result<Option<Status>, StoreError> {
    const SQL: &str = "SELECT status FROM runs WHERE id = $1 AND lease = $2 AND status IN ('running', 'cancelling')";
    let row: Option<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()).bind(lease), fetch_optional)?;
    row.map(|row| read("runs", "status", &row.0, str::parse)).transpose()
}
