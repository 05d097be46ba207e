//! What can go wrong with runs.

use domain::account::Denied;
use domain::error::{FieldError, Kind};
use domain::quota::Bound;
use domain::quote::Quote;
use store::{StoreError, WriteFailure};

use crate::{Problem, catalogue, ledger};

/// What can go wrong with runs.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No such run, artifact or listing, or not the viewer's.
    #[error("not found")]
    NotFound,
    /// The cursor is not one of ours.
    #[error("bad cursor")]
    BadCursor,
    /// Fields of the input do not fit.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// The fresh quote is above what was accepted.
    #[error("the quote has changed")]
    QuoteChanged(Box<Quote>),
    /// The idempotency key was used for another start.
    #[error("the idempotency key was used for another start")]
    KeyReused,
    /// No trial run is left.
    #[error("no trial run is left")]
    TrialUsedUp(Bound),
    /// A run that is over cannot be stopped.
    #[error("the run is over")]
    Over,
    /// A run that is in work cannot be deleted.
    #[error("the run is in work")]
    InWork,
    /// The run that the idempotency key started is deleted.
    #[error("the run is deleted")]
    Deleted,
    /// The run's content is erased, so it cannot be kept, and nothing of it taken over.
    #[error("the run is erased")]
    Erased,
    /// A run of another version can take nothing over.
    #[error("the run is of another version")]
    BranchOfOtherVersion,
    /// A run that is not over cannot be shared.
    #[error("the run is not over")]
    NotOver,
    /// No earlier run answers a start any more: it is worked then. Never leaves the cache.
    #[error("no answer serves")]
    NoAnswer,
    /// Another write came between; the whole is tried again.
    #[error("the run has changed")]
    Contended,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// The catalogue.
    #[error(transparent)]
    Catalogue(#[from] catalogue::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A stored value that cannot be read: ours.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl WriteFailure for Error {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Ledger(error) => error.store_error(),
            _ => None,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::NotFound => Self::not_found(),
            Error::BadCursor => Self::new(Kind::Malformed, "bad_cursor", "The cursor is not one that this list gave."),
            Error::Invalid(fields) => Self::invalid(fields),
            Error::QuoteChanged(quote) => Self {
                facts: serde_json::to_value(&quote).ok().map(|quote| serde_json::json!({ "quote": quote })),
                ..Self::new(
                    Kind::Conflict,
                    "quote_changed",
                    format!(
                        "The price is {} credits now, above what you accepted. Nothing was charged.",
                        quote.ceiling.shown_up()
                    ),
                )
            },
            Error::KeyReused => Self::new(
                Kind::Conflict,
                "idempotency_key_reused",
                "This idempotency key has started another run. Use a new key. Nothing was charged.",
            ),
            Error::TrialUsedUp(bound) => Self::new(
                Kind::RateLimited,
                "trial_used_up",
                format!("{} Nothing was started. With an account you can go on now.", used_up(bound)),
            ),
            Error::Over => Self::new(Kind::Conflict, "run_over", "This run is over already."),
            Error::InWork => Self::new(
                Kind::Conflict,
                "run_in_work",
                "This run is not over yet. Stop it first, or delete it when it has ended.",
            ),
            Error::Deleted => Self::new(
                Kind::Conflict,
                "run_deleted",
                "The run that this idempotency key started was deleted. Use a new key. Nothing was charged.",
            ),
            Error::BranchOfOtherVersion => Self::new(
                Kind::Conflict,
                "branch_of_other_version",
                "That run was worked by another version or another agent, so nothing of it can be taken over. Run this one \
                 by itself. Nothing was charged.",
            ),
            Error::NotOver => Self::new(
                Kind::Conflict,
                "run_not_over",
                "This run is not over yet. It can be shared when it has ended.",
            ),
            Error::Erased => Self::new(
                Kind::Conflict,
                "run_erased",
                "What this run was given and what came out of it is erased already.",
            ),
            Error::NoAnswer => Self::internal(),
            Error::Contended => Self {
                retry_after_seconds: Some(1),
                ..Self::new(Kind::Unavailable, "busy", "This run is being changed. Try again.")
            },
            Error::Ledger(error) => error.into(),
            Error::Catalogue(error) => error.into(),
            Error::Store(error) => error.into(),
            Error::Internal(what) => {
                tracing::error!(what, "a run could not be served");
                Self::internal()
            }
        }
    }
}

fn used_up(bound: Bound) -> &'static str {
    match bound {
        Bound::Device => "The trial runs of this device are used up.",
        Bound::Network => "The trial runs of this network are used up for today.",
        Bound::Everybody => "Today's trial runs are used up.",
    }
}
