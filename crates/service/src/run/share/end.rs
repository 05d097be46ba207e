//! Ending a link.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::RunId;
use store::{Scope, run_shares};

use crate::Services;
use crate::run::error::Error;
use crate::run::show::stored;

/// Ends the link of a run of the viewer at once. Where it has none, nothing changes.
pub async fn unshare(services: &Services, viewer: &Viewer, run: RunId) -> Result<(), Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    stored(services, owner, run).await?;
    services
        .db()
        .write(Scope::Owner(owner), (owner, run), |conn, (owner, run)| Box::pin(run_shares::remove(conn, *owner, *run)))
        .await
        .map_err(Error::Store)?;
    Ok(())
}
