//! The file that a receipt is: the receipt, a digest of each of its values, and the signature of the digests.
//!
//! One text: JSON as `serde_json` prints it over several lines, with a line end after the last. The digests are what tells
//! which value is not as it was signed; the signature covers them, so they cannot be made to fit.

use domain::hex::hex;
use domain::receipt::Receipt;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// The file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// What is told.
    pub(super) receipt: Receipt,
    /// SHA-256 of each value by its place (`price.charged_microcredits`), in the order of the receipt.
    pub(super) digests: Map<String, Value>,
    /// Who says so.
    pub(super) signature: Signature,
}

/// A signature with what is needed to check it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    /// `Ed25519`.
    pub(super) algorithm: String,
    /// The id of the key among those of the issuer.
    pub(super) key_id: String,
    /// The key, in hexadecimal.
    pub(super) public_key: String,
    /// The signature, in hexadecimal.
    pub(super) value: String,
}

/// The only algorithm.
pub(super) const ALGORITHM: &str = "Ed25519";

/// The digests of a receipt's values.
pub(super) fn digests(receipt: &Receipt) -> Map<String, Value> {
    let mut digests = Map::new();
    let value = serde_json::to_value(receipt).unwrap_or_default();
    collect(&value, "", &mut digests);
    digests
}

fn collect(value: &Value, place: &str, digests: &mut Map<String, Value>) {
    if let Value::Object(fields) = value {
        for (name, value) in fields {
            let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
            collect(value, &place, digests);
        }
        return;
    }
    // The place goes in too: two equal values have different digests, so they cannot be exchanged.
    let digest = Sha256::digest(format!("{place}={value}"));
    digests.insert(place.to_owned(), Value::String(hex(&digest)));
}

/// The bytes that are signed.
pub(super) fn signed_bytes(digests: &Map<String, Value>, key_id: &str) -> Vec<u8> {
    let mut text = format!("guildhall receipt 1\n{ALGORITHM} {key_id}\n");
    for (place, digest) in digests {
        text.push_str(place);
        text.push(' ');
        text.push_str(digest.as_str().unwrap_or_default());
        text.push('\n');
    }
    text.into_bytes()
}

/// The text of the file.
pub(super) fn text(document: &Document) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
