//! What can go wrong with the catalogue.

use domain::error::Kind;
use store::{StoreError, WriteFailure};

use crate::Problem;

/// What can go wrong when the catalogue is asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No such listing.
    #[error("no such listing")]
    NotFound,
    /// The cursor is not one of ours.
    #[error("bad cursor")]
    BadCursor,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::BadCursor => Self::new(Kind::Malformed, "bad_cursor", "The cursor is not one that this list gave."),
        }
    }
}

/// Why the catalogue cannot be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A version is immutable: another content needs another number.
    #[error(
        "agent {slug}: version {number} is known with another content. A version never changes: raise version.number in its \
         agent.toml"
    )]
    VersionChanged {
        /// The agent.
        slug: String,
        /// The number.
        number: String,
    },
}

impl WriteFailure for LoadError {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::VersionChanged { .. } => None,
        }
    }
}
