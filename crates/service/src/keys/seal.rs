//! Sealing small secrets before they are stored: AES-256-GCM (NIST SP 800-38D) under a random nonce of 96 bits.
//!
//! A sealed text is `ID.BASE64`: the id of the key, then nonce, ciphertext and tag. What it is for goes in as associated
//! data, so that a sealed secret that is copied into another row does not open there.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::clock::random;

const NONCE: usize = 12;
const ID: usize = 8;

pub(super) struct Sealer {
    id: String,
    cipher: Aes256Gcm,
}

impl Sealer {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        let id = store::blobs::sha256(key)[..ID].to_owned();
        Self { id, cipher: Aes256Gcm::new(key.into()) }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn seal(&self, place: &str, secret: &[u8]) -> Option<String> {
        let nonce: [u8; NONCE] = random();
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).ok()?;
        Some(format!("{}.{}", self.id, URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    pub(super) fn open(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        let (id, text) = sealed.split_once('.')?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        if id != self.id {
            return None;
        }
        self.cipher.decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: place.as_bytes() }).ok()
    }
}
