//! API keys (A5): for their owners, signed in themselves; no key reaches these.

pub(crate) mod change;
pub(crate) mod list;
pub(crate) mod make;
mod read;
pub(crate) mod regenerate;
pub(crate) mod revoke;

use domain::key::ApiKey;
use serde::Serialize;
use service::api_key::Made;

pub use change::change;
pub use list::list;
pub use make::make;
pub use regenerate::regenerate;
pub use revoke::revoke;

/// A key with its text, which is told this once.
#[derive(Serialize)]
pub struct MadeKey {
    key: ApiKey,
    token: String,
}

impl From<Made> for MadeKey {
    fn from(made: Made) -> Self {
        Self { token: made.token.expose().to_owned(), key: made.key }
    }
}
