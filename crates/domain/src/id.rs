//! Identifiers: a prefix that tells the kind, and the 128 bits of a version 7 UUID in 26 Crockford characters.
//!
//! The stored text is the shown text (`run_01kaf…`). Ids sort by the time they were made. An id is never a secret.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Crockford's base 32, lower case: no `i`, `l`, `o`, `u`. See <https://www.crockford.com/base32.html>.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS: usize = 26;

/// The text is not an id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_ and 26 characters")]
pub struct ParseIdError {
    prefix: &'static str,
}

fn encode(bits: u128) -> [u8; DIGITS] {
    let mut text = [b'0'; DIGITS];
    let mut rest = bits;
    for place in text.iter_mut().rev() {
        *place = ALPHABET[(rest & 31) as usize];
        rest >>= 5;
    }
    text
}

fn decode(text: &str) -> Option<u128> {
    if text.len() != DIGITS || text.as_bytes()[0] > b'7' {
        return None;
    }
    text.bytes().try_fold(0u128, |bits, byte| {
        let digit = ALPHABET.iter().position(|known| *known == byte)?;
        Some((bits << 5) | digit as u128)
    })
}

fn write(f: &mut fmt::Formatter<'_>, prefix: &str, bits: u128) -> fmt::Result {
    let text = encode(bits);
    write!(f, "{prefix}_{}", String::from_utf8_lossy(&text))
}

fn parse(prefix: &'static str, text: &str) -> Result<u128, ParseIdError> {
    text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).and_then(decode).ok_or(ParseIdError { prefix })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u128);

        impl $name {
            /// What the text of such an id begins with.
            pub const PREFIX: &'static str = $prefix;

            /// From the bits of a version 7 UUID.
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            /// The bits of the UUID.
            pub const fn bits(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(f, Self::PREFIX, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                parse(Self::PREFIX, text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// Whoever can own things: a user, an organisation, a visitor's device, the platform.
    OwnerId = "own";
    /// A person with an account.
    UserId = "usr";
    /// A browser session.
    SessionId = "ses";
    /// A family of refresh tokens: all that came from one sign-in.
    TokenFamilyId = "fam";
    /// An API key.
    ApiKeyId = "key";
    /// An attempt to sign in.
    SignInId = "sin";
    /// A key that receipts are signed with.
    ReceiptKeyId = "rky";
    /// A letter waiting to be sent.
    MailId = "mai";
    /// The thing a creator makes.
    AgentId = "agt";
    /// An immutable release of an agent.
    VersionId = "ver";
    /// One execution of one version.
    RunId = "run";
    /// A ceiling shown and accepted.
    QuoteId = "quo";
    /// An amount set aside for a run.
    HoldId = "hld";
    /// An inflow of credits with its own value and expiry.
    LotId = "lot";
    /// A ledger account.
    AccountId = "acc";
    /// A balanced set of entries.
    TransactionId = "txn";
}

/// The id of the platform itself, which publishes the agents that come with it.
pub const PLATFORM: OwnerId = OwnerId::from_bits(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_round_trips_and_keeps_order() {
        let small = RunId::from_bits(7);
        let large = RunId::from_bits(u128::MAX);
        assert_eq!(small.to_string(), "run_00000000000000000000000007");
        assert_eq!(small.to_string().parse(), Ok(small));
        assert_eq!(large.to_string().parse(), Ok(large));
        assert!(small.to_string() < large.to_string());
    }

    #[test]
    fn another_kind_or_another_alphabet_is_refused() {
        for text in [
            "agt_00000000000000000000000007",
            "run_0000000000000000000000000",
            "run_8zzzzzzzzzzzzzzzzzzzzzzzzz",
            "run_0000000000000000000000000I",
            "run_00000000000000000000000é",
            "run-00000000000000000000000007",
            "",
        ] {
            assert!(text.parse::<RunId>().is_err(), "{text}");
        }
    }
}
