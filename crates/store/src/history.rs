//! An owner's runs as a list that can be narrowed, and what they come to.
//!
//! A text is looked for in what a run is found by (`runs.search_text`, at most [`runs::SEARCHED_CHARACTERS`] of it) and in
//! agents' names, whose ids the caller gives; so that a search has a bounded cost, in the newest [`SEARCHED_RUNS`] runs
//! that fit everything else.

use domain::id::{AgentId, OwnerId, RunId};
use domain::run::{RunTally, Status};
use domain::time::Timestamp;

use crate::conn::{Conn, fetch};
use crate::error::{StoreError, read};
use crate::runs::{self, RunRow, StoredRun};
use crate::tally::{SumsRow, sums};

/// Runs that a search for a text looks at.
pub const SEARCHED_RUNS: i64 = 10_000;

/// What a history is narrowed to; everything that is there must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this agent.
    pub agent: Option<AgentId>,
    /// In this state.
    pub status: Option<Status>,
    /// Started at this time or later.
    pub from: Option<Timestamp>,
    /// Started before this time.
    pub before: Option<Timestamp>,
    /// Found by this text, in lower case.
    pub text: Option<String>,
    /// The agents whose name has that text in it: all their runs are found.
    pub named: Vec<AgentId>,
}

/// [`Filter`] as the statements below take it.
struct Bounds {
    owner: String,
    agent: String,
    status: &'static str,
    from: i64,
    before: i64,
    pattern: String,
    named: String,
}

impl Bounds {
    fn new(owner: OwnerId, filter: &Filter) -> Self {
        Self {
            owner: owner.to_string(),
            agent: filter.agent.map(|id| id.to_string()).unwrap_or_default(),
            status: filter.status.map_or("", Status::as_str),
            from: filter.from.map_or(i64::MIN, Timestamp::as_micros),
            before: filter.before.map_or(i64::MAX, Timestamp::as_micros),
            pattern: filter.text.as_deref().map(pattern).unwrap_or_default(),
            named: filter.named.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        }
    }
}

/// `text` anywhere, as `LIKE … ESCAPE '!'` reads it.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The rows that fit everything but the text: `$1` to `$5`.
macro_rules! fitting {
    () => {
        "FROM runs WHERE owner_id = $1 AND deleted_at IS NULL AND ($2 = '' OR agent_id = $2)
            AND ($3 = '' OR status = $3) AND created_at >= $4 AND created_at < $5"
    };
}

/// The newest of those, among which a text is looked for: `$6` is the pattern, `$7` the agents that are named so, `$8`
/// [`SEARCHED_RUNS`].
macro_rules! searched {
    () => {
        concat!(
            "FROM (SELECT id, owner_id, agent_id, version_id, status, failure_code, failure_message, ceiling, charged, next_seq,
                created_at, started_at, finished_at, settled_at, cached_from, branched_from, branched_step,
                kept_at, erased_at, search_text ",
            fitting!(),
            " ORDER BY id DESC LIMIT $8) AS newest
            WHERE (COALESCE(search_text, '') LIKE $6 ESCAPE '!' OR $7 LIKE '%' || agent_id || '%')"
        )
    };
}

macro_rules! columns {
    () => {
        "SELECT id, owner_id, agent_id, version_id, status, NULL AS input, NULL AS output, failure_code, failure_message,
            ceiling, charged, next_seq, created_at, started_at, finished_at, settled_at, cached_from, branched_from,
            branched_step, kept_at, erased_at "
    };
}

macro_rules! tally {
    () => {
        concat!("SELECT created_at / 86400000000 AS day, ", sums!())
    };
}

/// Binds what every statement takes, and what only a search does.
macro_rules! bound {
    ($query:expr, $bounds:expr) => {
        $query.bind(&$bounds.owner).bind(&$bounds.agent).bind($bounds.status).bind($bounds.from).bind($bounds.before)
    };
    ($query:expr, $bounds:expr, searched) => {
        bound!($query, $bounds).bind(&$bounds.pattern).bind(&$bounds.named).bind(SEARCHED_RUNS)
    };
}

