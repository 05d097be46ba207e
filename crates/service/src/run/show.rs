//! One run: what it is, its events, its transcript.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::run::{Event, Run, Status, StoredEvent, Transcript};
use store::runs::StoredRun;
use store::{Conn, Scope, StoreError, artifacts, branches, events, runs};

use super::artifacts::ArtifactInfo;
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

/// A run as it was at one moment, with what belongs to it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The run.
    pub run: Run,
    /// Its events so far, in order.
    pub events: Vec<Event>,
    /// The files that it made so far, by name.
    pub artifacts: Vec<ArtifactInfo>,
    /// Whether the run whose answer this one has, or from which it branches, is still there.
    pub has_origin: bool,
    /// The last runs that branch from this one, newest first.
    pub branches: Vec<RunId>,
}

/// All that is known of a run of the viewer, in one piece: where the run is settled, its last event is there too.
pub async fn picture(services: &Services, viewer: &Viewer, run: RunId) -> Result<Picture, Error> {
    picture_of(services, authorised_owner(viewer, Action::SeeRuns)?, run).await
}

/// The same of a run of that owner.
pub(super) async fn picture_of(services: &Services, owner: OwnerId, run: RunId) -> Result<Picture, Error> {
    let (found, events, artifacts, has_origin, branches) = services
        .db()
        .read(Scope::Owner(owner).at_one_moment(), (owner, run), |conn, (owner, run)| {
            Box::pin(read_whole(conn, *owner, *run))
        })
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)?;
    let place = place(services, &found).await?;
    let run = named(&services.catalogue().load(), found, place);
    Ok(Picture { run, events, artifacts, has_origin, branches })
}

type Whole = (StoredRun, Vec<Event>, Vec<ArtifactInfo>, bool, Vec<RunId>);

async fn read_whole(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<Option<Whole>, StoreError> {
    let Some(found) = runs::find(conn, owner, run).await? else { return Ok(None) };
    let has_origin = match found.cached_from.or(found.branched_from.as_ref().map(|from| from.run)) {
        Some(origin) => runs::find(conn, owner, origin).await?.is_some(),
        None => false,
    };
    let artifacts = artifacts::list(conn, owner, run).await?.into_iter().map(ArtifactInfo::from).collect();
    let events = events::list(conn, owner, run, None, i64::MAX).await?.iter().map(StoredEvent::to_event).collect();
    let branches = branches::of(conn, owner, run).await?;
    Ok(Some((found, events, artifacts, has_origin, branches)))
}

/// The events of a run of the viewer, in order.
pub async fn events(services: &Services, viewer: &Viewer, run: RunId) -> Result<Vec<Event>, Error> {
    Ok(picture(services, viewer, run).await?.events)
}

/// The transcript of a run of the viewer, as it stands now.
pub async fn transcript(services: &Services, viewer: &Viewer, run: RunId) -> Result<Transcript, Error> {
    Ok(Transcript::of(&events(services, viewer, run).await?))
}

/// A run of that owner, with its place in the queue where it waits.
pub(super) async fn stored(services: &Services, owner: OwnerId, run: RunId) -> Result<(StoredRun, Option<u64>), Error> {
    let found = found(services, owner, run).await?;
    let place = place(services, &found).await?;
    Ok((found, place))
}

/// A run of that owner.
pub(super) async fn found(services: &Services, owner: OwnerId, run: RunId) -> Result<StoredRun, Error> {
    services
        .db()
        .read(Scope::Owner(owner), (owner, run), |conn, (owner, run)| Box::pin(runs::find(conn, *owner, *run)))
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)
}

/// The run's place in the queue, where it waits.
async fn place(services: &Services, run: &StoredRun) -> Result<Option<u64>, Error> {
    if run.status != Status::Queued {
        return Ok(None);
    }
    queue_place(services, run.id).await.map(Some)
}

/// How many runs are before it. They are other people's: only their number is told.
pub(super) async fn queue_place(services: &Services, run: RunId) -> Result<u64, Error> {
    Ok(services.sets().places.read(services.db(), Scope::System, run).await?)
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
