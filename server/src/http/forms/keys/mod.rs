//! The forms of `/account/keys`.

pub mod make;
pub mod regenerate;
pub mod revoke;

use app::ssr::NewKey;
use service::api_key::Made;

/// What the page shows of a key that was just made.
fn shown(made: &Made, is_regenerated: bool) -> NewKey {
    NewKey { name: made.key.name.clone(), token: made.token.expose().to_owned(), is_regenerated }
}
