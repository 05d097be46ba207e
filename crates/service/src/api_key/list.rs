//! The viewer's keys.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::ApiKeyId;
use domain::key::ApiKey;
use store::{Scope, api_keys};

use super::error::Error;
use crate::Services;

/// The viewer's live keys, the newest first; those whose time is over are among them, revoked ones are not.
pub async fn list(services: &Services, viewer: &Viewer) -> Result<Vec<ApiKey>, Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let input = (owner, services.now().month());
    services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, month)| Box::pin(api_keys::list(conn, *owner, *month)))
        .await
        .map_err(Error::Store)
}

/// One of them.
pub async fn show(services: &Services, viewer: &Viewer, id: ApiKeyId) -> Result<ApiKey, Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let input = (owner, id, services.now().month());
    services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, id, month)| {
            Box::pin(api_keys::find(conn, *owner, *id, *month))
        })
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)
}
