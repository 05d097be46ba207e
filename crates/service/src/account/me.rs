//! The viewer's own account.

use domain::account::{Action, User, Viewer, authorised_owner};

use super::error::Error;
use super::viewer::find_user;
use crate::Services;

/// The viewer's own account.
pub async fn me(services: &Services, viewer: &Viewer) -> Result<User, Error> {
    authorised_owner(viewer, Action::SeeAccount)?;
    let actor = viewer.actor().ok_or(Error::Unauthenticated)?;
    find_user(services, actor).await?.ok_or(Error::Unauthenticated)
}

/// The viewer's own account, to be changed or looked into: for people themselves, not for keys.
pub(super) async fn managed(services: &Services, viewer: &Viewer) -> Result<User, Error> {
    authorised_owner(viewer, Action::ManageAccount)?;
    me(services, viewer).await
}
