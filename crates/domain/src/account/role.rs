//! What a person may, and what kind of owner an owner is.

use serde::{Deserialize, Serialize};

/// What a person may on the whole platform; each includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A customer.
    User,
    /// A customer who publishes.
    Creator,
    /// Decides on submissions, licences, refunds; sees errors and usage.
    Admin,
    /// Also roles, plans, fees, secrets.
    SuperAdmin,
}

/// What kind of owner an owner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// One person.
    User,
    /// Several people with one balance.
    Organisation,
    /// A device without an account.
    Visitor,
    /// Guildhall itself.
    Platform,
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

words!(Role { User = "user", Creator = "creator", Admin = "admin", SuperAdmin = "super_admin" });
words!(OwnerKind { User = "user", Organisation = "organisation", Visitor = "visitor", Platform = "platform" });
