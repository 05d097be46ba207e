//! What can go wrong with receipts.

use domain::account::Denied;
use domain::error::Kind;
use store::StoreError;

use crate::Problem;

/// What can go wrong with receipts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No such run, or not the viewer's.
    #[error("not found")]
    NotFound,
    /// A run that is not settled has no receipt yet.
    #[error("the run is not settled")]
    NotSettled,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::NotFound => Self::not_found(),
            Error::NotSettled => Self::new(
                Kind::Conflict,
                "run_not_settled",
                "This run is not settled yet. Its receipt is there as soon as it is.",
            ),
            Error::Store(error) => error.into(),
        }
    }
}
