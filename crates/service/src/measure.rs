//! What the use cases measure, and what is read for whoever asks how it goes.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use domain::credits::Credits;
use domain::measure::{LABELS, Metric};
use domain::run::Status;
use domain::time::{Micros, Timestamp};
use metrics::{counter, gauge, histogram};
use store::{Scope, StoreError};

use crate::{Services, health};

const STARTED: &str = "guildhall_runs_started_total";
const SETTLED: &str = "guildhall_runs_settled_total";
const RUN_SECONDS: &str = "guildhall_run_duration_seconds";
const HELD: &str = "guildhall_microcredits_held_total";
const CAPTURED: &str = "guildhall_microcredits_captured_total";
const RELEASED: &str = "guildhall_microcredits_released_total";
const REGISTRATIONS: &str = "guildhall_registrations_total";
const LETTERS: &str = "guildhall_letters_total";
/// Passwords that were hashed or compared.
pub(crate) const HASHED: &str = "guildhall_passwords_hashed_total";
/// Calls of the API that are missing from the tables of usage.
pub(crate) const CALLS_LEFT_OUT: &str = "guildhall_api_calls_left_out_total";
const FROM_CACHE: &str = "guildhall_runs_answered_from_cache_total";
const QUEUED: &str = "guildhall_runs_queued";
const WORKING: &str = "guildhall_runs_working";
const QUEUE_AGE: &str = "guildhall_run_queue_age_seconds";
const LETTERS_WAITING: &str = "guildhall_letters_waiting";
const LETTER_AGE: &str = "guildhall_letter_queue_age_seconds";
const CREDITS_HELD: &str = "guildhall_credits_held";
const LISTED: &str = "guildhall_agents_listed";
const CONNECTIONS: &str = "guildhall_database_connections";
const CONNECTIONS_MOST: &str = "guildhall_database_connections_max";
const SIZE: &str = "guildhall_database_size_bytes";
const COMMITS: &str = "guildhall_database_commits_total";
const WRITES: &str = "guildhall_database_writes_total";

/// What the use cases measure.
pub const METRICS: &[Metric] = &[
    Metric::counter(STARTED, &["agent"], "Runs that were started."),
    Metric::counter(SETTLED, &["agent", "outcome"], "Runs that are over, by how they ended."),
    Metric::histogram(RUN_SECONDS, &["outcome"], "Time of a run from its start to its settlement, waiting included."),
    Metric::counter(HELD, &[], "Millionths of a credit that were set aside for runs."),
    Metric::counter(CAPTURED, &[], "Millionths of a credit that runs were charged."),
    Metric::counter(RELEASED, &[], "Millionths of a credit that were set aside and given back."),
    Metric::counter(REGISTRATIONS, &[], "Accounts that were made."),
    Metric::counter(LETTERS, &["outcome"], "Letters that were tried to be sent."),
    Metric::counter(FROM_CACHE, &["agent"], "Runs that were answered by the result of an equal one."),
    Metric::counter(HASHED, &[], "Passwords that were hashed or compared."),
    Metric::counter(
        CALLS_LEFT_OUT,
        &[],
        "Calls of the API that are missing from the tables of usage, because too many came.",
    ),
    Metric::gauge(QUEUED, &[], "Runs that wait for a worker."),
    Metric::gauge(WORKING, &[], "Runs that are worked on, by all copies."),
    Metric::gauge(QUEUE_AGE, &[], "How long the first of the waiting runs waits."),
    Metric::gauge(LETTERS_WAITING, &[], "Letters that are not sent yet."),
    Metric::gauge(LETTER_AGE, &[], "How long the oldest of the waiting letters waits."),
    Metric::gauge(CREDITS_HELD, &[], "Credits that are set aside for runs now."),
    Metric::gauge(LISTED, &[], "Agents in the catalogue."),
    Metric::gauge(CONNECTIONS, &["state"], "Connections to the database; with SQLite those that read."),
    Metric::gauge(CONNECTIONS_MOST, &[], "Connections to the database that may be open at once."),
    Metric::gauge(SIZE, &[], "Length of SQLite's file and its log."),
    Metric::counter(COMMITS, &[], "Transactions that SQLite's writer brought to the disk."),
    Metric::counter(WRITES, &[], "Writes in those transactions."),
];

