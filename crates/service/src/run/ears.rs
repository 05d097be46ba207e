//! Hears what other processes stored, for the watchers and the workers of this one (decision 27).
//!
//! Over PostgreSQL the other copies tell it ([`store::Notice`]): a run that is watched here is read, once for all its
//! watchers, and told to them; a queue that grew wakes a worker. A notice may be lost, so every two seconds all runs that are
//! watched are looked at anyway, in one query, and so they are after the connection was lost. Beside SQLite the file itself
//! says whether another connection wrote to it.

use std::time::Duration;

use domain::id::RunId;
use futures::StreamExt as _;
use store::{ChangeWatch, Dialect, Heard, Listener, Notice, Scope, StoreError, runs};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::hub::Awaited;
use super::show::{EVENTS_AT_ONCE, page_of_events};
use crate::Services;

/// On PostgreSQL, looked at anyway this often.
const LOOK: Duration = Duration::from_secs(2);
/// Asked this often whether anybody wrote to the SQLite file.
const HEAR: Duration = Duration::from_millis(250);
/// Listened to anew this long after it failed.
const AGAIN: Duration = Duration::from_secs(2);
/// Runs that are read at once.
const READS: usize = 4;

/// Listens until the services are closed.
pub(crate) async fn listen(services: Services) {
    let closing = services.closing().clone();
    let listening = async {
        match services.db().dialect() {
            Dialect::Postgres => to_others(&services).await,
            Dialect::Sqlite => to_the_file(&services).await,
        }
    };
    tokio::select! {
        () = listening => {}
        () = closing.cancelled() => {}
    }
}

async fn to_others(services: &Services) {
    let mut beat = interval(LOOK);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut listener: Option<Listener> = None;
    let mut listen_at = Instant::now();
    loop {
        if listener.is_none() && Instant::now() >= listen_at {
            listen_at = Instant::now() + AGAIN;
            match services.db().listen().await {
                Ok(opened) => {
                    listener = opened;
                    // What was told before is read now; after this nothing is told unheard.
                    wake(services).await;
                }
                Err(error) => tracing::warn!(%error, "other copies are not heard; what they store is looked for"),
            }
        }
        tokio::select! {
            _ = beat.tick() => look(services).await,
            heard = next(&mut listener) => match heard {
                Ok(Heard::Notices(notices)) => take(services, &notices).await,
                Ok(Heard::Gap) => wake(services).await,
                Err(error) => {
                    tracing::warn!(%error, "other copies are not heard any more; listening anew");
                    listener = None;
                    wake(services).await;
                }
            }
        }
    }
}

async fn next(listener: &mut Option<Listener>) -> Result<Heard, StoreError> {
    match listener {
        Some(listener) => listener.next().await,
        None => std::future::pending().await,
    }
}

async fn to_the_file(services: &Services) {
    let mut changes: Option<ChangeWatch> = None;
    let mut beat = interval(HEAR);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        let heard = match &mut changes {
            Some(changes) => changes.has_changed().await,
            None => match services.db().watch_changes().await {
                // What was written before is not seen as a change.
                Ok(opened) => {
                    changes = opened;
                    Ok(true)
                }
                Err(error) => Err(error),
            },
        };
        match heard {
            Ok(true) => wake(services).await,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "changes by other processes are not seen");
                changes = None;
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

async fn take(services: &Services, notices: &[Notice]) {
    let run = |notice: &Notice| if let Notice::Run(run) = notice { services.hub().awaited_of(*run) } else { None };
    if notices.contains(&Notice::Queue) {
        services.work().notify_one();
    }
    read(services, notices.iter().filter_map(run).collect()).await;
}

/// Looks at everything: something may have been told unheard.
async fn wake(services: &Services) {
    services.work().notify_one();
    look(services).await;
}

/// Reads what is stored of the runs that are watched and was not told yet.
async fn look(services: &Services) {
    let awaited = services.hub().awaited();
    if awaited.is_empty() {
        return;
    }
    let ids: Vec<RunId> = awaited.iter().map(|awaited| awaited.run).collect();
    let found = services.db().read(Scope::System, ids, |conn, ids| Box::pin(runs::next_seqs(conn, ids))).await;
    match found {
        Ok(found) => {
            let found: std::collections::HashMap<RunId, u64> = found.into_iter().collect();
            let is_behind = |awaited: &Awaited| found.get(&awaited.run).is_some_and(|next| *next > awaited.next_seq);
            read(services, awaited.into_iter().filter(is_behind).collect()).await;
        }
        Err(error) => tracing::warn!(%error, "runs that are watched cannot be looked at"),
    }
}

async fn read(services: &Services, awaited: Vec<Awaited>) {
    let reading = |awaited: Awaited| async move {
        if let Err(error) = read_one(services, awaited).await {
            tracing::warn!(%error, run = %awaited.run, "events of another process cannot be read");
        }
    };
    futures::stream::iter(awaited).for_each_concurrent(READS, reading).await;
}

async fn read_one(services: &Services, awaited: Awaited) -> Result<(), super::Error> {
    let Awaited { run, owner, mut next_seq } = awaited;
    loop {
        let page = page_of_events(services, owner, run, next_seq.checked_sub(1)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        next_seq = last.seq + 1;
        services.hub().tell(run, &page);
        if page.len() < EVENTS_AT_ONCE {
            return Ok(());
        }
    }
}
