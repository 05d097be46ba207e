//! The tasks that take runs from the queue, and the lock that lets one process alone have them beside SQLite.

use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::id::RunId;
use domain::run::{EventBody, StoredEvent};
use domain::time::Timestamp;
use futures::FutureExt as _;
use store::events::{self, Appending, Author};
use store::queue::{self, Claimed, Taken};
use store::{Conn, Dialect, Scope, StoreError};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::sweep::sweep;
use super::work::{LEASE, is_to_be_worked, work};
use crate::Services;

/// Looked for runs at least this often: for leases that ran out, and for what another copy queued and could not tell.
const LOOK: Duration = Duration::from_secs(2);
/// Runs that are taken in one write at most.
const AT_ONCE: usize = 128;
/// After a fault, before looking again.
const PAUSE: Duration = Duration::from_secs(1);

/// The lock of the one process that works beside a SQLite file. The system lets go of it however the process ends.
#[derive(Debug)]
pub struct WorkerLock(#[expect(dead_code, reason = "held, not read")] File);

impl WorkerLock {
    /// Takes the lock. `None` where another process has it.
    pub fn take(services: &Services) -> std::io::Result<Option<Self>> {
        Self::take_in(services.data())
    }

    /// Whether a process has the lock of a data folder. Makes nothing.
    pub fn is_taken(folder: &Path) -> std::io::Result<bool> {
        match File::options().append(true).open(folder.join("workers.lock")) {
            Ok(file) => match file.try_lock_shared() {
                Ok(()) => Ok(false),
                Err(std::fs::TryLockError::WouldBlock) => Ok(true),
                Err(std::fs::TryLockError::Error(error)) => Err(error),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn take_in(folder: &Path) -> std::io::Result<Option<Self>> {
        let file = File::options().create(true).append(true).open(folder.join("workers.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The tasks that work on runs.
#[derive(Debug)]
pub struct Workers {
    leave: watch::Sender<bool>,
    tasks: JoinSet<()>,
    _lock: Option<WorkerLock>,
}

/// Why workers cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WorkersError {
    /// Another process works beside this file.
    #[error("another process works on the runs of this data folder")]
    Locked,
    /// The lock.
    #[error("the lock of the workers: {0}")]
    Lock(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Workers {
    /// Starts them, as many as the settings say, and the sweeper. Where they say none, other processes work on the runs, and
    /// only the sweeper is started.
    pub async fn start(services: &Services) -> Result<Self, WorkersError> {
        let mut lock = None;
        let count = services.settings().workers;
        if count > 0 && services.db().dialect() == Dialect::Sqlite {
            lock = Some(WorkerLock::take(services)?.ok_or(WorkersError::Locked)?);
            // The lock says that no other worker lives, so nothing has to run out first.
            let orphans: u64 =
                services.db().write(Scope::System, (), |conn, ()| Box::pin(queue::expire_leases(conn))).await?;
            if orphans > 0 {
                tracing::info!(runs = orphans, "going on with runs of a process that ended");
            }
        }
        let (leave, left) = watch::channel(false);
        let mut tasks = JoinSet::new();
        if count > 0 {
            tasks.spawn(take_runs(services.clone(), count, left.clone()));
        }
        services.listen();
        tasks.spawn(sweep(services.clone(), left));
        Ok(Self { leave, tasks, _lock: lock })
    }

    /// Asks them to hand their runs on, and waits for that at most `grace`.
    pub async fn stop(mut self, grace: Duration) {
        // Nobody listening means that all have ended.
        let _ = self.leave.send(true);
        let ended = tokio::time::timeout(grace, async { while self.tasks.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!("some runs were not handed on in time; their leases run out");
        }
    }
}

/// Ends when it is time to leave.
pub(super) async fn left(leave: &mut watch::Receiver<bool>) {
    // The sender gone means the same.
    let _ = leave.wait_for(|leave| *leave).await;
}

/// Takes as many runs as there are places for, in one write however many they are, and works on each in a task of its own.
async fn take_runs(services: Services, count: usize, mut leave: watch::Receiver<bool>) {
    let (places, ended) = (Arc::new(Semaphore::new(count)), Arc::new(Notify::new()));
    let mut working = JoinSet::new();
    while let Some(free) = free_places(&places, &mut leave).await {
        // Those that have ended.
        while working.try_join_next().is_some() {}
        let count = free.len();
        let is_more_waiting = match claim(&services, count).await {
            Ok(taken) => {
                let is_full = taken.runs.len() == count;
                for (claimed, place) in taken.runs.into_iter().zip(free) {
                    let (services, leave, ended) = (services.clone(), leave.clone(), Arc::clone(&ended));
                    working.spawn(async move {
                        work_one(&services, claimed, leave).await;
                        drop(place);
                        ended.notify_one();
                    });
                }
                if is_full {
                    continue;
                }
                taken.is_more_waiting
            }
            Err(error) => {
                tracing::warn!(%error, "the queue cannot be read");
                drop(free);
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        tokio::select! {
            () = services.work().notified() => {},
            // Its owner has room again.
            () = ended.notified(), if is_more_waiting => {},
            () = tokio::time::sleep(LOOK) => {},
            () = left(&mut leave) => {},
        }
    }
    while working.join_next().await.is_some() {}
}

/// All places that are free, as soon as one is; none where it is time to leave.
async fn free_places(places: &Arc<Semaphore>, leave: &mut watch::Receiver<bool>) -> Option<Vec<OwnedSemaphorePermit>> {
    let first = tokio::select! {
        biased;
        () = left(leave) => return None,
        first = Arc::clone(places).acquire_owned() => first.ok()?,
    };
    // Runs that are settled together end together: the others are about to.
    tokio::task::yield_now().await;
    let mut free = vec![first];
    while free.len() < AT_ONCE
        && let Ok(next) = Arc::clone(places).try_acquire_owned()
    {
        free.push(next);
    }
    Some(free)
}

/// Takes runs and notes their beginning, in one write.
async fn claim(services: &Services, most: usize) -> Result<Taken, StoreError> {
    let now = services.now();
    let input = (now, now.plus(LEASE), i64::from(services.settings().runs_at_once), most);
    let (taken, told) = services
        .db()
        .write(Scope::System, input, |conn, (now, until, at_once, most)| {
            Box::pin(async move {
                let orphans = queue::take_over(conn, *now, *until, *most).await?;
                let mut taken = queue::claim(conn, *now, *until, *at_once, *most - orphans.len()).await?;
                taken.runs.splice(..0, orphans);
                let told = begin(conn, &taken.runs, *now).await?;
                Ok::<_, StoreError>((taken, told))
            })
        })
        .await?;
    for (run, events) in told {
        services.tell(run, &events);
    }
    Ok(taken)
}

/// Tells of those that are worked on that they have begun.
async fn begin(
    conn: &mut Conn<'_>,
    claimed: &[Claimed],
    now: Timestamp,
) -> Result<Vec<(RunId, Vec<StoredEvent>)>, StoreError> {
    let worked: Vec<(&Claimed, [EventBody; 1])> = claimed
        .iter()
        .filter(|claimed| is_to_be_worked(claimed))
        .map(|claimed| (claimed, [EventBody::RunStarted { attempt: claimed.attempt }]))
        .collect();
    let appending: Vec<Appending<'_>> = worked
        .iter()
        .map(|(claimed, bodies)| Appending {
            run: claimed.id,
            owner: claimed.owner_id,
            author: Author::Worker(claimed.lease),
            bodies,
            at: now,
        })
        .collect();
    let stored = events::append_all(conn, &appending).await?;
    Ok(worked.into_iter().zip(stored).filter_map(|((claimed, _), stored)| Some((claimed.id, stored?))).collect())
}

/// Works on one run. A fault in it ends no other.
async fn work_one(services: &Services, claimed: Claimed, leave: watch::Receiver<bool>) {
    let run = claimed.id;
    let span = tracing::info_span!("run.work", %run, trace_id = claimed.trace_id, attempt = claimed.attempt);
    match AssertUnwindSafe(work(services, claimed, leave)).catch_unwind().instrument(span).await {
        Ok(Ok(())) => {}
        // The lease runs out, and the run is taken up again.
        Ok(Err(error)) => tracing::error!(%run, %error, "a run could not be worked on"),
        Err(_) => tracing::error!(%run, "working on a run crashed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_alone_has_the_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = WorkerLock::take_in(folder.path()).expect("works");
        assert!(held.is_some());
        assert!(WorkerLock::is_taken(folder.path()).expect("works"));
        assert!(WorkerLock::take_in(folder.path()).expect("works").is_none());
        drop(held);
        assert!(!WorkerLock::is_taken(folder.path()).expect("works"));
        assert!(WorkerLock::take_in(folder.path()).expect("works").is_some());
    }
}
