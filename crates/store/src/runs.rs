//! Runs as their owners see them.

use std::collections::HashSet;

use domain::credits::Credits;
use domain::id::{AgentId, HoldId, OwnerId, RunId, UserId, VersionId};
use domain::run::{BranchedFrom, EventBody, Status, StoredEvent};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, execute_rows, fetch, fetch_rows, of_rows, rows, rows_like};
use crate::error::{StoreError, expect_rows, read};
use crate::events;

/// Ids in one statement at most.
const IDS_AT_ONCE: usize = 500;

/// A run as it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Which.
    pub id: RunId,
    /// Whose.
    pub owner_id: OwnerId,
    /// Who asked for it.
    pub actor_id: Option<UserId>,
    /// The agent.
    pub agent_id: AgentId,
    /// The version that runs.
    pub version_id: VersionId,
    /// The hold that pays for it.
    pub hold_id: HoldId,
    /// Whether it counts in an agent's numbers.
    pub is_customers: bool,
    /// The checked input as JSON.
    pub input: String,
    /// SHA-256 of it, in hexadecimal.
    pub input_hash: String,
    /// The SHA-256 of each file that it refers to.
    pub files: Vec<String>,
    /// What the run is found by: texts of its input, in lower case.
    pub search_text: String,
    /// By what an equal start finds its answer, where it may.
    pub cache_key: Option<String>,
    /// Where it branches from another one.
    pub branched_from: Option<BranchedFrom>,
    /// What is held.
    pub ceiling: Credits,
    /// Seconds of active time that it may take.
    pub timeout_seconds: u32,
    /// The trace it belongs to.
    pub trace_id: String,
    /// When.
    pub created_at: Timestamp,
}

impl NewRun {
    /// As [`find`] gives it until a worker takes it.
    pub fn as_queued(&self) -> StoredRun {
        StoredRun {
            id: self.id,
            owner_id: self.owner_id,
            agent_id: self.agent_id,
            version_id: self.version_id,
            status: Status::Queued,
            input: Some(self.input.clone()),
            output: None,
            failure_code: None,
            failure_message: None,
            ceiling: self.ceiling,
            charged: None,
            next_seq: 1,
            created_at: self.created_at,
            started_at: None,
            finished_at: None,
            settled_at: None,
            cached_from: None,
            branched_from: self.branched_from.clone(),
            kept_at: None,
            erased_at: None,
        }
    }
}

/// A run as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    /// Which.
    pub id: RunId,
    /// Whose.
    pub owner_id: OwnerId,
    /// The agent.
    pub agent_id: AgentId,
    /// The version that runs.
    pub version_id: VersionId,
    /// Where it stands.
    pub status: Status,
    /// The checked input as JSON; `None` once erased, or where it was not asked for.
    pub input: Option<String>,
    /// The output as JSON.
    pub output: Option<String>,
    /// The code of a failure.
    pub failure_code: Option<String>,
    /// The sentence of a failure.
    pub failure_message: Option<String>,
    /// What is or was held.
    pub ceiling: Credits,
    /// What was charged.
    pub charged: Option<Credits>,
    /// The number of its next event.
    pub next_seq: u64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it reached its final state.
    pub finished_at: Option<Timestamp>,
    /// When its hold was closed.
    pub settled_at: Option<Timestamp>,
    /// The run whose answer this one has.
    pub cached_from: Option<RunId>,
    /// Where it branches from another one.
    pub branched_from: Option<BranchedFrom>,
    /// When its owner chose to keep its content.
    pub kept_at: Option<Timestamp>,
    /// When its content was erased.
    pub erased_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
pub(crate) struct RunRow {
    id: String,
    owner_id: String,
    agent_id: String,
    version_id: String,
    status: String,
    input: Option<String>,
    output: Option<String>,
    failure_code: Option<String>,
    failure_message: Option<String>,
    ceiling: i64,
    charged: Option<i64>,
    next_seq: i64,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    settled_at: Option<i64>,
    cached_from: Option<String>,
    branched_from: Option<String>,
    branched_step: Option<String>,
    kept_at: Option<i64>,
    erased_at: Option<i64>,
}

impl RunRow {
    pub(crate) fn into_run(self) -> Result<StoredRun, StoreError> {
        Ok(StoredRun {
            id: read("runs", "id", &self.id, str::parse)?,
            owner_id: read("runs", "owner_id", &self.owner_id, str::parse)?,
            agent_id: read("runs", "agent_id", &self.agent_id, str::parse)?,
            version_id: read("runs", "version_id", &self.version_id, str::parse)?,
            status: read("runs", "status", &self.status, str::parse)?,
            input: self.input,
            output: self.output,
            failure_code: self.failure_code,
            failure_message: self.failure_message,
            ceiling: Credits::from_micro(self.ceiling),
            charged: self.charged.map(Credits::from_micro),
            next_seq: self.next_seq.unsigned_abs(),
            created_at: Timestamp::from_micros(self.created_at),
            started_at: self.started_at.map(Timestamp::from_micros),
            finished_at: self.finished_at.map(Timestamp::from_micros),
            settled_at: self.settled_at.map(Timestamp::from_micros),
            cached_from: self.cached_from.map(|id| read("runs", "cached_from", &id, str::parse)).transpose()?,
            branched_from: match self.branched_from {
                Some(id) => {
                    let run = read("runs", "branched_from", &id, str::parse)?;
                    Some(BranchedFrom { run, step: self.branched_step })
                }
                None => None,
            },
            kept_at: self.kept_at.map(Timestamp::from_micros),
            erased_at: self.erased_at.map(Timestamp::from_micros),
        })
    }
}

