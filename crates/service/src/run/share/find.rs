//! Whether a run has a link.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::RunId;
use domain::run::RunShare;
use store::{Scope, run_shares};

use crate::Services;
use crate::run::error::Error;
use crate::run::show::stored;

/// The link of a run of the viewer, without its token. `None` where it has none.
pub async fn share_of(services: &Services, viewer: &Viewer, run: RunId) -> Result<Option<RunShare>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    stored(services, owner, run).await?;
    services
        .db()
        .read(Scope::Owner(owner), (owner, run), |conn, (owner, run)| Box::pin(run_shares::find(conn, *owner, *run)))
        .await
        .map_err(Error::Store)
}
