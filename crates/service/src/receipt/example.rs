//! A receipt to be shown where receipts are described.

use domain::receipt::Receipt;
use domain::time::Timestamp;

use super::PublicKey;
use super::document;
use super::key::SigningKey;

/// Known to everybody: what it signs proves nothing, and no marketplace has it among its keys.
const SEED: [u8; 32] = *b"an example that nobody may trust";

/// The text of the file of a receipt, signed by the key of [`example_key`].
pub fn example(receipt: Receipt) -> String {
    document::text(&SigningKey::of_seed(SEED).sign(receipt))
}

/// The key that examples are signed with. It is no key of this marketplace.
pub fn example_key(created_at: Timestamp) -> PublicKey {
    SigningKey::of_seed(SEED).public(created_at)
}
