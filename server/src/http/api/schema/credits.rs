//! Credits, in millionths.

use utoipa::ToSchema;

/// What a customer has. `available` is `posted` without `held`.
#[derive(Debug, ToSchema)]
pub struct Balance {
    /// The sum of the entries.
    #[schema(example = 100_000_000)]
    pub posted_microcredits: i64,
    /// Set aside for runs that are not settled yet.
    #[schema(example = 4_000_000)]
    pub held_microcredits: i64,
    /// What can be spent.
    #[schema(example = 96_000_000)]
    pub available_microcredits: i64,
}

/// What one transaction did to a customer's credits.
#[derive(Debug, ToSchema)]
pub struct StatementLine {
    /// The transaction.
    #[schema(example = "txn_01kajk8tz7f0v9m3q2x5c6d8e4")]
    pub id: String,
    /// Why it was posted.
    pub code: TransactionCode,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// What came in (above zero) or went out (below).
    #[schema(example = -4_000_000)]
    pub amount_microcredits: i64,
    /// The run it belongs to, if any.
    #[schema(required)]
    pub run_id: Option<String>,
    /// In words: the agent's name, or where a grant came from.
    pub memo: String,
}

/// Why a transaction was posted.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransactionCode {
    /// Credits given.
    Grant,
    /// Credits bought.
    TopUp,
    /// A run charged.
    Capture,
    /// Credits ran out of time.
    Expire,
}
