//! The events of runs: numbered without gaps, chained by hash.

use domain::hex::hex;
use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, StoredEvent};
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::conn::{Conn, execute, execute_rows, fetch, rows};
use crate::error::{StoreError, expect_rows};

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

/// Appends events. `None` where the worker's lease does not hold any more.
pub async fn append(
    conn: &mut Conn<'_>,
    run: RunId,
    owner: OwnerId,
    author: Author,
    bodies: &[EventBody],
    at: Timestamp,
) -> Result<Option<Vec<StoredEvent>>, StoreError> {
    const WORKER: &str = "UPDATE runs SET next_seq = next_seq + $2
        WHERE id = $1 AND lease = $3 AND status IN ('running', 'cancelling') RETURNING next_seq, chain_hash";
    const USE_CASE: &str = "UPDATE runs SET next_seq = next_seq + $2 WHERE id = $1 RETURNING next_seq, chain_hash";
    const CHAIN: &str = "UPDATE runs SET chain_hash = $2 WHERE id = $1";
    let count = i64::try_from(bodies.len()).unwrap_or(i64::MAX);
    let place: Option<(i64, String)> = match author {
        Author::Worker(lease) => {
            fetch!(conn, sqlx::query_as(WORKER).bind(run.to_string()).bind(count).bind(lease), fetch_optional)?
        }
        Author::UseCase => fetch!(conn, sqlx::query_as(USE_CASE).bind(run.to_string()).bind(count), fetch_optional)?,
    };
    let Some((next_seq, mut chain_hash)) = place else { return Ok(None) };
    let mut stored = Vec::with_capacity(bodies.len());
    for (seq, body) in (next_seq - count..).zip(bodies) {
        let event = envelope(seq, body, at, &chain_hash);
        chain_hash.clone_from(&event.chain_hash);
        stored.push((run, owner, event));
    }
    insert(conn, &stored).await?;
    expect_rows(
        "events::append chain",
        execute!(conn, sqlx::query(CHAIN).bind(run.to_string()).bind(&chain_hash))?,
        1,
    )?;
    Ok(Some(stored.into_iter().map(|(_, _, event)| event).collect()))
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

/// Whether a run gave something that a person can use: a file or a whole message.
pub async fn has_output(conn: &mut Conn<'_>, run: RunId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM run_events WHERE run_id = $1
        AND name IN ('artifact.created', 'message.completed')";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()), fetch_one)?;
    Ok(row.0 > 0)
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
