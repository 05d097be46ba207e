//! Asking a run to stop.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, Run, Status, StoredEvent};
use domain::time::Timestamp;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::events::{Appending, Author};
use store::{Conn, Scope, SetWriter, events, layers, runs};

use super::error::Error;
use super::names::named;
use super::settle::{Verdict, settle_waiting};
use super::show::{found, stored};
use crate::Services;

/// Asks a run of the viewer to stop. One that waits is over at once; one at work gets 30 seconds. Asking again changes nothing.
pub async fn cancel(services: &Services, viewer: &Viewer, run: RunId) -> Result<Run, Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    // The state may move between reading and writing: then look again.
    for _ in 0..5 {
        let status = found(services, owner, run).await?.status;
        let is_done = match status {
            Status::Queued | Status::AwaitingInput | Status::Paused => {
                settle_waiting(services, run, status, Verdict::Cancelled).await?
            }
            Status::Running => ask(services, owner, run).await?,
            Status::Cancelling => true,
            status if status.is_final() => return Err(Error::Over),
            _ => false,
        };
        if is_done {
            let (run, place) = stored(services, owner, run).await?;
            return Ok(named(&services.catalogue().load(), run, place));
        }
    }
    Err(Error::Contended)
}

/// A request to stop a run that is at work.
pub(crate) struct Stop {
    owner: OwnerId,
    run: RunId,
    now: Timestamp,
}

/// Requests that wait to be written.
pub(crate) type Stops = SetWriter<Stop, Option<Vec<StoredEvent>>, Error>;

async fn ask(services: &Services, owner: OwnerId, run: RunId) -> Result<bool, Error> {
    let stop = Stop { owner, run, now: services.now() };
    let stored = services.sets().stops.write(services.db(), Scope::Owner(owner), stop).await?;
    let Some(stored) = stored else { return Ok(false) };
    services.tell(run, &stored);
    Ok(true)
}

/// Asks runs to stop: `None` for each that is not at work any more, or asked already.
pub(super) fn request<'a>(
    conn: &'a mut Conn<'_>,
    set: &'a [Stop],
) -> BoxFuture<'a, Result<Vec<Option<Vec<StoredEvent>>>, Error>> {
    async move {
        let mut stored: Vec<Option<Vec<StoredEvent>>> = vec![None; set.len()];
        for layer in layers(set, |stop| stop.run) {
            let runs: Vec<RunId> = layer.iter().map(|place| set[*place].run).collect();
            let moved = runs::move_status(conn, &runs, Status::Running, Status::Cancelling).await?;
            let asked: Vec<usize> = layer.into_iter().filter(|place| moved.contains(&set[*place].run)).collect();
            let appending: Vec<Appending<'_>> = asked.iter().map(|place| set[*place].appending()).collect();
            for (place, events) in asked.into_iter().zip(events::append_all(conn, &appending).await?) {
                stored[place] = events;
            }
        }
        Ok(stored)
    }
    .boxed()
}

impl Stop {
    fn appending(&self) -> Appending<'_> {
        const ASKED: &[EventBody] = &[EventBody::RunCancelRequested {}];
        Appending { run: self.run, owner: self.owner, author: Author::UseCase, bodies: ASKED, at: self.now }
    }
}
