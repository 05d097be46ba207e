//! Whom a key speaks for.

use domain::account::{Denied, Means, OwnerKind, Viewer};
use domain::key::Token;
use store::{Scope, api_keys};

use super::error::Error;
use crate::Services;
use crate::account::token_hash;

/// Whom a key speaks for, and how often it may ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyViewer {
    /// The viewer.
    pub viewer: Viewer,
    /// Requests a minute at most, below the limit of its owner.
    pub requests_per_minute: Option<u32>,
}

/// Whom the key with that text speaks for. A mistyped one is refused before anything is looked up.
pub async fn viewer_of_key(services: &Services, text: &str) -> Result<KeyViewer, Error> {
    let token = Token::parse(text).ok_or(Denied::Unauthenticated)?;
    let input = (token_hash(token.expose()), services.now());
    let speaker = services
        .db()
        .read(Scope::System, input, |conn, (hash, now)| Box::pin(api_keys::find_live(conn, hash, *now)))
        .await
        .map_err(Error::Store)?
        .ok_or(Denied::Unauthenticated)?;
    Ok(KeyViewer {
        viewer: Viewer::Person {
            actor: speaker.user_id,
            acting_for: speaker.owner_id,
            owner_kind: OwnerKind::User,
            role: speaker.role,
            is_verified: speaker.is_verified,
            has_second_factor: false,
            means: Means::Key(speaker.id, speaker.scopes),
        },
        requests_per_minute: speaker.requests_per_minute,
    })
}
