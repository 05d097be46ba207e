//! Beginning to set up a second factor.

use domain::account::Viewer;
use store::{Scope, second_factors};

use super::secret::Secret;
use crate::Services;
use crate::account::Origin;
use crate::account::error::Error;
use crate::account::with_password::with_password;

/// Makes a secret and recovery codes, to be shown until the first code confirms them. What was begun before is gone.
///
/// Asks for the password: a session that somebody left open must not lock its owner out.
pub async fn begin(services: &Services, viewer: &Viewer, password: &str, origin: &Origin) -> Result<(), Error> {
    let user = with_password(services, viewer, password, origin).await?;
    let sealed = Secret::new().seal(services, user.id)?;
    let input = (user.id, user.owner_id, sealed, services.now());
    let has_begun = services
        .db()
        .write(Scope::System, input, |conn, (user, owner, sealed, now)| {
            Box::pin(second_factors::begin(conn, *user, *owner, sealed, *now))
        })
        .await?;
    if has_begun { Ok(()) } else { Err(Error::HasSecondFactor) }
}
