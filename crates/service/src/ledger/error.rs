//! What can go wrong with the ledger.

use domain::account::Denied;
use domain::credits::Credits;
use domain::error::Kind;
use domain::key::{Cap, CapPeriod};
use domain::ledger::{SettlementError, TransactionError};
use store::{StoreError, WriteFailure};

use crate::Problem;

/// What can go wrong with the ledger.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The cursor is not one of ours.
    #[error("bad cursor")]
    BadCursor,
    /// The balance is too short.
    #[error("{missing} credits are missing")]
    Insufficient {
        /// What can be spent.
        available: Credits,
        /// What is missing.
        missing: Credits,
    },
    /// The key's cap leaves less.
    #[error("the key's cap leaves {left} credits")]
    CapReached {
        /// The cap.
        cap: Cap,
        /// What it leaves.
        left: Credits,
    },
    /// Another write took the same credits at the same time; the whole is tried again.
    #[error("the lots have changed")]
    Contended,
    /// The owner has no account of credits.
    #[error("no account")]
    NoAccount,
    /// The arithmetic refuses.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// The entries are no transaction.
    #[error(transparent)]
    Transaction(#[from] TransactionError),
    /// A sum left its range, or a hold was closed twice: nothing is written.
    #[error("the ledger refuses: {0}")]
    Refused(&'static str),
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

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::BadCursor => Self::new(Kind::Malformed, "bad_cursor", "The cursor is not one that this list gave."),
            Error::Insufficient { available, missing } => Self {
                facts: Some(serde_json::json!({
                    "available_microcredits": available.micro(),
                    "missing_microcredits": missing.micro(),
                })),
                ..Self::new(
                    Kind::InsufficientCredits,
                    "insufficient_credits",
                    format!(
                        "You have {} credits and {} more are needed. Nothing was charged.",
                        available.shown_down(),
                        missing.shown_up()
                    ),
                )
            },
            Error::CapReached { cap, left } => Self {
                facts: Some(serde_json::json!({ "cap": cap, "left_microcredits": left.micro() })),
                ..Self::new(
                    Kind::InsufficientCredits,
                    "key_cap_reached",
                    format!(
                        "The cap of this API key leaves {} of {} credits{}. Nothing was charged.",
                        left.shown_down(),
                        cap.amount.shown_down(),
                        if cap.period == CapPeriod::Month { " this month" } else { "" }
                    ),
                )
            },
            Error::Contended => Self {
                retry_after_seconds: Some(1),
                ..Self::new(Kind::Unavailable, "busy", "Your balance is being changed by other runs. Try again.")
            },
            Error::Store(error) => error.into(),
            Error::NoAccount | Error::Settlement(_) | Error::Transaction(_) | Error::Refused(_) => {
                tracing::error!(%error, "the ledger refused");
                Self::internal()
            }
        }
    }
}
