//! The tasks that take runs from the queue, and the lock that lets one process alone have them beside SQLite.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::run::EventBody;
use store::events::{self, Author};
use store::queue::{self, Claimed};
use store::{Dialect, Scope, StoreError};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::sweep::sweep;
use super::work::{LEASE, is_to_be_worked, work};
use crate::Services;

/// Looked for runs at least this often: for leases that ran out, and for what another copy queued and could not tell.
const LOOK: Duration = Duration::from_secs(2);
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
        for _ in 0..count {
            tasks.spawn(take_runs(services.clone(), left.clone()));
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

async fn take_runs(services: Services, mut leave: watch::Receiver<bool>) {
    while !*leave.borrow() {
        match claim(&services).await {
            Ok(Some(claimed)) => {
                // Another may wait behind it, for the next worker.
                services.work().notify_one();
                work_one(&services, claimed, leave.clone()).await;
            }
            Ok(None) => {
                tokio::select! {
                    () = services.work().notified() => {},
                    () = tokio::time::sleep(LOOK) => {},
                    () = left(&mut leave) => {},
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the queue cannot be read");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Takes a run and notes its beginning, in one write.
async fn claim(services: &Services) -> Result<Option<Claimed>, StoreError> {
    let now = services.now();
    let input = (now, now.plus(LEASE), i64::from(services.settings().runs_at_once));
    let claimed = services
        .db()
        .write(Scope::System, input, |conn, (now, until, at_once)| {
            Box::pin(async move {
                let claimed = match queue::take_over(conn, *now, *until).await? {
                    Some(orphan) => Some(orphan),
                    None => queue::claim(conn, *now, *until, *at_once).await?,
                };
                let Some(claimed) = claimed else { return Ok(None) };
                let mut events = Vec::new();
                if is_to_be_worked(&claimed) {
                    let started = [EventBody::RunStarted { attempt: claimed.attempt }];
                    let author = Author::Worker(claimed.lease);
                    let stored = events::append(conn, claimed.id, claimed.owner_id, author, &started, *now).await?;
                    events = stored.unwrap_or_default();
                }
                Ok::<_, StoreError>(Some((claimed, events)))
            })
        })
        .await?;
    let Some((claimed, events)) = claimed else { return Ok(None) };
    services.tell(claimed.id, &events);
    Ok(Some(claimed))
}

async fn work_one(services: &Services, claimed: Claimed, leave: watch::Receiver<bool>) {
    let run = claimed.id;
    let span = tracing::info_span!("run.work", %run, trace_id = claimed.trace_id, attempt = claimed.attempt);
    // In a task of its own: a fault in one run must not end the worker.
    let task = {
        let services = services.clone();
        let job = Arc::new(claimed);
        tokio::spawn(async move { work(&services, Arc::unwrap_or_clone(job), leave).await }.instrument(span))
    };
    match task.await {
        Ok(Ok(())) => {}
        // The lease runs out, and the run is taken up again.
        Ok(Err(error)) => tracing::error!(%run, %error, "a run could not be worked on"),
        Err(error) => tracing::error!(%run, %error, "working on a run crashed"),
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
