//! Where a person is signed in, and how that came about.

use serde::{Deserialize, Serialize};

use super::Device;
use crate::id::{ParseIdError, SessionId, SignInId, TokenFamilyId};
use crate::time::Timestamp;

/// By which door somebody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// A browser, with a session.
    Browser,
    /// A program, with tokens.
    Api,
}

/// What became of an attempt to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Signed in.
    Succeeded,
    /// The password was wrong.
    WrongPassword,
    /// The password was right, the second factor was not.
    WrongCode,
    /// The password was right, the account is closed.
    Suspended,
    /// A refresh token came again that had been used: its sign-in was ended.
    ReusedToken,
}

macro_rules! words {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// The word that is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads the stored word.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(Door { Browser = "browser", Api = "api" });
words!(Outcome {
    Succeeded = "succeeded",
    WrongPassword = "wrong_password",
    WrongCode = "wrong_code",
    Suspended = "suspended",
    ReusedToken = "reused_token",
});

/// An attempt to sign in to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Which.
    pub id: SignInId,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// By which door.
    pub door: Door,
    /// From which address.
    pub address: String,
    /// With what.
    pub device: Device,
}

/// Which browser session or family of tokens it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresenceId {
    /// A browser session.
    Session(SessionId),
    /// All tokens that came from one sign-in.
    Family(TokenFamilyId),
}

impl std::fmt::Display for PresenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Session(id) => id.fmt(f),
            Self::Family(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for PresenceId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        text.parse().map(Self::Session).or_else(|_| text.parse().map(Self::Family))
    }
}

impl Serialize for PresenceId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PresenceId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Somewhere a person is signed in now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Which.
    pub id: PresenceId,
    /// By which door.
    pub door: Door,
    /// From which address: a session's first, the last that renewed tokens.
    pub address: String,
    /// With what.
    pub device: Device,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last seen; kept to the hour for a session.
    pub last_seen_at: Timestamp,
    /// When it ends, whatever happens.
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_either_kind_is_read_and_no_other() {
        for text in ["ses_00000000000000000000000007", "fam_00000000000000000000000007"] {
            assert_eq!(text.parse::<PresenceId>().map(|id| id.to_string()), Ok(text.to_owned()));
        }
        for text in ["usr_00000000000000000000000007", "ses_7", ""] {
            assert!(text.parse::<PresenceId>().is_err(), "{text}");
        }
    }
}
