//! Runs as their owners see them.

use domain::credits::Credits;
use domain::id::{AgentId, HoldId, OwnerId, RunId, UserId, VersionId};
use domain::run::{EventBody, Status};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

use crate::conn::{Conn, execute, fetch};
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
}

#[derive(sqlx::FromRow)]
struct RunRow {
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
}

impl RunRow {
    fn into_run(self) -> Result<StoredRun, StoreError> {
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
        })
    }
}

/// The hash that a run's chain of events begins with.
pub const CHAIN_START: &str = "";

/// Adds a run in the state Queued, with the event that its chain begins with.
pub async fn insert(conn: &mut Conn<'_>, run: &NewRun, first: &EventBody) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO runs (
            id, owner_id, actor_id, agent_id, version_id, hold_id, status, is_customers, input, input_hash, ceiling,
            timeout_seconds, active_us, lease, attempt, next_seq, chain_hash, trace_id, created_at
        ) VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10, $11, 0, 0, 0, 1, $12, $13, $14)";
    let first = events::envelope(0, first, run.created_at, CHAIN_START);
    let changed = execute!(
        conn,
        sqlx::query(SQL)
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
    )?;
    expect_rows("runs::insert", changed, 1)?;
    events::insert(conn, run.id, run.owner_id, &first).await
}

/// A run of an owner.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, id: RunId) -> Result<Option<StoredRun>, StoreError> {
    const SQL: &str =
        "SELECT id, owner_id, agent_id, version_id, status, input, output, failure_code, failure_message, ceiling,
            charged, next_seq, created_at, started_at, finished_at, settled_at
        FROM runs WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL";
    let row: Option<RunRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()).bind(owner.to_string()), fetch_optional)?;
    row.map(RunRow::into_run).transpose()
}

/// An owner's runs, newest first, from before `before`, of one agent where it is given. Without input and output.
pub async fn list(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    agent: Option<AgentId>,
    before: Option<RunId>,
    limit: i64,
) -> Result<Vec<StoredRun>, StoreError> {
    const SQL: &str = "SELECT id, owner_id, agent_id, version_id, status, NULL AS input, NULL AS output, failure_code,
            failure_message, ceiling, charged, next_seq, created_at, started_at, finished_at, settled_at
        FROM runs WHERE owner_id = $1 AND id < $2 AND deleted_at IS NULL AND ($3 = '' OR agent_id = $3)
        ORDER BY id DESC LIMIT $4";
    // Above every id: `~` comes after all of their characters.
    let before = before.map_or_else(|| "run_~".to_owned(), |id| id.to_string());
    let agent = agent.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<RunRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(&before).bind(&agent).bind(limit), fetch_all)?;
    rows.into_iter().map(RunRow::into_run).collect()
}

/// How many runs an owner has, of one agent where it is given.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId, agent: Option<AgentId>) -> Result<u64, StoreError> {
    const SQL: &str =
        "SELECT COUNT(*) FROM runs WHERE owner_id = $1 AND deleted_at IS NULL AND ($2 = '' OR agent_id = $2)";
    let agent = agent.map(|id| id.to_string()).unwrap_or_default();
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(&agent), fetch_one)?;
    Ok(row.0.unsigned_abs())
}

/// How many queued runs were asked for before this one, counted up to a thousand: nobody who waits behind more counts on,
/// and every start asks.
pub async fn queue_place(conn: &mut Conn<'_>, id: RunId) -> Result<u64, StoreError> {
    const SQL: &str =
        "SELECT COUNT(*) FROM (SELECT id FROM runs WHERE status = 'queued' AND id < $1 LIMIT 1000) AS before";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()), fetch_one)?;
    Ok(row.0.unsigned_abs())
}

/// The number of the next event of each of these runs, as far as they exist. Of any owner: what they are is not told.
pub async fn next_seqs(conn: &mut Conn<'_>, ids: &[RunId]) -> Result<Vec<(RunId, u64)>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
        let sql = format!("SELECT id, next_seq FROM runs WHERE id IN ({})", places.join(", "));
        let rows: Vec<(String, i64)> = fetch!(
            conn,
            {
                // Of every length: not worth a place among the prepared ones.
                let mut query = sqlx::query_as(AssertSqlSafe(sql.clone())).persistent(false);
                for id in ids {
                    query = query.bind(id.to_string());
                }
                query
            },
            fetch_all
        )?;
        for (id, next_seq) in rows {
            found.push((read("runs", "id", &id, str::parse)?, next_seq.unsigned_abs()));
        }
    }
    Ok(found)
}

/// Moves a run from one state to another. `false` where it is not in the first any more.
pub async fn move_status(conn: &mut Conn<'_>, id: RunId, from: Status, to: Status) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE runs SET status = $3 WHERE id = $1 AND status = $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(from.as_str()).bind(to.as_str()))? == 1)
}

/// How a run ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
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

/// Ends a run that is in `from`, held by `lease` where a worker ends it. `false` where it is not.
pub async fn end(
    conn: &mut Conn<'_>,
    id: RunId,
    from: Status,
    lease: Option<i64>,
    ending: &Ending,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE runs SET status = $3, output = $4, failure_code = $5, failure_message = $6, charged = $7,
            finished_at = $8, settled_at = $8, lease_until = NULL
        WHERE id = $1 AND status = $2 AND ($9 < 0 OR lease = $9)";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(id.to_string())
            .bind(from.as_str())
            .bind(ending.status.as_str())
            .bind(&ending.output)
            .bind(&ending.failure_code)
            .bind(&ending.failure_message)
            .bind(ending.charged.micro())
            .bind(ending.at.as_micros())
            .bind(lease.unwrap_or(-1))
    )?;
    Ok(changed == 1)
}
