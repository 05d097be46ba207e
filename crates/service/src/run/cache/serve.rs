//! Answering a start from an earlier run, in one transaction.

use domain::credits::Credits;
use domain::id::{HoldId, RunId};
use domain::run::{Event, EventBody, StoredEvent};
use domain::time::Timestamp;
use store::events::Author;
use store::holds::NewHold;
use store::idempotency::{Remembered, Taking};
use store::quotes::AcceptedQuote;
use store::runs::NewRun;
use store::{Conn, Scope, cache, events, holds, idempotency, quotes, runs};

use super::SERVES;
use crate::Services;
use crate::run::error::Error;

/// A start that may be answered.
#[derive(Clone)]
pub(in crate::run) struct Answerable {
    pub(in crate::run) operation: &'static str,
    pub(in crate::run) idempotency_key: String,
    pub(in crate::run) remembered: Remembered,
    pub(in crate::run) quote: AcceptedQuote,
    pub(in crate::run) run: NewRun,
    pub(in crate::run) hold_id: HoldId,
    pub(in crate::run) cache_key: String,
    pub(in crate::run) now: Timestamp,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::run) enum Served {
    /// Answered.
    Yes,
    /// There is no answer that serves.
    No,
    /// The idempotency key is taken.
    Taken,
}

#[derive(Clone)]
struct Copying {
    asked: Answerable,
    origin: RunId,
    after: Timestamp,
}

/// Answers a start, where there is an answer.
pub(in crate::run) async fn serve(services: &Services, asked: Answerable) -> Result<Served, Error> {
    let owner = asked.run.owner_id;
    let after = asked.now.minus(SERVES);
    let input = (owner, asked.cache_key.clone(), after);
    let origin = services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, key, after)| Box::pin(cache::find(conn, *owner, key, *after)))
        .await
        .map_err(Error::Store)?;
    let Some(origin) = origin else { return Ok(Served::No) };
    let copying = Copying { asked, origin, after };
    let served = services.db().write(Scope::Owner(owner), copying, |conn, copying| Box::pin(copy(conn, copying))).await;
    match served {
        // Deleted, erased or cleared since it was found.
        Err(Error::NoAnswer) => Ok(Served::No),
        served => served,
    }
}

async fn copy(conn: &mut Conn<'_>, copying: &Copying) -> Result<Served, Error> {
    let Copying { asked, origin, after } = copying;
    let (owner, run, now) = (asked.run.owner_id, asked.run.id, asked.now);
    let taking = Taking { owner, key: &asked.idempotency_key, remembered: &asked.remembered, at: now };
    if idempotency::take(conn, asked.operation, &[taking]).await?.is_empty() {
        return Ok(Served::Taken);
    }
    let origin = cache::take(conn, owner, *origin, &asked.cache_key, *after).await?.ok_or(Error::NoAnswer)?;
    let told = events::list(conn, owner, origin.run, None, i64::MAX).await?;
    let bodies = bodies(&told).ok_or(Error::NoAnswer)?;
    let hold = NewHold {
        id: asked.hold_id,
        owner_id: owner,
        account_id: None,
        quote_id: asked.quote.id,
        run_id: run,
        amount: Credits::ZERO,
        reason: Some("cached"),
        key: None,
        created_at: now,
    };
    quotes::insert(conn, &[asked.quote]).await?;
    holds::insert(conn, &[(hold, Vec::new())]).await?;
    runs::insert(conn, &[&asked.run], &EventBody::RunQueued { cached_from: Some(origin.run) }).await?;
    let stored = events::append(conn, run, owner, Author::UseCase, &bodies, now).await?;
    if stored.is_none() {
        return Err(Error::Internal("a run that was just made is not there"));
    }
    cache::answer(conn, run, asked.hold_id, &origin, now).await?;
    Ok(Served::Yes)
}

/// What is told of an answered run: what its origin's program did and gave, as if one worker had done it, for nothing.
/// `None` where something of it is erased or not known.
fn bodies(told: &[StoredEvent]) -> Option<Vec<EventBody>> {
    let mut bodies = vec![EventBody::RunStarted { attempt: 1 }];
    for event in told.iter().filter(|event| is_copied(&event.name)) {
        bodies.push(Event::body(&event.to_event())?);
    }
    let nothing = Credits::ZERO;
    bodies.push(EventBody::RunSettled { held_microcredits: nothing, charged_microcredits: nothing });
    Some(bodies)
}

/// Not what was said of waiting, workers and money; and of messages only the whole.
fn is_copied(name: &str) -> bool {
    let of_the_work = ["step.", "tool_call.", "message.", "artifact.", "input."];
    name == "run.succeeded" || (name != "message.extended" && of_the_work.iter().any(|kind| name.starts_with(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stored(seq: u64, name: &str, payload: Option<serde_json::Value>) -> StoredEvent {
        StoredEvent {
            seq,
            name: name.to_owned(),
            at: Timestamp::default(),
            v: 1,
            payload: payload.map(|payload| payload.to_string()),
            payload_hash: String::new(),
            chain_hash: String::new(),
        }
    }

    #[test]
    fn what_the_program_did_is_copied_and_the_rest_is_not() {
        let told = [
            stored(0, "run.queued", Some(json!({}))),
            stored(1, "run.started", Some(json!({"attempt": 2}))),
            stored(2, "message.started", Some(json!({"id": "m"}))),
            stored(3, "message.extended", Some(json!({"id": "m", "text": "He"}))),
            stored(4, "message.completed", Some(json!({"id": "m", "text": "Hello"}))),
            stored(5, "usage.recorded", Some(json!({"spent_microcredits": 1}))),
            stored(6, "run.succeeded", Some(json!({"output": 1}))),
            stored(7, "run.settled", Some(json!({"held_microcredits": 1, "charged_microcredits": 1}))),
        ];
        let copied = bodies(&told).expect("whole");
        let names: Vec<&str> = copied.iter().map(EventBody::name).collect();
        let expected = ["run.started", "message.started", "message.completed", "run.succeeded", "run.settled"];
        assert_eq!(names, expected);
        assert!(bodies(&[stored(0, "step.started", None)]).is_none(), "erased");
    }
}