/// Characters of a run that a search looks at: what comes after them is not found.
pub const SEARCHED_CHARACTERS: i64 = 16_000;

/// Queued runs that are counted before one.
const QUEUE_PLACES: u64 = 1_000;

/// The hash that a run's chain of events begins with.
pub const CHAIN_START: &str = "";

/// Adds runs in the state Queued, each with the event that its chain begins with.
pub async fn insert(conn: &mut Conn<'_>, runs: &[&NewRun], first: &EventBody) -> Result<(), StoreError> {
    const HEAD: &str = "INSERT INTO runs (
            id, owner_id, actor_id, agent_id, version_id, hold_id, status, is_customers, input, input_hash, ceiling,
            timeout_seconds, active_us, lease, attempt, next_seq, chain_hash, trace_id, created_at, search_text, cache_key,
            branched_from, branched_step
        )";
    const ROW: &str = "?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, 0, 0, 0, 1, ?, ?, ?, ?, ?, ?, ?";
    const FILES: &str = "INSERT INTO run_files (run_id, sha256, owner_id)";
    if runs.is_empty() {
        return Ok(());
    }
    let firsts: Vec<(RunId, OwnerId, StoredEvent)> = runs
        .iter()
        .map(|run| (run.id, run.owner_id, events::envelope(0, first, run.created_at, CHAIN_START)))
        .collect();
    let sql = rows_like(conn.dialect(), HEAD, ROW, runs.len());
    let changed = execute_rows!(conn, sql, runs.len() == 1, runs.iter().zip(&firsts), query, (run, (_, _, first)) => query
        .bind(run.id.to_string())
        .bind(run.owner_id.to_string())
        .bind(run.actor_id.map(|id| id.to_string()))
        .bind(run.agent_id.to_string())
        .bind(run.version_id.to_string())
        .bind(run.hold_id.to_string())
        .bind(run.is_customers)
        .bind(&run.input)
        .bind(&run.input_hash)
        .bind(run.ceiling.micro())
        .bind(i64::from(run.timeout_seconds))
        .bind(&first.chain_hash)
        .bind(&run.trace_id)
        .bind(run.created_at.as_micros())
        .bind(&run.search_text)
        .bind(&run.cache_key)
        .bind(run.branched_from.as_ref().map(|from| from.run.to_string()))
        .bind(run.branched_from.as_ref().and_then(|from| from.step.as_deref())))?;
    expect_rows("runs::insert", changed, runs.len() as u64)?;
    let files: Vec<(&NewRun, &String)> =
        runs.iter().flat_map(|run| run.files.iter().map(move |sha256| (*run, sha256))).collect();
    if !files.is_empty() {
        let sql = format!("{} ON CONFLICT (run_id, sha256) DO NOTHING", rows(conn.dialect(), FILES, 3, files.len()));
        execute_rows!(conn, sql, files.len() == 1, &files, query, (run, sha256) => query
            .bind(run.id.to_string())
            .bind(*sha256)
            .bind(run.owner_id.to_string()))?;
    }
    events::insert(conn, &firsts).await
}

/// A run of an owner.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, id: RunId) -> Result<Option<StoredRun>, StoreError> {
    const SQL: &str =
        "SELECT id, owner_id, agent_id, version_id, status, input, output, failure_code, failure_message, ceiling,
            charged, next_seq, created_at, started_at, finished_at, settled_at, cached_from, branched_from,
            branched_step, kept_at, erased_at
        FROM runs WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL";
    let row: Option<RunRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()).bind(owner.to_string()), fetch_optional)?;
    row.map(RunRow::into_run).transpose()
}

/// Of each of these runs, how many queued ones were asked for before it, counted up to a thousand: nobody who waits behind more
/// counts on, and every start asks.
pub async fn queue_places(conn: &mut Conn<'_>, ids: &[RunId]) -> Result<Vec<u64>, StoreError> {
    const BEFORE: &str =
        "SELECT COUNT(*) FROM (SELECT id FROM runs WHERE status = 'queued' AND id < $1 LIMIT 1000) AS before";
    const BETWEEN: &str = "SELECT id FROM runs WHERE status = 'queued' AND id >= $1 AND id < $2 ORDER BY id LIMIT 1000";
    let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(Vec::new()) };
    let (first, last) = (first.to_string(), last.to_string());
    let before: (i64,) = fetch!(conn, sqlx::query_as(BEFORE).bind(&first), fetch_one)?;
    let between: Vec<(String,)> = if first == last {
        Vec::new()
    } else {
        fetch!(conn, sqlx::query_as(BETWEEN).bind(&first).bind(&last), fetch_all)?
    };
    let place = |id: &RunId| {
        let id = id.to_string();
        let between = between.partition_point(|(other,)| *other < id) as u64;
        (before.0.unsigned_abs() + between).min(QUEUE_PLACES)
    };
    Ok(ids.iter().map(place).collect())
}

