//! Making a key.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::ApiKeyId;
use domain::key::{ApiKey, Draft, MAX_KEYS, Token, check};
use store::api_keys::{self, NewKey};
use store::{Scope, StoreError};

use super::error::Error;
use crate::Services;
use crate::account::token_hash;
use crate::clock::random;

/// A key with its text, which is told this once.
#[derive(Clone, Debug)]
pub struct Made {
    /// The key.
    pub key: ApiKey,
    /// Its text.
    pub token: Token,
}

/// Makes a key for the viewer. Its text is in the answer and nowhere else.
pub async fn make(services: &Services, viewer: &Viewer, draft: Draft) -> Result<Made, Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let user_id = viewer.actor().ok_or(domain::account::Denied::Unauthenticated)?;
    let now = services.now();
    let draft = check(draft, None, now).map_err(Error::Invalid)?;
    let token = Token::of_bits(random());
    let new = NewKey {
        id: ApiKeyId::from_bits(services.clock().mint()),
        owner_id: owner,
        user_id,
        token_hash: token_hash(token.expose()),
        hint: token.hint().to_owned(),
        draft,
        created_at: now,
    };
    let key = services
        .db()
        .write(Scope::Owner(owner), (new, now.month()), |conn, (new, month)| {
            Box::pin(async move {
                if api_keys::count(conn, new.owner_id).await? >= u64::from(MAX_KEYS) {
                    return Err(Error::TooMany);
                }
                api_keys::insert(conn, new).await.map_err(Error::of_write)?;
                let made = api_keys::find(conn, new.owner_id, new.id, *month).await?;
                made.ok_or(Error::Store(StoreError::Away("a key that was just made is not there")))
            })
        })
        .await?;
    Ok(Made { key, token })
}
