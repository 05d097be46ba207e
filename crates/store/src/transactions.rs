//! Transactions and their entries: append only.

use domain::credits::Credits;
use domain::id::{OwnerId, RunId, TransactionId};
use domain::ledger::{Code, StatementLine, Transaction};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

use crate::conn::{Conn, execute, fetch, rows};
use crate::error::{StoreError, expect_rows, read};

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

/// Adds a transaction. `false` where one of that external id is there already.
///
/// `owner_of` tells whose each account is: an entry carries it.
pub async fn insert(
    conn: &mut Conn<'_>,
    heading: &Heading,
    transaction: &Transaction,
    owner_of: impl Fn(&domain::ledger::Entry) -> OwnerId,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO ledger_transactions (id, code, external_id, owner_id, run_id, memo, posted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (external_id) DO NOTHING";
    let id = heading.id.to_string();
    let inserted = execute!(
        conn,
        sqlx::query(SQL)
            .bind(&id)
            .bind(transaction.code().as_str())
            .bind(&heading.external_id)
            .bind(heading.owner_id.to_string())
            .bind(heading.run_id.map(|run| run.to_string()))
            .bind(&heading.memo)
            .bind(heading.at.as_micros())
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    // All entries in one statement: a way to the database for each would be most of what a capture costs.
    let entries = transaction.entries();
    let sql = rows(
        conn.dialect(),
        "INSERT INTO ledger_entries (transaction_id, place, account_id, owner_id, asset, side, amount, lot_id)",
        8,
        entries.len(),
    );
    let changed = execute!(conn, {
        let mut query = sqlx::query(AssertSqlSafe(sql.clone()));
        for (place, entry) in (0i64..).zip(entries) {
            query = query
                .bind(&id)
                .bind(place)
                .bind(entry.account.to_string())
                .bind(owner_of(entry).to_string())
                .bind(entry.asset.as_str())
                .bind(entry.side.as_str())
                .bind(entry.amount)
                .bind(entry.lot.map(|lot| lot.to_string()));
        }
        query
    })?;
    expect_rows("transactions::insert", changed, entries.len() as u64)?;
    Ok(true)
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
