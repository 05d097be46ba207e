//! The runs table as the queue: claiming, leases, handing on.
//!
//! A lease is a number that rises with each worker and a time until which it holds. Every write of a worker names the
//! number, so that one who was thought dead changes nothing when it comes back.

use std::collections::{BTreeSet, HashMap};

use domain::id::{OwnerId, RunId, VersionId};
use domain::run::Status;
use domain::time::Timestamp;

use crate::conn::{Conn, Dialect, execute, fetch, fetch_rows, of_rows};
use crate::error::{StoreError, read};

/// Looks of one claim, where others are always faster.
const LOOKS: usize = 16;

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
    /// Whether it branches from another run.
    pub is_branch: bool,
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
    branched_from: Option<String>,
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
            is_branch: self.branched_from.is_some(),
        })
    }
}

/// What a look at the queue gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The runs that were taken, the oldest first.
    pub runs: Vec<Claimed>,
    /// Whether others may wait whose owners have as many at work as they may.
    pub is_more_waiting: bool,
}

/// Takes the `most` oldest queued runs of owners that have fewer than `at_once` at work with them. Exact, however many claim
/// at once.
pub async fn claim(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    at_once: i64,
    most: usize,
) -> Result<Taken, StoreError> {
    let mut taken = Taken::default();
    for _ in 0..LOOKS {
        let (mut found, is_more_waiting) = look(conn, at_once, most - taken.runs.len()).await?;
        let count = found.len();
        if conn.dialect() == Dialect::Postgres {
            leave_room(conn, at_once, &mut found).await?;
        }
        taken.runs.extend(take(conn, now, until, &found).await?);
        taken.is_more_waiting = is_more_waiting || found.len() < count;
        // Where others took what an owner may have at once, the next look passes over it.
        if found.len() == count {
            break;
        }
    }
    Ok(taken)
}

/// The `most` runs that are to be taken, each with its owner, and whether some may wait that were passed over.
///
/// Goes through the queue in its order and leaves out owners that are full, also those that become so by what was found
/// before; so it reads hardly more than it gives, whoever waits at the head.
async fn look(conn: &mut Conn<'_>, at_once: i64, most: usize) -> Result<(Vec<(String, String)>, bool), StoreError> {
    let mut at_work = list_working(conn, None).await?;
    let mut full: BTreeSet<String> =
        at_work.iter().filter(|(_, runs)| **runs >= at_once).map(|(owner, _)| owner.clone()).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut after = String::new();
    while found.len() < most {
        let wanted = most - found.len();
        let next = list_queued(conn, &full, &after, wanted).await?;
        let is_last = next.len() < wanted;
        for (id, owner) in next {
            after.clone_from(&id);
            let runs = at_work.entry(owner.clone()).or_default();
            if *runs < at_once {
                *runs += 1;
                found.push((id, owner));
            } else {
                full.insert(owner);
            }
        }
        if is_last {
            break;
        }
    }
    Ok((found, !full.is_empty()))
}

/// How many runs of each owner are at work; of those `of` alone, where it says whose.
async fn list_working(conn: &mut Conn<'_>, of: Option<&[&str]>) -> Result<HashMap<String, i64>, StoreError> {
    const ALL: &str = "SELECT owner_id, COUNT(*) FROM runs WHERE status IN ('running', 'cancelling') GROUP BY owner_id";
    const OF: &str = "SELECT owner_id, COUNT(*) FROM runs WHERE status IN ('running', 'cancelling') AND owner_id IN (";
    let found: Vec<(String, i64)> = match of {
        None => fetch!(conn, sqlx::query_as(ALL), fetch_all)?,
        Some(owners) => {
            let sql = of_rows(conn.dialect(), OF, 1, owners.len(), ") GROUP BY owner_id");
            fetch_rows!(conn, sql, owners.len() == 1, owners, query, owner => query.bind(*owner))?
        }
    };
    Ok(found.into_iter().collect())
}