/// For the time that a scrape waits for the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// A run was started that holds so much.
pub(crate) fn started(agent: &str, held: Credits) {
    counter!(STARTED, "agent" => label(agent)).increment(1);
    counter!(HELD).increment(micro(held));
}

/// A run was answered by the result of an equal one.
pub(crate) fn answered_from_cache(agent: &str) {
    counter!(FROM_CACHE, "agent" => label(agent)).increment(1);
}

/// A run is over.
pub(crate) fn settled(agent: &str, outcome: Status, took: Micros, held: Credits, captured: Credits) {
    counter!(SETTLED, "agent" => label(agent), "outcome" => outcome.as_str()).increment(1);
    let seconds = Duration::from_micros(u64::try_from(took.0).unwrap_or(0)).as_secs_f64();
    histogram!(RUN_SECONDS, "outcome" => outcome.as_str()).record(seconds);
    counter!(CAPTURED).increment(micro(captured));
    counter!(RELEASED).increment(micro(held).saturating_sub(micro(captured)));
}

/// Somebody has an account.
pub(crate) fn registered() {
    counter!(REGISTRATIONS).increment(1);
}

/// A letter was tried to be sent.
pub(crate) fn letter(is_sent: bool) {
    counter!(LETTERS, "outcome" => if is_sent { "sent" } else { "failed" }).increment(1);
}

/// An agent's name as a label. People make agents, so there may be any number: what comes after the first [`LABELS`] is
/// `other`.
fn label(agent: &str) -> Arc<str> {
    static KNOWN: LazyLock<Mutex<HashSet<Arc<str>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    bounded(&mut known, agent)
}

fn bounded(known: &mut HashSet<Arc<str>>, agent: &str) -> Arc<str> {
    if let Some(label) = known.get(agent) {
        return Arc::clone(label);
    }
    if known.len() >= LABELS {
        return "other".into();
    }
    let label: Arc<str> = agent.into();
    known.insert(Arc::clone(&label));
    label
}

fn micro(amount: Credits) -> u64 {
    u64::try_from(amount.micro()).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; what is measured stays far below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

fn seconds(length: Micros) -> f64 {
    float(u64::try_from(length.0).unwrap_or(0)) / 1e6
}

/// Reads what stands in the database and in the process, for whoever asks how it goes. Where the database does not answer,
/// what was read before stays.
pub async fn refresh(services: &Services) {
    gauge!(LISTED).set(float(services.catalogue().load().listings().len() as u64));
    let connections = services.db().connections();
    gauge!(CONNECTIONS, "state" => "used").set(f64::from(connections.used));
    gauge!(CONNECTIONS, "state" => "idle").set(f64::from(connections.idle));
    gauge!(CONNECTIONS_MOST).set(f64::from(connections.most));
    if let Some(bytes) = services.db().size_bytes() {
        gauge!(SIZE).set(float(bytes));
    }
    if let Some(commits) = services.db().commits() {
        counter!(COMMITS).absolute(commits.transactions);
        counter!(WRITES).absolute(commits.writes);
    }
    match tokio::time::timeout(PATIENCE, stored(services, services.now())).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the queue cannot be measured"),
        Err(_) => tracing::warn!("the queue cannot be measured in time"),
    }
}

async fn stored(services: &Services, now: Timestamp) -> Result<(), StoreError> {
    let queue = health::queue(services.db(), now).await?;
    gauge!(QUEUED).set(float(queue.queued));
    gauge!(WORKING).set(float(queue.working));
    gauge!(QUEUE_AGE).set(seconds(queue.oldest_age));
    let ((letters, oldest), held) = services
        .db()
        .read(Scope::System, (), |conn, ()| {
            Box::pin(async move {
                Ok::<_, StoreError>((store::watch::letters(conn).await?, store::watch::held(conn).await?))
            })
        })
        .await?;
    gauge!(LETTERS_WAITING).set(float(letters));
    gauge!(LETTER_AGE).set(oldest.map_or(0.0, |oldest| seconds(now.since(oldest))));
    gauge!(CREDITS_HELD).set(float(micro(held)) / 1e6);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_make_do_not_fill_the_memory() {
        let mut known = HashSet::new();
        for number in 0..LABELS * 2 {
            let label = bounded(&mut known, &format!("agent-{number}"));
            assert_eq!(&*label == "other", number >= LABELS);
        }
        assert_eq!(known.len(), LABELS);
        assert_eq!(&*bounded(&mut known, "agent-3"), "agent-3");
    }
}
