//! Ending a key.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::ApiKeyId;
use store::{Scope, api_keys};

use super::error::Error;
use crate::Services;

/// Ends a key of the viewer for good. Runs that it started go on.
pub async fn revoke(services: &Services, viewer: &Viewer, id: ApiKeyId) -> Result<(), Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let input = (owner, id, services.now());
    let is_ended: bool = services
        .db()
        .write(Scope::Owner(owner), input, |conn, (owner, id, now)| Box::pin(api_keys::revoke(conn, *owner, *id, *now)))
        .await
        .map_err(Error::Store)?;
    if is_ended { Ok(()) } else { Err(Error::NotFound) }
}