/// The oldest queued runs after the run `after`, with their owners, leaving out those of `full`. On PostgreSQL others do not see
/// them until the transaction ends.
async fn list_queued(
    conn: &mut Conn<'_>,
    full: &BTreeSet<String>,
    after: &str,
    most: usize,
) -> Result<Vec<(String, String)>, StoreError> {
    const NOT_OF: &str = "SELECT id, owner_id FROM runs WHERE owner_id NOT IN (";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lock = match conn.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE SKIP LOCKED",
    };
    // Ids and a number that are ours: what differs in length is the list of owners alone.
    let rest = format!("status = 'queued' AND id > '{after}' ORDER BY id LIMIT {most}{lock}");
    if full.is_empty() {
        let sql = format!("SELECT id, owner_id FROM runs WHERE {rest}");
        return fetch!(conn, sqlx::query_as(sqlx::AssertSqlSafe(sql.clone())).persistent(false), fetch_all);
    }
    let sql = of_rows(conn.dialect(), NOT_OF, 1, full.len(), &format!(") AND {rest}"));
    fetch_rows!(conn, sql, false, full, query, owner => query.bind(owner))
}

/// On PostgreSQL two claims at once would both count the runs that are at work before either takes one. So the owners' rows are
/// locked between looking and taking, in the order of their ids, and counted again: a statement of its own sees what was
/// committed by whoever had the lock before. Of an owner that has less room now the newest are left in the queue. The lock is
/// one that rows which refer to the owner do not wait for.
async fn leave_room(conn: &mut Conn<'_>, at_once: i64, found: &mut Vec<(String, String)>) -> Result<(), StoreError> {
    const LOCK: &str = "SELECT id FROM owners WHERE id IN (";
    let mut owners: Vec<&str> = found.iter().map(|(_, owner)| owner.as_str()).collect();
    owners.sort_unstable();
    owners.dedup();
    if owners.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), LOCK, 1, owners.len(), ") ORDER BY id FOR NO KEY UPDATE");
    let _: Vec<(String,)> = fetch_rows!(conn, sql, owners.len() == 1, &owners, query, owner => query.bind(*owner))?;
    let mut at_work = list_working(conn, Some(&owners)).await?;
    found.retain(|(_, owner)| {
        let runs = at_work.entry(owner.clone()).or_default();
        *runs += 1;
        *runs <= at_once
    });
    Ok(())
}

/// Gives those that were found to a worker.
async fn take(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    found: &[(String, String)],
) -> Result<Vec<Claimed>, StoreError> {
    const HEAD: &str = "UPDATE runs SET status = 'running', lease = lease + 1, lease_until = given.column3,
            attempt = attempt + 1, started_at = COALESCE(started_at, given.column2)
        FROM (";
    const TAIL: &str = ") AS given WHERE id = given.column1 AND status = 'queued'
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at,
            branched_from";
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, found.len(), TAIL);
    let rows: Vec<ClaimedRow> = fetch_rows!(conn, sql, found.len() == 1, found, query, (id, _) => query
        .bind(id)
        .bind(now.as_micros())
        .bind(until.as_micros()))?;
    into_claimed(rows)
}

/// The oldest first: what a change gives has no order.
fn into_claimed(rows: Vec<ClaimedRow>) -> Result<Vec<Claimed>, StoreError> {
    let mut claimed = rows.into_iter().map(ClaimedRow::into_claimed).collect::<Result<Vec<_>, _>>()?;
    claimed.sort_by_key(|claimed| claimed.id);
    Ok(claimed)
}

/// Takes over the `most` runs whose workers let their leases run out first.
pub async fn take_over(
    conn: &mut Conn<'_>,
    now: Timestamp,
    until: Timestamp,
    most: usize,
) -> Result<Vec<Claimed>, StoreError> {
    const SQLITE: &str = "UPDATE runs SET lease = lease + 1, lease_until = $2, attempt = attempt + 1
        WHERE id IN (
            SELECT q.id FROM runs q WHERE q.status IN ('running', 'cancelling') AND q.lease_until <= $1
            ORDER BY q.lease_until LIMIT $3
        )
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at,
            branched_from";
    // By itself PostgreSQL might look more than once, and lock more than it takes.
    const POSTGRES: &str = "WITH due AS MATERIALIZED (
            SELECT q.id FROM runs q WHERE q.status IN ('running', 'cancelling') AND q.lease_until <= $1
            ORDER BY q.lease_until LIMIT $3 FOR UPDATE SKIP LOCKED
        )
        UPDATE runs SET lease = lease + 1, lease_until = $2, attempt = attempt + 1 WHERE id IN (SELECT id FROM due)
        RETURNING id, owner_id, version_id, status, input, lease, attempt, timeout_seconds, active_us, trace_id, created_at,
            branched_from";
    let sql = match conn.dialect() {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows: Vec<ClaimedRow> =
        fetch!(conn, sqlx::query_as(sql).bind(now.as_micros()).bind(until.as_micros()).bind(most), fetch_all)?;
    into_claimed(rows)
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
