//! One run: what it is, its events, its transcript.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::run::{Event, Run, Status, StoredEvent, Transcript};
use store::runs::StoredRun;
use store::{Scope, events, runs};

use super::error::Error;
use super::names::named;
use crate::Services;

/// Events in a page.
pub(super) const EVENTS_AT_ONCE: usize = 1_000;

/// A run of the viewer.
pub async fn show(services: &Services, viewer: &Viewer, run: RunId) -> Result<Run, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let (run, place) = stored(services, owner, run).await?;
    Ok(named(&services.catalogue().load(), run, place))
}

/// The events of a run of the viewer after `after`, in order.
pub async fn events(services: &Services, viewer: &Viewer, run: RunId, after: Option<u64>) -> Result<Vec<Event>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    stored(services, owner, run).await?;
    let mut all = Vec::new();
    let mut after = after;
    loop {
        let page = page_of_events(services, owner, run, after).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = Some(last.seq);
        all.extend(page.iter().map(StoredEvent::to_event));
    }
}

/// The transcript of a run of the viewer, as it stands now.
pub async fn transcript(services: &Services, viewer: &Viewer, run: RunId) -> Result<Transcript, Error> {
    Ok(Transcript::of(&events(services, viewer, run, None).await?))
}

/// A run of that owner, with its place in the queue where it waits.
pub(super) async fn stored(services: &Services, owner: OwnerId, run: RunId) -> Result<(StoredRun, Option<u64>), Error> {
    let found = services
        .db()
        .read(Scope::Owner(owner), (owner, run), |conn, (owner, run)| Box::pin(runs::find(conn, *owner, *run)))
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)?;
    if found.status != Status::Queued {
        return Ok((found, None));
    }
    Ok((found, Some(queue_place(services, run).await?)))
}

/// How many runs are before it. They are other people's: only their number is told.
pub(super) async fn queue_place(services: &Services, run: RunId) -> Result<u64, Error> {
    services
        .db()
        .read(Scope::System, run, |conn, run| Box::pin(runs::queue_place(conn, *run)))
        .await
        .map_err(Error::Store)
}

/// Events of that owner's run after `after`, in order, at most a page of them.
pub(super) async fn page_of_events(
    services: &Services,
    owner: OwnerId,
    run: RunId,
    after: Option<u64>,
) -> Result<Vec<StoredEvent>, Error> {
    services
        .db()
        .read(Scope::Owner(owner), (owner, run, after), |conn, (owner, run, after)| {
            Box::pin(events::list(conn, *owner, *run, *after, i64::try_from(EVENTS_AT_ONCE).unwrap_or(i64::MAX)))
        })
        .await
        .map_err(Error::Store)
}
