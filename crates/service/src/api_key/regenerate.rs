//! Another text for a key.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::ApiKeyId;
use domain::key::Token;
use store::{Scope, api_keys};

use super::error::Error;
use super::make::Made;
use crate::Services;
use crate::account::token_hash;
use crate::clock::random;

/// Gives a key of the viewer another text: name, scopes, end, cap and what was spent stay, the old text works no more.
pub async fn regenerate(services: &Services, viewer: &Viewer, id: ApiKeyId) -> Result<Made, Error> {
    let owner = authorised_owner(viewer, Action::ManageAccount)?;
    let token = Token::of_bits(random());
    let input = (owner, id, token_hash(token.expose()), token.hint().to_owned(), services.now().month());
    let key = services
        .db()
        .write(Scope::Owner(owner), input, |conn, (owner, id, hash, hint, month)| {
            Box::pin(async move {
                if !api_keys::replace(conn, *owner, *id, hash, hint).await? {
                    return Err(Error::NotFound);
                }
                api_keys::find(conn, *owner, *id, *month).await?.ok_or(Error::NotFound)
            })
        })
        .await?;
    Ok(Made { key, token })
}
