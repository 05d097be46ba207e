//! Quotes that were accepted.

use domain::credits::Credits;
use domain::id::{OwnerId, QuoteId, VersionId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute_rows, rows};
use crate::error::{StoreError, expect_rows};

/// What was shown and accepted: frozen at the hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptedQuote {
    /// Which.
    pub id: QuoteId,
    /// Who accepted it.
    pub owner_id: OwnerId,
    /// The version that runs.
    pub version_id: VersionId,
    /// Who earns.
    pub creator_id: OwnerId,
    /// The agent's fee.
    pub fee: Credits,
    /// The most that model use may cost.
    pub model_ceiling: Credits,
    /// The creator's share of the fee's paid value, in percent.
    pub creator_percent: i64,
    /// When it was accepted.
    pub created_at: Timestamp,
}

/// Adds quotes.
pub async fn insert(conn: &mut Conn<'_>, quotes: &[AcceptedQuote]) -> Result<(), StoreError> {
    const HEAD: &str =
        "INSERT INTO quotes (id, owner_id, version_id, creator_id, fee, model_ceiling, creator_percent, created_at)";
    if quotes.is_empty() {
        return Ok(());
    }
    let sql = rows(conn.dialect(), HEAD, 8, quotes.len());
    let changed = execute_rows!(conn, sql, quotes.len() == 1, quotes, query, quote => query
        .bind(quote.id.to_string())
        .bind(quote.owner_id.to_string())
        .bind(quote.version_id.to_string())
        .bind(quote.creator_id.to_string())
        .bind(quote.fee.micro())
        .bind(quote.model_ceiling.micro())
        .bind(quote.creator_percent)
        .bind(quote.created_at.as_micros()))?;
    expect_rows("quotes::insert", changed, quotes.len() as u64)
}
