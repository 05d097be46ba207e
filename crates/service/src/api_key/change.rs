//! Changing a key.

use domain::account::{Action, KeyScopes, Viewer, authorised_owner};
use domain::id::ApiKeyId;
use domain::key::{ApiKey, Cap, Draft, check};
use domain::time::Timestamp;
use store::{Scope, api_keys};

use super::error::Error;
use crate::Services;

/// What is to be changed of a key; `None` leaves it as it is, `Some(None)` takes it away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// How it is called.
    pub name: Option<String>,
    /// What it may be used for.
    pub scopes: Option<KeyScopes>,
    /// When it is over.
    pub expires_at: Option<Option<Timestamp>>,
    /// What its runs may cost.
    pub cap: Option<Option<Cap>>,
    /// Requests a minute at most.
    pub requests_per_minute: Option<Option<u32>>,
}

impl Change {
    fn of(&self, key: &ApiKey) -> Draft {
        Draft {
            name: self.name.clone().unwrap_or_else(|| key.name.clone()),
            scopes: self.scopes.unwrap_or(key.scopes),
            expires_at: self.expires_at.unwrap_or(key.expires_at),
            cap: self.cap.unwrap_or(key.cap),
            requests_per_minute: self.requests_per_minute.unwrap_or(key.requests_per_minute),
        }
    }
}

/// Changes a key of the viewer. What it is used for meanwhile is judged by what it was when the request came.
pub async fn change(services: &Services, viewer: &Viewer, id: ApiKeyId, change: Change) -> Result<ApiKey, Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let input = (owner, id, change, services.now());
    services
        .db()
        .write(Scope::Owner(owner), input, |conn, (owner, id, change, now)| {
            Box::pin(async move {
                let month = now.month();
                let key = api_keys::find(conn, *owner, *id, month).await?.ok_or(Error::NotFound)?;
                let draft = check(change.of(&key), key.expires_at, *now).map_err(Error::Invalid)?;
                if !api_keys::update(conn, *owner, *id, &draft).await.map_err(Error::of_write)? {
                    return Err(Error::NotFound);
                }
                api_keys::find(conn, *owner, *id, month).await?.ok_or(Error::NotFound)
            })
        })
        .await
}
