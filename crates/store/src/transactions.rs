//! Transactions and their entries: append only.

use domain::credits::Credits;
use domain::id::{OwnerId, RunId, TransactionId};
use domain::ledger::{Code, Entry, StatementLine, Transaction};
use domain::time::Timestamp;

use crate::conn::{Conn, execute_rows, fetch, of_rows, rows};
use crate::error::{StoreError, expect_rows, read};

/// Transactions whose entries are one statement at most: each entry has eight values, and SQLite takes 32,766. A hold over
/// sixty lots still fits.
const POSTINGS_AT_ONCE: usize = 64;

/// What is written beside a transaction's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Which.
    pub id: TransactionId,
    /// What may happen once only has one name: `capture:run_…`.
    pub external_id: String,
    /// Whose statement it stands in.
    pub owner_id: OwnerId,
    /// The run it belongs to.
    pub run_id: Option<RunId>,
    /// In words.
    pub memo: String,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    code: String,
    run_id: Option<String>,
    memo: String,
    posted_at: i64,
    amount: i64,
}

/// A transaction as it is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// What is written beside it.
    pub heading: Heading,
    /// Its entries, which balance.
    pub transaction: Transaction,
    /// Whose the account of each entry is, in their order.
    pub owners: Vec<OwnerId>,
}

/// Adds transactions. `false` where one of such an external id is there already: then the write is to be given up.
pub async fn insert(conn: &mut Conn<'_>, postings: &[Posting]) -> Result<bool, StoreError> {
    const HEAD: &str = "INSERT INTO ledger_transactions (id, code, external_id, owner_id, run_id, memo, posted_at)";
    const ENTRIES: &str =
        "INSERT INTO ledger_entries (transaction_id, place, account_id, owner_id, asset, side, amount, lot_id)";
    if postings.is_empty() {
        return Ok(true);
    }
    let sql = of_rows(conn.dialect(), HEAD, 7, postings.len(), " ON CONFLICT (external_id) DO NOTHING");
    let inserted = execute_rows!(conn, sql, postings.len() == 1, postings, query, Posting { heading, transaction, .. } => query
        .bind(heading.id.to_string())
        .bind(transaction.code().as_str())
        .bind(&heading.external_id)
        .bind(heading.owner_id.to_string())
        .bind(heading.run_id.map(|run| run.to_string()))
        .bind(&heading.memo)
        .bind(heading.at.as_micros()))?;
    if inserted != postings.len() as u64 {
        return Ok(false);
    }
    for postings in postings.chunks(POSTINGS_AT_ONCE) {
        let entries: Vec<_> = postings.iter().flat_map(Posting::entries).collect();
        let sql = rows(conn.dialect(), ENTRIES, 8, entries.len());
        // Most often a capture alone: of one lot or two, with dollars or without.
        let changed = execute_rows!(conn, sql, postings.len() == 1, &entries, query, (id, place, owner, entry) => query
            .bind(id.to_string())
            .bind(*place)
            .bind(entry.account.to_string())
            .bind(owner.to_string())
            .bind(entry.asset.as_str())
            .bind(entry.side.as_str())
            .bind(entry.amount)
            .bind(entry.lot.map(|lot| lot.to_string())))?;
        expect_rows("transactions::insert", changed, entries.len() as u64)?;
    }
    Ok(true)
}

impl Posting {
    /// Each entry with its transaction, its place and whose its account is.
    fn entries(&self) -> impl Iterator<Item = (TransactionId, i64, OwnerId, &Entry)> {
        let entries = (0i64..).zip(&self.owners).zip(self.transaction.entries());
        entries.map(|((place, owner), entry)| (self.heading.id, place, *owner, entry))
    }
}

/// An owner's statement, newest first, from before `before`; one more than `limit` where there is more.
pub async fn list(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    before: Option<TransactionId>,
    limit: i64,
) -> Result<Vec<StatementLine>, StoreError> {
    const SQL: &str = "SELECT t.id, t.code, t.run_id, t.memo, t.posted_at,
            CAST(SUM(CASE e.side WHEN 'credit' THEN e.amount ELSE -e.amount END) AS BIGINT) AS amount
        FROM ledger_transactions t
        JOIN ledger_entries e ON e.transaction_id = t.id AND e.owner_id = t.owner_id AND e.asset = 'credit'
            AND e.lot_id IS NOT NULL
        WHERE t.owner_id = $1 AND t.id < $2
        GROUP BY t.id, t.code, t.run_id, t.memo, t.posted_at ORDER BY t.id DESC LIMIT $3";
    // Above every id: `~` comes after all of their characters.
    let before = before.map_or_else(|| "txn_~".to_owned(), |id| id.to_string());
    let rows: Vec<LineRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(&before).bind(limit), fetch_all)?;
    rows.into_iter()
        .map(|row| {
            Ok(StatementLine {
                id: read("ledger_transactions", "id", &row.id, str::parse)?,
                code: read("ledger_transactions", "code", &row.code, |text| Code::parse(text).ok_or("no code"))?,
                at: Timestamp::from_micros(row.posted_at),
                amount: Credits::from_micro(row.amount),
                run_id: row.run_id.map(|id| read("ledger_transactions", "run_id", &id, str::parse)).transpose()?,
                memo: row.memo,
            })
        })
        .collect()
}

/// How many transactions an owner's statement has.
pub async fn count(conn: &mut Conn<'_>, owner: OwnerId) -> Result<u64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM ledger_transactions WHERE owner_id = $1";
    let row: (i64,) = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_one)?;
    Ok(row.0.unsigned_abs())
}
