//! The mark of a device: a cookie that nobody else can make.
//!
//! It holds when it was made, 128 random bits, and the first half of an HMAC-SHA256 over both (RFC 2104): one that was made
//! up is told from one of ours without a look into the database.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::Timestamp;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::marks::hashed;
use crate::Services;
use crate::clock::random;

const MADE: usize = 8;
const RANDOM: usize = 16;
const PROOF: usize = 16;
/// Anything longer is not worth decoding.
const MAX_TEXT: usize = 100;

/// A device that carries a cookie of ours.
#[derive(Clone)]
pub struct Device {
    /// A keyed hash of the cookie: all that is kept.
    pub(crate) mark: String,
    /// When the cookie was made; its years are counted from there.
    pub(crate) made_at: Timestamp,
    text: String,
}

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Device").field("made_at", &self.made_at).finish_non_exhaustive()
    }
}

impl Device {
    /// Marks a device that carries no mark yet.
    pub fn new(services: &Services) -> Self {
        let seconds = services.now().as_micros().div_euclid(1_000_000);
        let mut body = [0; MADE + RANDOM];
        body[..MADE].copy_from_slice(&seconds.to_be_bytes());
        body[MADE..].copy_from_slice(&random::<RANDOM>());
        let key = services.keys().marks();
        let mut whole = body.to_vec();
        whole.extend_from_slice(&proof(key, &body).finalize().into_bytes()[..PROOF]);
        Self::of(key, &body, URL_SAFE_NO_PAD.encode(whole))
    }

    /// The device of a cookie, if it is one of ours.
    pub fn parse(services: &Services, text: &str) -> Option<Self> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let whole = URL_SAFE_NO_PAD.decode(text).ok().filter(|whole| whole.len() == MADE + RANDOM + PROOF)?;
        let (body, given) = whole.split_at(MADE + RANDOM);
        let key = services.keys().marks();
        proof(key, body).verify_truncated_left(given).ok()?;
        Some(Self::of(key, body, text.to_owned()))
    }

    /// The cookie.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn of(key: &[u8; 32], body: &[u8], text: String) -> Self {
        let seconds = body.first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes));
        let made_at = Timestamp::from_micros(seconds.saturating_mul(1_000_000));
        Self { mark: hashed(key, "device", body), made_at, text }
    }
}

fn proof(key: &[u8; 32], body: &[u8]) -> Hmac<Sha256> {
    super::marks::keyed(key, "device cookie", body)
}
