//! API keys: their text, what is kept of one, and what somebody who makes one must tell.

mod draft;
mod record;
mod token;

pub use draft::{Cap, CapPeriod, Draft, MAX_KEYS, MAX_PER_MINUTE, check};
pub use record::ApiKey;
pub use token::{PREFIX, Token, is_key_shaped};
