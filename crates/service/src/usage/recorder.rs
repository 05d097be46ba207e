//! Noting requests off the request: what is told goes into a bounded queue, and one task writes what has gathered.
//!
//! The same task notes when a key was last used, and forgets what is older than thirty days. Where more is told than can be
//! written, or the database is away for long, calls are left out and counted in a metric: telemetry never holds up a
//! request. Of refusals for asking too often only the first few of an owner in each batch are kept; a flood of them would
//! otherwise be a flood of rows.

use std::collections::HashMap;
use std::time::Duration;

use domain::id::{ApiKeyId, OwnerId};
use domain::time::{Micros, Timestamp};
use store::api_calls::{self, ApiCall};
use store::{Scope, StoreError, api_keys};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

use super::KEPT_DAYS;
use crate::{Services, rate};

/// Calls that wait to be written at most.
const WAITING: usize = 8_192;
/// Calls of one statement at most.
const AT_ONCE: usize = 500;
/// What is told within this time is written together.
const GATHER: Duration = Duration::from_secs(1);
/// A key's last use is noted this often at most.
const TOUCH_AFTER: Micros = Micros::minutes(1);
/// Refusals for asking too often that are kept of an owner in a batch.
const REFUSALS_KEPT: usize = 10;
/// Writes are tried so often, with a pause of [`GATHER`].
const TRIES: usize = 3;
/// How often old calls and counts are looked for.
const SWEEP: Duration = Duration::from_mins(1);
const FORGOTTEN_AT_ONCE: i64 = 10_000;

/// A request and how it was answered, as the edge tells it.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is kept of it. The agent is filled in here.
    pub call: ApiCall,
    /// The part of the address that would be an agent's name.
    pub slug: Option<String>,
}

/// Where calls wait to be written.
pub(crate) struct Inbox {
    sender: Sender<Call>,
    receiver: std::sync::Mutex<Option<Receiver<Call>>>,
}

pub(crate) fn inbox() -> Inbox {
    let (sender, receiver) = channel(WAITING);
    Inbox { sender, receiver: std::sync::Mutex::new(Some(receiver)) }
}

/// Notes a request. Costs the request nothing but a place in a queue; where that is full, the call is left out.
pub fn note(services: &Services, call: Call) {
    if services.calls().sender.try_send(call).is_err() {
        left_out(1);
    }
}

fn left_out(count: usize) {
    metrics::counter!(crate::measure::CALLS_LEFT_OUT).increment(count as u64);
}

/// The task that writes calls.
#[derive(Debug)]
pub struct Recorder {
    task: JoinHandle<()>,
    leave: CancellationToken,
}

impl Recorder {
    /// Starts the task. A second one of the same services has nothing to write.
    pub fn start(services: &Services) -> Self {
        let leave = CancellationToken::new();
        let receiver = services.calls().receiver.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let task = tokio::spawn(write_calls(services.clone(), receiver, leave.clone()));
        Self { task, leave }
    }

    /// Writes what waits, and ends.
    pub async fn stop(self) {
        self.leave.cancel();
        if let Err(error) = self.task.await {
            tracing::warn!(%error, "the recorder of calls broke off");
        }
    }
}

async fn write_calls(services: Services, receiver: Option<Receiver<Call>>, leave: CancellationToken) {
    let Some(mut receiver) = receiver else { return };
    let mut touched: HashMap<ApiKeyId, Timestamp> = HashMap::new();
    let mut sweep_at = Instant::now();
    loop {
        if Instant::now() >= sweep_at {
            sweep(&services, &mut touched).await;
            sweep_at = Instant::now() + SWEEP;
        }
        let mut batch = Vec::with_capacity(AT_ONCE);
        tokio::select! {
            count = receiver.recv_many(&mut batch, AT_ONCE) => if count == 0 { return },
            () = tokio::time::sleep_until(sweep_at) => continue,
            // What was told before is still written; then nothing comes any more.
            () = leave.cancelled(), if !receiver.is_closed() => {
                receiver.close();
                continue;
            }
        }
        let until = Instant::now() + GATHER;
        while batch.len() < AT_ONCE && !receiver.is_closed() {
            let room = AT_ONCE - batch.len();
            tokio::select! {
                more = timeout_at(until, receiver.recv_many(&mut batch, room)) => if !matches!(more, Ok(1..)) { break },
                () = leave.cancelled() => receiver.close(),
            }
        }
        write(&services, batch, &mut touched).await;
    }
}

async fn write(services: &Services, batch: Vec<Call>, touched: &mut HashMap<ApiKeyId, Timestamp>) {
    let calls = kept(services, batch);
    let mut uses: HashMap<ApiKeyId, Timestamp> = HashMap::new();
    for (key, at) in calls.iter().filter_map(|call| call.key_id.map(|key| (key, call.at))) {
        let is_due = touched.get(&key).is_none_or(|last| at.since(*last) >= TOUCH_AFTER);
        if is_due {
            let latest = uses.entry(key).or_insert(at);
            *latest = at.max(*latest);
        }
    }
    let uses: Vec<(ApiKeyId, Timestamp)> = uses.into_iter().collect();
    let count = calls.len();
    let input = (calls, uses.clone());
    for attempt in 1..=TRIES {
        let written = services.db().write(Scope::System, input.clone(), |conn, (calls, uses)| {
            Box::pin(async move {
                api_calls::insert(conn, calls).await?;
                for (key, at) in uses {
                    api_keys::touch(conn, *key, *at, at.minus(TOUCH_AFTER)).await?;
                }
                Ok::<_, StoreError>(())
            })
        });
        match written.await {
            Ok(()) => return touched.extend(uses),
            Err(error) if attempt == TRIES => {
                tracing::warn!(%error, count, "calls could not be noted");
                left_out(count);
            }
            Err(_) => tokio::time::sleep(GATHER).await,
        }
    }
}

/// The calls that are kept, each with its agent where there is one of that name.
fn kept(services: &Services, batch: Vec<Call>) -> Vec<ApiCall> {
    let snapshot = services.catalogue().load();
    let mut refusals: HashMap<Option<OwnerId>, usize> = HashMap::new();
    let mut calls = Vec::with_capacity(batch.len());
    let mut dropped = 0;
    for Call { mut call, slug } in batch {
        if call.status == 429 {
            let count = refusals.entry(call.owner_id).or_default();
            *count += 1;
            if *count > REFUSALS_KEPT {
                dropped += 1;
                continue;
            }
        }
        call.agent = slug.filter(|slug| snapshot.listing(slug).is_some()).unwrap_or_default();
        calls.push(call);
    }
    if dropped > 0 {
        left_out(dropped);
    }
    calls
}

async fn sweep(services: &Services, touched: &mut HashMap<ApiKeyId, Timestamp>) {
    let now = services.now();
    touched.retain(|_, at| now.since(*at) < TOUCH_AFTER);
    rate::forget_idle(services).await;
    let before = now.minus(Micros::days(i64::from(KEPT_DAYS)));
    loop {
        let forgotten: Result<u64, StoreError> = services
            .db()
            .write(Scope::System, before, |conn, before| Box::pin(api_calls::forget(conn, *before, FORGOTTEN_AT_ONCE)))
            .await;
        match forgotten {
            Ok(count) if count >= FORGOTTEN_AT_ONCE.unsigned_abs() => {}
            Ok(_) => return,
            Err(error) => return tracing::warn!(%error, "old calls could not be forgotten"),
        }
    }
}