/// An owner's runs that fit, newest first, from before `before`. Without input and output.
pub async fn list(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    filter: &Filter,
    before: Option<RunId>,
    limit: i64,
) -> Result<Vec<StoredRun>, StoreError> {
    const PLAIN: &str = concat!(columns!(), fitting!(), " AND id < $6 ORDER BY id DESC LIMIT $7");
    const SEARCHED: &str = concat!(columns!(), searched!(), " AND id < $9 ORDER BY id DESC LIMIT $10");
    let bounds = Bounds::new(owner, filter);
    // Above every id: `~` comes after all of their characters.
    let before = before.map_or_else(|| "run_~".to_owned(), |id| id.to_string());
    let rows: Vec<RunRow> = if filter.text.is_none() {
        fetch!(conn, bound!(sqlx::query_as(PLAIN), bounds).bind(&before).bind(limit), fetch_all)?
    } else {
        fetch!(conn, bound!(sqlx::query_as(SEARCHED), bounds, searched).bind(&before).bind(limit), fetch_all)?
    };
    rows.into_iter().map(RunRow::into_run).collect()
}

/// An owner's runs that fit, with input and output, newest first, from before `before`: for an export, some at a time. Then
/// the last of them, and how many there were: fewer than `limit` are the last.
pub async fn list_whole(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    filter: &Filter,
    before: Option<RunId>,
    limit: i64,
) -> Result<(Vec<StoredRun>, Option<RunId>, i64), StoreError> {
    let found = list(conn, owner, filter, before, limit).await?;
    let mut whole = Vec::with_capacity(found.len());
    for run in &found {
        // One that was deleted in between is not there any more.
        whole.extend(runs::find(conn, owner, run.id).await?);
    }
    Ok((whole, found.last().map(|run| run.id), i64::try_from(found.len()).unwrap_or(i64::MAX)))
}

/// How many runs of an owner fit.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId, filter: &Filter) -> Result<u64, StoreError> {
    const PLAIN: &str = concat!("SELECT COUNT(*) ", fitting!());
    const SEARCHED: &str = concat!("SELECT COUNT(*) ", searched!());
    let bounds = Bounds::new(owner, filter);
    let row: (i64,) = if filter.text.is_none() {
        fetch!(conn, bound!(sqlx::query_as(PLAIN), bounds), fetch_one)?
    } else {
        fetch!(conn, bound!(sqlx::query_as(SEARCHED), bounds, searched), fetch_one)?
    };
    Ok(row.0.unsigned_abs())
}

#[derive(sqlx::FromRow)]
struct TallyRow {
    day: i64,
    #[sqlx(flatten)]
    sums: SumsRow,
}

/// What the runs of an owner that fit come to, for each day in UTC on which one was started, oldest first.
pub async fn tallies(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    filter: &Filter,
) -> Result<Vec<(Timestamp, RunTally)>, StoreError> {
    const PLAIN: &str = concat!(tally!(), fitting!(), " GROUP BY created_at / 86400000000 ORDER BY day");
    const SEARCHED: &str = concat!(tally!(), searched!(), " GROUP BY created_at / 86400000000 ORDER BY day");
    let bounds = Bounds::new(owner, filter);
    let rows: Vec<TallyRow> = if filter.text.is_none() {
        fetch!(conn, bound!(sqlx::query_as(PLAIN), bounds), fetch_all)?
    } else {
        fetch!(conn, bound!(sqlx::query_as(SEARCHED), bounds, searched), fetch_all)?
    };
    let tally = |row: TallyRow| (Timestamp::from_micros(row.day.saturating_mul(86_400_000_000)), row.sums.into_tally());
    Ok(rows.into_iter().map(tally).collect())
}

/// The agents that an owner has runs of.
pub async fn agents(conn: &mut Conn<'_>, owner: OwnerId) -> Result<Vec<AgentId>, StoreError> {
    // One step of the index for each agent, however many runs there are: the next agent is the least above the last.
    const NEXT: &str = "SELECT agent_id FROM runs WHERE owner_id = $1 AND agent_id > $2 AND deleted_at IS NULL
        ORDER BY agent_id LIMIT 1";
    let mut found: Vec<AgentId> = Vec::new();
    let mut last = String::new();
    loop {
        let row: Option<(String,)> =
            fetch!(conn, sqlx::query_as(NEXT).bind(owner.to_string()).bind(&last), fetch_optional)?;
        let Some((agent,)) = row else { return Ok(found) };
        found.push(read("runs", "agent_id", &agent, str::parse)?);
        last = agent;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_pattern_means_is_taken_as_text() {
        assert_eq!(super::pattern("50%_a!"), "%50!%!_a!!%");
    }
}
