//! Deleting a run: hidden at once, its content erased soon after.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::RunId;
use store::{Scope, runs};

use super::error::Error;
use super::show::stored;
use crate::Services;

/// Deletes a run of the viewer that is over. Nobody sees it from now on; the sweeper erases its content. Its transactions,
/// price and digest stay in the ledger.
pub async fn delete(services: &Services, viewer: &Viewer, run: RunId) -> Result<(), Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    let is_deleted = services
        .db()
        .write(Scope::Owner(owner), (owner, run, services.now()), |conn, (owner, run, now)| {
            Box::pin(runs::delete(conn, *owner, *run, *now))
        })
        .await
        .map_err(Error::Store)?;
    if is_deleted {
        return Ok(());
    }
    // Not there, or not over.
    stored(services, owner, run).await?;
    Err(Error::InWork)
}