/// The number of the next event of each of these runs, as far as they exist. Of any owner: what they are is not told.
pub async fn next_seqs(conn: &mut Conn<'_>, ids: &[RunId]) -> Result<Vec<(RunId, u64)>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let sql = of_rows(conn.dialect(), "SELECT id, next_seq FROM runs WHERE id IN (", 1, ids.len(), ")");
        // Of every length: not worth a place among the prepared ones.
        let rows: Vec<(String, i64)> = fetch_rows!(conn, sql, false, ids, query, id => query.bind(id.to_string()))?;
        for (id, next_seq) in rows {
            found.push((read("runs", "id", &id, str::parse)?, next_seq.unsigned_abs()));
        }
    }
    Ok(found)
}

/// Moves runs from one state to another: those that were in the first.
pub async fn move_status(
    conn: &mut Conn<'_>,
    ids: &[RunId],
    from: Status,
    to: Status,
) -> Result<HashSet<RunId>, StoreError> {
    const HEAD: &str = "UPDATE runs SET status = given.column3 FROM (";
    const TAIL: &str = ") AS given WHERE id = given.column1 AND status = given.column2 RETURNING id";
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, ids.len(), TAIL);
    let moved: Vec<(String,)> = fetch_rows!(conn, sql, ids.len() == 1, ids, query, id => query
        .bind(id.to_string())
        .bind(from.as_str())
        .bind(to.as_str()))?;
    moved.into_iter().map(|(id,)| read("runs", "id", &id, str::parse)).collect()
}

/// How a run ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Which.
    pub run: RunId,
    /// The state that it must be in.
    pub from: Status,
    /// The lease that must hold, where a worker ends it.
    pub lease: Option<i64>,
    /// The final state.
    pub status: Status,
    /// The output as JSON.
    pub output: Option<String>,
    /// The code of a failure.
    pub failure_code: Option<String>,
    /// The sentence of a failure.
    pub failure_message: Option<String>,
    /// What is charged.
    pub charged: Credits,
    /// When.
    pub at: Timestamp,
}

/// Ends runs, each another one. Those that were ended: they were in `from`, and held by `lease` where a worker ends them.
pub async fn end(conn: &mut Conn<'_>, endings: &[Ending]) -> Result<HashSet<RunId>, StoreError> {
    const HEAD: &str = "UPDATE runs SET status = given.column4, output = given.column5, failure_code = given.column6,
            failure_message = given.column7, charged = given.column8, finished_at = given.column9,
            settled_at = given.column9, lease_until = NULL
        FROM (";
    const TAIL: &str = ") AS given WHERE id = given.column1 AND status = given.column2
            AND (given.column3 < 0 OR lease = given.column3)
        RETURNING id";
    if endings.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 9, endings.len(), TAIL);
    let ended: Vec<(String,)> = fetch_rows!(conn, sql, endings.len() == 1, endings, query, ending => query
        .bind(ending.run.to_string())
        .bind(ending.from.as_str())
        .bind(ending.lease.unwrap_or(-1))
        .bind(ending.status.as_str())
        .bind(&ending.output)
        .bind(&ending.failure_code)
        .bind(&ending.failure_message)
        .bind(ending.charged.micro())
        .bind(ending.at.as_micros()))?;
    ended.into_iter().map(|(run,)| read("runs", "id", &run, str::parse)).collect()
}

/// Adds what agents said to what their runs are found by; each another one.
pub async fn add_search_texts(conn: &mut Conn<'_>, texts: &[(RunId, String)]) -> Result<(), StoreError> {
    const HEAD: &str = "UPDATE runs
        SET search_text = substr(COALESCE(search_text, '') || ' ' || given.column2, 1, CAST(given.column3 AS INTEGER))
        FROM (";
    if texts.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, texts.len(), ") AS given WHERE id = given.column1");
    let changed = execute_rows!(conn, sql, texts.len() == 1, texts, query, (run, text) => query
        .bind(run.to_string())
        .bind(text)
        .bind(SEARCHED_CHARACTERS))?;
    expect_rows("runs::add_search_texts", changed, texts.len() as u64)
}

/// Hides a run of an owner that is settled, for good. `false` where there is none.
pub async fn delete(conn: &mut Conn<'_>, owner: OwnerId, id: RunId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE runs SET deleted_at = $3, cache_key = NULL
        WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL AND settled_at IS NOT NULL";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(owner.to_string()).bind(at.as_micros()))? == 1)
}

/// Keeps the content of an owner's run, or lets it be erased by age again. `false` where there is none.
pub async fn keep(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    id: RunId,
    kept_at: Option<Timestamp>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE runs SET kept_at = $3
        WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL AND erased_at IS NULL";
    let kept_at = kept_at.map(Timestamp::as_micros);
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(owner.to_string()).bind(kept_at))? == 1)
}
