//! Receipts (C14): the keys that they are signed with.

pub(crate) mod keys;

pub use keys::keys;
