//! The events of runs: numbered without gaps, chained by hash.

use std::collections::{HashMap, HashSet};

use domain::hex::hex;
use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, StoredEvent};
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::conn::{Conn, execute_rows, fetch, fetch_rows, of_rows, rows};
use crate::error::{StoreError, expect_rows, read};
use crate::layers::layers;

/// The version of the payloads' shape that this program writes.
const V: u32 = 1;
/// Events in one statement at most: each has nine values, and SQLite takes 32,766.
const EVENTS_AT_ONCE: usize = 500;

/// Who appends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// A worker, by its lease: nothing is appended where another worker has the run or it is over.
    Worker(i64),
    /// The use case that holds the run's row in this transaction.
    UseCase,
}

impl Author {
    /// The lease that must hold; below zero where none has to.
    fn lease(self) -> i64 {
        match self {
            Self::Worker(lease) => lease,
            Self::UseCase => -1,
        }
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    name: String,
    stored_at: i64,
    v: i64,
    payload: Option<String>,
    payload_hash: String,
    chain_hash: String,
}

/// Events that are to be appended to one run.
#[derive(Clone, Copy, Debug)]
pub struct Appending<'a> {
    /// To which.
    pub run: RunId,
    /// Whose it is.
    pub owner: OwnerId,
    /// By whom.
    pub author: Author,
    /// In order.
    pub bodies: &'a [EventBody],
    /// When.
    pub at: Timestamp,
}

/// Appends events. `None` where the worker's lease does not hold any more.
pub async fn append(
    conn: &mut Conn<'_>,
    run: RunId,
    owner: OwnerId,
    author: Author,
    bodies: &[EventBody],
    at: Timestamp,
) -> Result<Option<Vec<StoredEvent>>, StoreError> {
    let stored = append_all(conn, &[Appending { run, owner, author, bodies, at }]).await?;
    Ok(stored.into_iter().next().flatten())
}

