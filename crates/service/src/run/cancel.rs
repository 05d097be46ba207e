//! Asking a run to stop.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, Run, Status, StoredEvent};
use domain::time::Timestamp;
use store::events::Author;
use store::{Conn, Scope, events, runs};

use super::error::Error;
use super::names::named;
use super::settle::{Verdict, settle_waiting};
use super::show::stored;
use crate::Services;

/// Asks a run of the viewer to stop. One that waits is over at once; one at work gets 30 seconds. Asking again changes nothing.
pub async fn cancel(services: &Services, viewer: &Viewer, run: RunId) -> Result<Run, Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    // The state may move between reading and writing: then look again.
    for _ in 0..5 {
        let (found, _) = stored(services, owner, run).await?;
        let is_done = match found.status {
            Status::Queued | Status::AwaitingInput | Status::Paused => {
                settle_waiting(services, run, found.status, Verdict::Cancelled).await?
            }
            Status::Running => request(services, owner, run).await?,
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

async fn request(services: &Services, owner: OwnerId, run: RunId) -> Result<bool, Error> {
    let input = (owner, run, services.now());
    let stored = services
        .db()
        .write(Scope::Owner(owner), input, |conn, (owner, run, now)| Box::pin(request_in(conn, *owner, *run, *now)))
        .await?;
    let Some(stored) = stored else { return Ok(false) };
    services.tell(run, &stored);
    Ok(true)
}

async fn request_in(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    run: RunId,
    now: Timestamp,
) -> Result<Option<Vec<StoredEvent>>, Error> {
    if !runs::move_status(conn, run, Status::Running, Status::Cancelling).await? {
        return Ok(None);
    }
    Ok(events::append(conn, run, owner, Author::UseCase, &[EventBody::RunCancelRequested {}], now).await?)
}
