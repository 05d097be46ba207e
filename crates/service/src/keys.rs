//! Keys for each purpose, made from the one secret by HKDF (RFC 5869).

use hkdf::Hkdf;
use sha2::Sha256;

/// Keys for each purpose.
pub(crate) struct Keys {
    access_tokens: [u8; 32],
    marks: [u8; 32],
    receipts: [u8; 32],
}

impl Keys {
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self {
            access_tokens: derive(secret, b"guildhall access tokens 1"),
            marks: derive(secret, b"guildhall device marks 1"),
            receipts: derive(secret, b"guildhall receipts 1"),
        }
    }

    /// Signs access tokens.
    pub(crate) fn access_tokens(&self) -> &[u8; 32] {
        &self.access_tokens
    }

    /// Signs devices' cookies, and hashes devices, networks and browsers.
    pub(crate) fn marks(&self) -> &[u8; 32] {
        &self.marks
    }

    /// The seed of the key that signs receipts.
    pub(crate) fn receipts(&self) -> &[u8; 32] {
        &self.receipts
    }
}

fn derive(secret: &[u8], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(purpose, &mut key);
    debug_assert!(expanded.is_ok(), "32 bytes are within what HKDF gives");
    key
}
