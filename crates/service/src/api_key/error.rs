//! What can go wrong with API keys.

use domain::account::Denied;
use domain::error::{FieldError, Kind};
use domain::key::MAX_KEYS;
use store::{StoreError, WriteFailure};

use crate::Problem;

/// What can go wrong with API keys.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No such key, or not the viewer's.
    #[error("not found")]
    NotFound,
    /// Fields that do not fit.
    #[error("invalid fields")]
    Invalid(Vec<FieldError>),
    /// The owner has as many as there may be.
    #[error("too many keys")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WriteFailure for Error {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}

impl Error {
    /// What a write says whose only unique key is the name among live keys.
    pub(super) fn of_write(error: StoreError) -> Self {
        if error.is_unique_violation() {
            let message = "You have a key of that name already; choose another.";
            return Self::Invalid(vec![FieldError::new("name", "taken", message)]);
        }
        Self::Store(error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::NotFound => Self::not_found(),
            Error::Invalid(fields) => Self::invalid(fields),
            Error::TooMany => Self::new(
                Kind::Conflict,
                "too_many_keys",
                format!("You have {MAX_KEYS} keys, and more there cannot be. Revoke one that you need no more."),
            ),
            Error::Store(error) => error.into(),
        }
    }
}