/// Appends events to many runs. For each of `all` what was stored; `None` where its worker's lease does not hold any more.
pub async fn append_all(
    conn: &mut Conn<'_>,
    all: &[Appending<'_>],
) -> Result<Vec<Option<Vec<StoredEvent>>>, StoreError> {
    let mut stored = vec![None; all.len()];
    for layer in layers(all, |one| one.run) {
        append_layer(conn, all, &layer, &mut stored).await?;
    }
    Ok(stored)
}

/// Appends those at the places of `layer`, each of another run.
async fn append_layer(
    conn: &mut Conn<'_>,
    all: &[Appending<'_>],
    layer: &[usize],
    stored: &mut [Option<Vec<StoredEvent>>],
) -> Result<(), StoreError> {
    const SEQ: &str = "UPDATE runs SET next_seq = next_seq + given.column3 FROM (";
    const SEQ_OF: &str = ") AS given WHERE id = given.column1
        AND (given.column2 < 0 OR (lease = given.column2 AND status IN ('running', 'cancelling')))
        RETURNING id, next_seq, chain_hash";
    const CHAIN: &str = "UPDATE runs SET chain_hash = given.column2 FROM (";
    const CHAIN_OF: &str = ") AS given WHERE id = given.column1";
    let dialect = conn.dialect();
    let sql = of_rows(dialect, SEQ, 3, layer.len(), SEQ_OF);
    let found: Vec<(String, i64, String)> = fetch_rows!(conn, sql, layer.len() == 1, layer, query, place => query
        .bind(all[*place].run.to_string())
        .bind(all[*place].author.lease())
        .bind(count(all[*place].bodies)))?;
    let mut found: HashMap<String, (i64, String)> =
        found.into_iter().map(|(run, next_seq, chain_hash)| (run, (next_seq, chain_hash))).collect();
    let (mut rows, mut chains, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for place in layer {
        let Appending { run, owner, bodies, at, .. } = all[*place];
        let id = run.to_string();
        let Some((next_seq, mut chain_hash)) = found.remove(&id) else { continue };
        for (seq, body) in (next_seq - count(bodies)..).zip(bodies) {
            let event = envelope(seq, body, at, &chain_hash);
            chain_hash.clone_from(&event.chain_hash);
            rows.push((run, owner, event));
        }
        chains.push((id, chain_hash));
        told.push((*place, bodies.len()));
    }
    if chains.is_empty() {
        return Ok(());
    }
    insert(conn, &rows).await?;
    let sql = of_rows(dialect, CHAIN, 2, chains.len(), CHAIN_OF);
    let changed = execute_rows!(conn, sql, chains.len() == 1, &chains, query, (run, chain_hash) => query
        .bind(run)
        .bind(chain_hash))?;
    expect_rows("events::append chain", changed, chains.len() as u64)?;
    let mut rows = rows.into_iter().map(|(_, _, event)| event);
    for (place, events) in told {
        stored[place] = Some(rows.by_ref().take(events).collect());
    }
    Ok(())
}

fn count(bodies: &[EventBody]) -> i64 {
    i64::try_from(bodies.len()).unwrap_or(i64::MAX)
}

/// Adds events to runs.
pub(crate) async fn insert(conn: &mut Conn<'_>, events: &[(RunId, OwnerId, StoredEvent)]) -> Result<(), StoreError> {
    const HEAD: &str =
        "INSERT INTO run_events (run_id, seq, owner_id, name, stored_at, v, payload, payload_hash, chain_hash)";
    for events in events.chunks(EVENTS_AT_ONCE) {
        let sql = rows(conn.dialect(), HEAD, 9, events.len());
        // Most often it is one event, or the two at an end.
        let changed = execute_rows!(conn, sql, events.len() <= 2, events, query, (run, owner, event) => query
            .bind(run.to_string())
            .bind(i64::try_from(event.seq).unwrap_or(i64::MAX))
            .bind(owner.to_string())
            .bind(&event.name)
            .bind(event.at.as_micros())
            .bind(i64::from(event.v))
            .bind(&event.payload)
            .bind(&event.payload_hash)
            .bind(&event.chain_hash))?;
        expect_rows("events::insert", changed, events.len() as u64)?;
    }
    Ok(())
}

pub(crate) fn envelope(seq: i64, body: &EventBody, at: Timestamp, chain_before: &str) -> StoredEvent {
    let name = body.name();
    let wire = serde_json::to_value(body).unwrap_or_default();
    let payload = wire.get("data").cloned().unwrap_or_default().to_string();
    let payload_hash = hex(Sha256::digest(payload.as_bytes()).as_slice());
    let chain_hash = if EventBody::is_chained(name) {
        chain(chain_before, seq.unsigned_abs(), name, at, V, &payload_hash)
    } else {
        chain_before.to_owned()
    };
    StoredEvent {
        seq: seq.unsigned_abs(),
        name: name.to_owned(),
        at,
        v: V,
        payload: Some(payload),
        payload_hash,
        chain_hash,
    }
}

/// The next link of a run's chain: SHA-256 over the one before and the event's envelope, each on a line of its own.
pub fn chain(before: &str, seq: u64, name: &str, at: Timestamp, v: u32, payload_hash: &str) -> String {
    let link = format!("{before}\n{seq}\n{name}\n{}\n{v}\n{payload_hash}", at.as_micros());
    hex(Sha256::digest(link.as_bytes()).as_slice())
}

/// The events of an owner's run after `after`, in order.
pub async fn list(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    run: RunId,
    after: Option<u64>,
    limit: i64,
) -> Result<Vec<StoredEvent>, StoreError> {
    const SQL: &str = "SELECT seq, name, stored_at, v, payload, payload_hash, chain_hash FROM run_events
        WHERE run_id = $1 AND owner_id = $2 AND seq > $3 ORDER BY seq LIMIT $4";
    let after = after.map_or(-1, |seq| i64::try_from(seq).unwrap_or(i64::MAX));
    let rows: Vec<EventRow> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()).bind(after).bind(limit),
        fetch_all
    )?;
    Ok(rows.into_iter().map(into_event).collect())
}

/// All events of every run, in order of run and number: for `verify`, a page at a time.
pub async fn list_all(
    conn: &mut Conn<'_>,
    after: (&str, i64),
    limit: i64,
) -> Result<Vec<(String, StoredEvent)>, StoreError> {
    const SQL: &str = "SELECT run_id, seq, name, stored_at, v, payload, payload_hash, chain_hash FROM run_events
        WHERE run_id > $1 OR (run_id = $1 AND seq > $2) ORDER BY run_id, seq LIMIT $3";
    #[derive(sqlx::FromRow)]
    struct Row {
        run_id: String,
        #[sqlx(flatten)]
        event: EventRow,
    }
    let rows: Vec<Row> = fetch!(conn, sqlx::query_as(SQL).bind(after.0).bind(after.1).bind(limit), fetch_all)?;
    Ok(rows.into_iter().map(|row| (row.run_id, into_event(row.event))).collect())
}

/// Those of `runs` that gave something that a person can use: a file or a whole message.
pub async fn with_output(conn: &mut Conn<'_>, runs: &[RunId]) -> Result<HashSet<RunId>, StoreError> {
    const HEAD: &str = "SELECT DISTINCT run_id FROM run_events WHERE run_id IN (";
    const TAIL: &str = ") AND name IN ('artifact.created', 'message.completed')";
    if runs.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 1, runs.len(), TAIL);
    let found: Vec<(String,)> =
        fetch_rows!(conn, sql, runs.len() == 1, runs, query, run => query.bind(run.to_string()))?;
    found.into_iter().map(|(run,)| read("run_events", "run_id", &run, str::parse)).collect()
}

fn into_event(row: EventRow) -> StoredEvent {
    StoredEvent {
        seq: row.seq.unsigned_abs(),
        name: row.name,
        at: Timestamp::from_micros(row.stored_at),
        v: u32::try_from(row.v).unwrap_or(u32::MAX),
        payload: row.payload,
        payload_hash: row.payload_hash,
        chain_hash: row.chain_hash,
    }
}
