//! Whoever is asking.

use super::{KeyScopes, OwnerKind, Role};
use crate::id::{ApiKeyId, OwnerId, SessionId, TokenFamilyId, UserId};

/// Whoever is asking. May be anonymous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody known.
    Anonymous,
    /// A person who signed in.
    Person {
        /// The person who acts.
        actor: UserId,
        /// For whom: itself, or an organisation it belongs to.
        acting_for: OwnerId,
        /// What kind of owner that is.
        owner_kind: OwnerKind,
        /// What the person may.
        role: Role,
        /// Whether the address is proven.
        is_verified: bool,
        /// Whether a second factor was given when signing in.
        has_second_factor: bool,
        /// By what means it signed in.
        means: Means,
    },
    /// A device that tries agents without an account.
    Visitor {
        /// The owner that stands for the device.
        acting_for: OwnerId,
    },
    /// The platform's own work: the command line, the workers.
    Platform,
}

/// By what means a person signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A browser session.
    Session(SessionId),
    /// An access token of that family.
    Token(TokenFamilyId),
    /// A command on the machine that has the database.
    Command,
    /// An API key, for what its scopes name.
    Key(ApiKeyId, KeyScopes),
}

impl Viewer {
    /// The owner whose things are seen and spent.
    pub fn owner(&self) -> Option<OwnerId> {
        match self {
            Self::Anonymous => None,
            Self::Person { acting_for, .. } | Self::Visitor { acting_for } => Some(*acting_for),
            Self::Platform => Some(crate::id::PLATFORM),
        }
    }

    /// The person, if it is one.
    pub fn actor(&self) -> Option<UserId> {
        match self {
            Self::Person { actor, .. } => Some(*actor),
            _ => None,
        }
    }

    /// What the viewer may, if it is a person.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Person { role, .. } => Some(*role),
            _ => None,
        }
    }

    /// Whether somebody with an account is asking, or the platform.
    pub fn is_signed_in(&self) -> bool {
        matches!(self, Self::Person { .. } | Self::Platform)
    }
}
