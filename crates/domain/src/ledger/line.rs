//! A line of a customer's statement.

use serde::{Deserialize, Serialize};

use super::entry::Code;
use crate::credits::Credits;
use crate::id::{RunId, TransactionId};
use crate::time::Timestamp;

/// What one transaction did to a customer's credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// The transaction.
    pub id: TransactionId,
    /// Why it was posted.
    pub code: Code,
    /// When.
    pub at: Timestamp,
    /// What came in (above zero) or went out (below).
    #[serde(rename = "amount_microcredits")]
    pub amount: Credits,
    /// The run it belongs to, if any.
    pub run_id: Option<RunId>,
    /// In words: the agent's name, or where a grant came from.
    pub memo: String,
}
