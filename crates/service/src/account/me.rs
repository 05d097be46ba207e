//! The viewer's own account.

use domain::account::{User, Viewer};

use super::error::Error;
use super::viewer::find_user;
use crate::Services;

/// The viewer's own account.
pub async fn me(services: &Services, viewer: &Viewer) -> Result<User, Error> {
    let actor = viewer.actor().ok_or(Error::Unauthenticated)?;
    find_user(services, actor).await?.ok_or(Error::Unauthenticated)
}
