//! Keeping the content of a run that would be erased by age.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::RunId;
use domain::run::Run;
use store::{Scope, runs};

use super::error::Error;
use super::names::named;
use super::show::stored;
use crate::Services;

/// Keeps the content of a run of the viewer until it is let go again.
pub async fn keep(services: &Services, viewer: &Viewer, run: RunId) -> Result<Run, Error> {
    set(services, viewer, run, true).await
}

/// Lets the content of a run of the viewer be erased by age again: at once, where it is old enough already.
pub async fn let_go(services: &Services, viewer: &Viewer, run: RunId) -> Result<Run, Error> {
    set(services, viewer, run, false).await
}

async fn set(services: &Services, viewer: &Viewer, run: RunId, is_kept: bool) -> Result<Run, Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    let kept_at = is_kept.then(|| services.now());
    let is_done = services
        .db()
        .write(Scope::Owner(owner), (owner, run, kept_at), |conn, (owner, run, kept_at)| {
            Box::pin(runs::keep(conn, *owner, *run, *kept_at))
        })
        .await
        .map_err(Error::Store)?;
    let (found, place) = stored(services, owner, run).await?;
    if is_done { Ok(named(&services.catalogue().load(), found, place)) } else { Err(Error::Erased) }
}
