//! What an owner's runs come to within a span of time, by day and by agent, and what of it could have been saved.
//!
//! Days are those of a place. Its clocks are changed a few times a year; between two changes a day is a division, so each
//! [`Stretch`] is asked for by itself and the caller adds up the days that two of them share. Every statement begins at an id:
//! ids sort by time, so of an owner's runs only those of the span are read.

use domain::credits::Credits;
use domain::id::{AgentId, OwnerId, RunId, VersionId};
use domain::run::RunTally;
use domain::time::{Day, Micros, Stretch, Timestamp};

use crate::conn::{Conn, fetch};
use crate::error::{StoreError, read};
use crate::tally::{SumsRow, sums};

/// Runs that are looked through for repeats, the newest first.
pub const COMPARED_RUNS: i64 = 10_000;
/// By how much the time in a run's id may be off its row's.
const SLACK: Micros = Micros::hours(1);

/// Whose runs, of which agent, from when until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Whose.
    pub owner: OwnerId,
    /// Of this agent only.
    pub agent: Option<AgentId>,
    /// Started at this time or later.
    pub from: Timestamp,
    /// Started before this time.
    pub before: Timestamp,
}

/// [`Span`] as the statements below take it: `$1` to `$5`.
macro_rules! within {
    () => {
        "owner_id = $1 AND id >= $2 AND ($3 = '' OR agent_id = $3) AND created_at >= $4 AND created_at < $5
            AND deleted_at IS NULL"
    };
}

macro_rules! bound {
    ($query:expr, $span:expr) => {
        $query
            .bind($span.owner.to_string())
            .bind(least_id($span.from).to_string())
            .bind($span.agent.map(|id| id.to_string()).unwrap_or_default())
            .bind($span.from.as_micros())
            .bind($span.before.as_micros())
    };
}

/// An id below that of every run that was started at `from` or later: an id begins with its milliseconds.
fn least_id(from: Timestamp) -> RunId {
    let millis = from.minus(SLACK).as_micros().div_euclid(1_000);
    RunId::from_bits(u128::try_from(millis).unwrap_or(0) << 80)
}

/// What the runs of each day come to on which one was started, oldest first, within one stretch of the span.
pub async fn by_day(conn: &mut Conn<'_>, span: Span, stretch: Stretch) -> Result<Vec<(Day, RunTally)>, StoreError> {
    const SQL: &str = concat!(
        "SELECT (created_at + $6) / 86400000000 AS day, ",
        sums!(),
        "FROM runs WHERE ",
        within!(),
        " GROUP BY (created_at + $6) / 86400000000 ORDER BY day"
    );
    #[derive(sqlx::FromRow)]
    struct Row {
        day: i64,
        #[sqlx(flatten)]
        sums: SumsRow,
    }
    let span = Span { from: stretch.from, before: stretch.before, ..span };
    let rows: Vec<Row> = fetch!(conn, bound!(sqlx::query_as(SQL), span).bind(stretch.offset.0), fetch_all)?;
    Ok(rows.into_iter().map(|row| (Day::from_number(row.day), row.sums.into_tally())).collect())
}

/// An agent, by the newest version of it that was used: that has a name even where the agent is listed no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The agent.
    pub agent: AgentId,
    /// The newest version of it among the runs.
    pub version: VersionId,
}

impl Used {
    fn read(agent: &str, version: &str) -> Result<Self, StoreError> {
        Ok(Self {
            agent: read("runs", "agent_id", agent, str::parse)?,
            version: read("runs", "version_id", version, str::parse)?,
        })
    }
}

/// What the runs of each agent come to, the most used first, at most `limit` agents.
pub async fn by_agent(conn: &mut Conn<'_>, span: Span, limit: i64) -> Result<Vec<(Used, RunTally)>, StoreError> {
    const SQL: &str = concat!(
        "SELECT agent_id, MAX(version_id) AS version_id, ",
        sums!(),
        "FROM runs WHERE ",
        within!(),
        " GROUP BY agent_id ORDER BY runs DESC, agent_id LIMIT $6"
    );
    #[derive(sqlx::FromRow)]
    struct Row {
        agent_id: String,
        version_id: String,
        #[sqlx(flatten)]
        sums: SumsRow,
    }
    let rows: Vec<Row> = fetch!(conn, bound!(sqlx::query_as(SQL), span).bind(limit), fetch_all)?;
    rows.into_iter().map(|row| Ok((Used::read(&row.agent_id, &row.version_id)?, row.sums.into_tally()))).collect()
}

/// How many runs were answered from an earlier one, and what the runs cost that they have their answers from.
pub async fn served(conn: &mut Conn<'_>, span: Span) -> Result<(u64, Credits), StoreError> {
    const SQL: &str = concat!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(o.charged), 0) AS BIGINT)
        FROM (SELECT cached_from FROM runs WHERE ",
        within!(),
        " AND cached_from IS NOT NULL) r LEFT JOIN runs o ON o.id = r.cached_from AND o.owner_id = $1"
    );
    let (runs, saved): (i64, i64) = fetch!(conn, bound!(sqlx::query_as(SQL), span), fetch_one)?;
    Ok((runs.unsigned_abs(), Credits::from_micro(saved)))
}

/// How many runs were worked and paid although an equal one had succeeded before they were started, and what they cost.
///
/// Equal are those with the same `cache_key`, which a run has until its content is erased or its answer is cleared.
pub async fn repeated(conn: &mut Conn<'_>, span: Span) -> Result<(u64, Credits), StoreError> {
    const SQL: &str = concat!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(r.charged), 0) AS BIGINT)
        FROM (SELECT id, cache_key, charged, created_at FROM runs WHERE ",
        within!(),
        " AND cache_key IS NOT NULL AND charged > 0 ORDER BY id DESC LIMIT $6) r
        WHERE EXISTS (SELECT 1 FROM runs p WHERE p.owner_id = $1 AND p.cache_key = r.cache_key AND p.id <> r.id
            AND p.status = 'succeeded' AND p.finished_at <= r.created_at AND p.deleted_at IS NULL)"
    );
    let (runs, charged): (i64, i64) = fetch!(conn, bound!(sqlx::query_as(SQL), span).bind(COMPARED_RUNS), fetch_one)?;
    Ok((runs.unsigned_abs(), Credits::from_micro(charged)))
}

/// Runs that failed for one reason with one agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    /// The agent.
    pub used: Used,
    /// The reason: a stable word; empty where there was none.
    pub code: String,
    /// How many.
    pub runs: u64,
    /// How many runs failed for whatever reason.
    pub in_all: u64,
}

/// The most frequent reason of failures.
pub async fn failures(conn: &mut Conn<'_>, span: Span) -> Result<Option<Failures>, StoreError> {
    const SQL: &str = concat!(
        "SELECT agent_id, MAX(version_id), COALESCE(failure_code, '') AS code, COUNT(*) AS failed,
            CAST(SUM(COUNT(*)) OVER () AS BIGINT) AS in_all
        FROM runs WHERE ",
        within!(),
        " AND status = 'failed' GROUP BY agent_id, COALESCE(failure_code, '') ORDER BY failed DESC, agent_id, code LIMIT 1"
    );
    type Row = (String, String, String, i64, i64);
    let row: Option<Row> = fetch!(conn, bound!(sqlx::query_as(SQL), span), fetch_optional)?;
    row.map(|(agent, version, code, runs, in_all)| {
        let used = Used::read(&agent, &version)?;
        Ok(Failures { used, code, runs: runs.unsigned_abs(), in_all: in_all.unsigned_abs() })
    })
    .transpose()
}
