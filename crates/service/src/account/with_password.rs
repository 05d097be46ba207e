//! The viewer's own account, for what a browser that somebody left open must not be enough for.

use domain::account::{User, Viewer};
use domain::error::FieldError;
use store::{Scope, users};

use super::error::Error;
use super::me::managed;
use super::{Origin, password};
use crate::Services;

/// The viewer's own account, if the password is right as well; limited like signing in.
pub(super) async fn with_password(
    services: &Services,
    viewer: &Viewer,
    password: &str,
    origin: &Origin,
) -> Result<User, Error> {
    let user = managed(services, viewer).await?;
    let wrong = || Error::Invalid(vec![FieldError::new("password", "wrong", "This is not your password.")]);
    if password.len() > 1_024 {
        return Err(wrong());
    }
    services.limits().sign_in(origin.address, &user.id.to_string())?;
    let found = services
        .db()
        .read(Scope::System, user.email.clone(), |conn, email| Box::pin(users::find_by_login(conn, email)))
        .await
        .map_err(Error::Store)?;
    let stored = found.filter(|found| found.user.id == user.id).map(|found| found.password_hash);
    if password::is_right(services, password, stored).await? { Ok(user) } else { Err(wrong()) }
}
