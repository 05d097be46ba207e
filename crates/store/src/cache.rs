//! Runs whose answer serves for an equal start of the same owner.
//!
//! There is no table for them: a succeeded run that has its `cache_key` is an entry, so an entry can be neither without
//! its run nor after its deletion or erasure.

use domain::credits::Credits;
use domain::id::{AgentId, HoldId, OwnerId, RunId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// Events of a run above this many are not copied into another within the time that a write has.
const MAX_EVENTS: i64 = 1_000;

/// An answer that serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The run that has it.
    pub run: RunId,
    /// Its output as JSON.
    pub output: String,
    /// What it is found by.
    pub search_text: String,
}

/// The newest run of an owner under a key that succeeded after `after`.
pub async fn find(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    key: &str,
    after: Timestamp,
) -> Result<Option<RunId>, StoreError> {
    const SQL: &str = "SELECT id FROM runs
        WHERE owner_id = $1 AND cache_key = $2 AND status = 'succeeded' AND finished_at > $3 AND next_seq <= $4
            AND deleted_at IS NULL AND erased_at IS NULL
        ORDER BY id DESC LIMIT 1";
    let row: Option<(String,)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(owner.to_string()).bind(key).bind(after.as_micros()).bind(MAX_EVENTS),
        fetch_optional
    )?;
    row.map(|row| read("runs", "id", &row.0, str::parse)).transpose()
}

/// Takes what is to be copied of a run that [`find`] gave; `None` where it serves no more.
///
/// It writes the row as it is, so that whoever erases the run waits for this transaction to end.
pub async fn take(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    run: RunId,
    key: &str,
    after: Timestamp,
) -> Result<Option<Origin>, StoreError> {
    const SQL: &str = "UPDATE runs SET cache_key = cache_key
        WHERE id = $1 AND owner_id = $2 AND cache_key = $3 AND status = 'succeeded' AND finished_at > $4
            AND deleted_at IS NULL AND erased_at IS NULL
        RETURNING output, search_text";
    let row: Option<(Option<String>, Option<String>)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()).bind(key).bind(after.as_micros()),
        fetch_optional
    )?;
    let Some((Some(output), search_text)) = row else { return Ok(None) };
    Ok(Some(Origin { run, output, search_text: search_text.unwrap_or_default() }))
}

/// Gives a run that was just made the files and the journal of its origin, so that one can branch from it too, and ends it
/// with its output, for nothing.
pub async fn answer(
    conn: &mut Conn<'_>,
    run: RunId,
    hold: HoldId,
    origin: &Origin,
    at: Timestamp,
) -> Result<(), StoreError> {
    const ARTIFACTS: &str = "INSERT INTO artifacts (run_id, name, owner_id, media_type, bytes, sha256, created_at)
        SELECT $1, name, owner_id, media_type, bytes, sha256, CAST($3 AS BIGINT) FROM artifacts WHERE run_id = $2";
    const STEPS: &str =
        "INSERT INTO run_steps (run_id, step_key, owner_id, inputs_hash, output, output_sha256, completed_at)
        SELECT $1, step_key, owner_id, inputs_hash, output, output_sha256, CAST($3 AS BIGINT) FROM run_steps
        WHERE run_id = $2";
    const END: &str =
        "UPDATE runs SET status = 'succeeded', output = $2, charged = 0, started_at = $3, finished_at = $3,
            settled_at = $3, cached_from = $4, search_text = $5
        WHERE id = $1 AND status = 'queued'";
    const HOLD: &str =
        "UPDATE holds SET status = 'voided', closed_at = $2 WHERE id = $1 AND status = 'open' AND amount = 0";
    execute!(conn, sqlx::query(ARTIFACTS).bind(run.to_string()).bind(origin.run.to_string()).bind(at.as_micros()))?;
    execute!(conn, sqlx::query(STEPS).bind(run.to_string()).bind(origin.run.to_string()).bind(at.as_micros()))?;
    let ended = execute!(
        conn,
        sqlx::query(END)
            .bind(run.to_string())
            .bind(&origin.output)
            .bind(at.as_micros())
            .bind(origin.run.to_string())
            .bind(&origin.search_text)
    )?;
    expect_rows("cache::answer", ended, 1)?;
    let closed = execute!(conn, sqlx::query(HOLD).bind(hold.to_string()).bind(at.as_micros()))?;
    expect_rows("cache::answer hold", closed, 1)
}

/// What the cache did for an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The agent.
    pub agent: AgentId,
    /// Answers that would serve now.
    pub entries: u64,
    /// Runs that it answered since `since`.
    pub hits: u64,
    /// Runs that were started since then and worked.
    pub worked: u64,
    /// What the answered runs would have cost: what their origins did.
    pub saved: Credits,
}

/// What the cache did for each agent since `since`; answers serve that are younger than `after`.
pub async fn list(conn: &mut Conn<'_>, since: Timestamp, after: Timestamp) -> Result<Vec<Served>, StoreError> {
    const SQL: &str = "SELECT r.agent_id,
            CAST(SUM(CASE WHEN r.cache_key IS NOT NULL AND r.status = 'succeeded' AND r.finished_at > $2
                AND r.deleted_at IS NULL AND r.erased_at IS NULL THEN 1 ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN r.cached_from IS NULL THEN 0 ELSE 1 END) AS BIGINT),
            CAST(SUM(CASE WHEN r.cached_from IS NULL THEN 1 ELSE 0 END) AS BIGINT),
            CAST(SUM(COALESCE(o.charged, 0)) AS BIGINT)
        FROM runs r LEFT JOIN runs o ON o.id = r.cached_from
        WHERE r.is_customers AND r.created_at >= $1 GROUP BY r.agent_id ORDER BY r.agent_id";
    let rows: Vec<(String, i64, i64, i64, i64)> =
        fetch!(conn, sqlx::query_as(SQL).bind(since.as_micros()).bind(after.as_micros()), fetch_all)?;
    let served = |(agent, entries, hits, worked, saved): (String, i64, i64, i64, i64)| {
        Ok(Served {
            agent: read("runs", "agent_id", &agent, str::parse)?,
            entries: entries.unsigned_abs(),
            hits: hits.unsigned_abs(),
            worked: worked.unsigned_abs(),
            saved: Credits::from_micro(saved),
        })
    };
    rows.into_iter().map(served).collect()
}

/// Lets no answer of an agent serve any more. How many would have.
pub async fn clear(conn: &mut Conn<'_>, agent: AgentId, after: Timestamp) -> Result<u64, StoreError> {
    const COUNT: &str =
        "SELECT COUNT(*) FROM runs WHERE agent_id = $1 AND cache_key IS NOT NULL AND status = 'succeeded'
            AND finished_at > $2 AND deleted_at IS NULL AND erased_at IS NULL";
    // Those at work now give no answer either; those that are too old serve nobody as it is.
    const SQL: &str = "UPDATE runs SET cache_key = NULL
        WHERE agent_id = $1 AND cache_key IS NOT NULL AND (finished_at IS NULL OR finished_at > $2)";
    let row: (i64,) = fetch!(conn, sqlx::query_as(COUNT).bind(agent.to_string()).bind(after.as_micros()), fetch_one)?;
    execute!(conn, sqlx::query(SQL).bind(agent.to_string()).bind(after.as_micros()))?;
    Ok(row.0.unsigned_abs())
}
