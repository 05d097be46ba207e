//! Receipts: made of what stays of a settled run, signed with Ed25519 (RFC 8032), verified without us.
//!
//! Nothing is stored when a receipt is asked for: its facts never change, and the signature of the same facts by the same
//! key is the same.

mod document;
mod error;
mod example;
mod key;
mod list_keys;
mod show;
mod verify;

pub use error::Error;
pub use example::{example, example_key};
pub(crate) use key::SigningKey;
pub use list_keys::{PublicKey, list_keys};
pub use show::show;
pub use verify::{Fault, Verified, verify, verify_here};
