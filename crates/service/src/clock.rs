//! The one place that knows what time it is, and makes ids and secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::{Micros, Timestamp};

/// What time it is.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's.
    System,
    /// One that tests move, in microseconds.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that tests move.
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.as_micros())))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::from_micros(system_micros()),
            Self::Manual(at) => Timestamp::from_micros(at.load(Ordering::Acquire)),
        }
    }

    /// Moves a manual clock on; does nothing to the system's.
    pub fn advance(&self, by: Micros) {
        if let Self::Manual(at) = self {
            at.fetch_add(by.0, Ordering::AcqRel);
        }
    }

    /// The bits of a fresh version 7 UUID (RFC 9562, section 5.7): milliseconds, then random bits.
    pub fn mint(&self) -> u128 {
        let millis = self.now().as_micros().div_euclid(1_000).unsigned_abs();
        let mut random = [0; 10];
        fill(&mut random);
        let mut bits = [0; 16];
        bits[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bits[6..].copy_from_slice(&random);
        bits[6] = 0x70 | (bits[6] & 0x0f);
        bits[8] = 0x80 | (bits[8] & 0x3f);
        u128::from_be_bytes(bits)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system's clock")]
fn system_micros() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// 256 random bits as text: for sessions, refresh tokens, links in letters.
pub(crate) fn secret_token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// So many random bytes.
pub(crate) fn random<const BYTES: usize>() -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    fill(&mut bytes);
    bytes
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that asks for randomness; without any, no id is safe"
)]
fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}
