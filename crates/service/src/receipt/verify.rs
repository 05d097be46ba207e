//! Is a receipt as it was signed, and if not, what is not?
//!
//! Needs nothing but the file, and the key that it is expected to be signed with.

use std::fmt;

use domain::hex::unhex;
use domain::receipt::Receipt;
use serde_json::Value;

use super::document::{ALGORITHM, Document, digests, signed_bytes, text};
use super::error::Error;
use super::list_keys::list_keys;
use crate::Services;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// What the file says; `None` where it cannot be read.
    pub receipt: Option<Receipt>,
    /// The key in the file: whoever made it has signed the rest.
    pub public_key: Option<String>,
    /// Everything that is not as it was signed.
    pub faults: Vec<Fault>,
}

impl Verified {
    /// Whether every byte is as it was signed.
    pub fn is_genuine(&self) -> bool {
        self.faults.is_empty()
    }

    fn unreadable(fault: Fault) -> Self {
        Self { receipt: None, public_key: None, faults: vec![fault] }
    }
}

/// Something that is not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing to be checked.
    Empty,
    /// No receipt: what the reader stumbled over, with line and column.
    Unreadable(String),
    /// A line is not written as receipts are: a space, an order, a line end.
    Layout {
        /// Which line, from 1.
        line: usize,
    },
    /// A value, or its digest, was changed; its place.
    Value(String),
    /// The algorithm is not the one of receipts.
    Algorithm,
    /// The key, its id or the signature were changed, or values together with their digests.
    Signature,
    /// It was signed, but not with the key that was expected.
    OtherKey,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "It is empty: give the file of a receipt, or its text."),
            Self::Unreadable(why) => write!(f, "This is no receipt: {why}."),
            Self::Layout { line } => write!(f, "Line {line} is not written as it was signed."),
            Self::Value(place) => write!(f, "{place}: the value or its digest is not the one that was signed."),
            Self::Algorithm => write!(f, "signature.algorithm: receipts are signed with {ALGORITHM} only."),
            Self::Signature => write!(
                f,
                "signature: it does not fit. Its value, its key or the key's id was changed, or a value together with its \
                 digest."
            ),
            Self::OtherKey => write!(f, "signature.public_key: it was signed with another key than the expected one."),
        }
    }
}

/// Checks the text of a receipt. With `expected_key` (hexadecimal) it must have been signed with that one.
pub fn verify(file: &str, expected_key: Option<&str>) -> Verified {
    if file.trim().is_empty() {
        return Verified::unreadable(Fault::Empty);
    }
    let document: Document = match serde_json::from_str(file) {
        Ok(document) => document,
        Err(error) => return Verified::unreadable(Fault::Unreadable(error.to_string())),
    };
    let mut faults = Vec::new();
    let written = text(&document);
    if written != file {
        faults.push(Fault::Layout { line: first_other_line(&written, file) });
    }
    let expected = digests(&document.receipt);
    let places = expected.keys().chain(document.digests.keys().filter(|place| !expected.contains_key(*place)));
    faults
        .extend(places.filter(|place| expected.get(*place) != document.digests.get(*place)).cloned().map(Fault::Value));
    let signature = &document.signature;
    if signature.algorithm != ALGORITHM {
        faults.push(Fault::Algorithm);
    }
    if !is_signed(&document) {
        faults.push(Fault::Signature);
    }
    if expected_key.is_some_and(|key| key != signature.public_key) {
        faults.push(Fault::OtherKey);
    }
    Verified { public_key: Some(signature.public_key.clone()), receipt: Some(document.receipt), faults }
}

/// Checks the text of a receipt against the keys of this marketplace.
pub async fn verify_here(services: &Services, file: &str) -> Result<Verified, Error> {
    let keys = list_keys(services).await?;
    let mut verified = verify(file, None);
    if verified.public_key.as_ref().is_some_and(|found| keys.iter().all(|key| key.public_key != *found)) {
        verified.faults.push(Fault::OtherKey);
    }
    Ok(verified)
}

fn is_signed(document: &Document) -> bool {
    let signature = &document.signature;
    let key = unhex::<32>(&signature.public_key).and_then(|key| ed25519_dalek::VerifyingKey::from_bytes(&key).ok());
    let value = unhex::<64>(&signature.value).map(|value| ed25519_dalek::Signature::from_bytes(&value));
    let is_whole = document.digests.values().all(Value::is_string);
    match (key, value) {
        // Strict: no other key of small order, and no other encoding, passes for the same signature.
        (Some(key), Some(value)) if is_whole => {
            key.verify_strict(&signed_bytes(&document.digests, &signature.key_id), &value).is_ok()
        }
        _ => false,
    }
}

fn first_other_line(written: &str, file: &str) -> usize {
    let same = written.split('\n').zip(file.split('\n')).take_while(|(one, other)| one == other).count();
    same + 1
}

#[cfg(test)]
mod tests;
