//! What a person tells of itself.

use domain::account::{User, Viewer, check_bio, check_full_name, tidy_bio};
use domain::error::FieldError;
use store::{Scope, users};

use super::error::Error;
use super::me::managed;
use crate::Services;

/// What is to be changed; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// As the person writes it.
    pub full_name: Option<String>,
    /// Plain text about oneself.
    pub bio: Option<String>,
}

/// Changes what the viewer tells of itself. The user name stays: others know a person by it.
pub async fn update_profile(services: &Services, viewer: &Viewer, profile: Profile) -> Result<User, Error> {
    let mut user = managed(services, viewer).await?;
    if let Some(name) = profile.full_name {
        name.trim().clone_into(&mut user.full_name);
    }
    if let Some(bio) = profile.bio {
        user.bio = tidy_bio(&bio);
    }
    let checks = [check_full_name(&user.full_name), check_bio(&user.bio)];
    let misfits: Vec<FieldError> = checks.into_iter().filter_map(Result::err).collect();
    if !misfits.is_empty() {
        return Err(Error::Invalid(misfits));
    }
    services
        .db()
        .write(Scope::Owner(user.owner_id), user.clone(), |conn, user| {
            Box::pin(users::update_profile(conn, user.id, &user.full_name, &user.bio))
        })
        .await?;
    Ok(user)
}
