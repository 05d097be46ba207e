//! What `guildhall verify` compares: each function lists what breaks one promise of the ledger, at most [`SHOWN`] of it.

use domain::time::Timestamp;

use crate::conn::{Conn, fetch};
use crate::error::StoreError;

/// Faults listed of one kind at most.
pub const SHOWN: i64 = 100;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $sql:literal;)*) => {$(
        $(#[$doc])*
        pub async fn $name(conn: &mut Conn<'_>) -> Result<Vec<String>, StoreError> {
            let rows: Vec<(String,)> = fetch!(conn, sqlx::query_as($sql).bind(SHOWN), fetch_all)?;
            Ok(rows.into_iter().map(|row| row.0).collect())
        }
    )*};
}

faults! {
    /// Transactions whose entries do not sum to zero in each asset.
    unbalanced_transactions = "SELECT transaction_id FROM ledger_entries GROUP BY transaction_id, asset
        HAVING SUM(CASE side WHEN 'credit' THEN amount ELSE -amount END) <> 0 LIMIT $1";
    /// Transactions without entries.
    empty_transactions = "SELECT t.id FROM ledger_transactions t
        LEFT JOIN ledger_entries e ON e.transaction_id = t.id WHERE e.transaction_id IS NULL LIMIT $1";
    /// Customers' accounts whose stored balance is not the sum of their entries.
    wrong_balances = "SELECT a.id FROM accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.kind = 'customer' GROUP BY a.id, a.posted
        HAVING COALESCE(SUM(CASE e.side WHEN 'credit' THEN e.amount WHEN 'debit' THEN -e.amount END), 0) <> a.posted LIMIT $1";
    /// Customers' accounts that hold more than they have, or less than nothing.
    overdrawn_accounts = "SELECT id FROM accounts WHERE posted < 0 OR held < 0 OR held > posted LIMIT $1";
    /// Customers' accounts whose held sum is not that of their open holds.
    wrong_held = "SELECT a.id FROM accounts a LEFT JOIN holds h ON h.account_id = a.id AND h.status = 'open'
        WHERE a.kind = 'customer' GROUP BY a.id, a.held HAVING COALESCE(SUM(h.amount), 0) <> a.held LIMIT $1";
    /// Lots whose rest is not what their entries leave.
    wrong_lots = "SELECT l.id FROM lots l LEFT JOIN ledger_entries e ON e.lot_id = l.id GROUP BY l.id, l.remaining
        HAVING COALESCE(SUM(CASE e.side WHEN 'credit' THEN e.amount WHEN 'debit' THEN -e.amount END), 0) <> l.remaining LIMIT $1";
    /// Lots whose held sum is not that of the open holds on them.
    wrong_lot_held = "SELECT l.id FROM lots l
        LEFT JOIN (
            SELECT p.lot_id, p.amount FROM hold_parts p JOIN holds h ON h.id = p.hold_id WHERE h.status = 'open'
        ) o ON o.lot_id = l.id
        GROUP BY l.id, l.held HAVING COALESCE(SUM(o.amount), 0) <> l.held LIMIT $1";
    /// Accounts whose balance is not the sum of their lots.
    wrong_lot_sums = "SELECT a.id FROM accounts a LEFT JOIN lots l ON l.account_id = a.id
        WHERE a.kind = 'customer' GROUP BY a.id, a.posted HAVING COALESCE(SUM(l.remaining), 0) <> a.posted LIMIT $1";
    /// Holds whose parts do not make up their amount.
    wrong_hold_parts = "SELECT h.id FROM holds h LEFT JOIN hold_parts p ON p.hold_id = h.id
        GROUP BY h.id, h.amount HAVING COALESCE(SUM(p.amount), 0) <> h.amount LIMIT $1";
    /// Holds whose capture is not what their parts and their entries say.
    wrong_captures = "SELECT h.id FROM holds h
        LEFT JOIN (SELECT hold_id, SUM(captured) AS parts FROM hold_parts GROUP BY hold_id) p ON p.hold_id = h.id
        LEFT JOIN (
            SELECT t.run_id, SUM(e.amount) AS entries FROM ledger_transactions t
            JOIN ledger_entries e ON e.transaction_id = t.id
            WHERE t.code = 'capture' AND e.asset = 'credit' AND e.side = 'debit' GROUP BY t.run_id
        ) c ON c.run_id = h.run_id
        WHERE h.captured <> COALESCE(p.parts, 0) OR h.captured <> COALESCE(c.entries, 0) LIMIT $1";
    /// Captures whose dollars are not those of their parts.
    wrong_splits = "SELECT h.id FROM holds h
        LEFT JOIN (
            SELECT t.run_id, SUM(e.amount) AS value FROM ledger_transactions t
            JOIN ledger_entries e ON e.transaction_id = t.id
            WHERE t.code = 'capture' AND e.asset = 'usd' AND e.side = 'debit' GROUP BY t.run_id
        ) c ON c.run_id = h.run_id
        WHERE h.to_creator_usd + h.to_platform_usd <> COALESCE(c.value, 0) LIMIT $1";
    /// API keys whose spending is not what their holds set aside and captured.
    wrong_key_spending = "SELECT k.id FROM api_keys k LEFT JOIN holds h ON h.key_id = k.id GROUP BY k.id, k.spent
        HAVING COALESCE(SUM(CASE h.status WHEN 'open' THEN h.amount ELSE h.captured END), 0) <> k.spent LIMIT $1";
    /// Finished runs whose hold is open, and closed holds whose run is not finished.
    runs_and_holds_apart = "SELECT r.id FROM runs r JOIN holds h ON h.run_id = r.id
        WHERE (r.settled_at IS NULL AND h.status <> 'open') OR (r.settled_at IS NOT NULL AND h.status = 'open') LIMIT $1";
    /// Runs without a hold, and finished ones that were charged something else than was captured.
    runs_charged_wrongly = "SELECT r.id FROM runs r LEFT JOIN holds h ON h.run_id = r.id
        WHERE h.id IS NULL OR h.id <> r.hold_id OR (r.settled_at IS NOT NULL AND COALESCE(r.charged, -1) <> h.captured) LIMIT $1";
    /// Runs whose state and settlement do not fit.
    runs_half_settled = "SELECT id FROM runs
        WHERE (status IN ('succeeded', 'failed', 'cancelled', 'timed_out')) <> (settled_at IS NOT NULL)
            OR (status IN ('failed', 'timed_out') AND charged <> 0) LIMIT $1";
    /// Quotas that do not count their uses.
    wrong_quotas = "SELECT q.kind || ' ' || q.subject FROM quotas q
        LEFT JOIN quota_uses u ON u.kind = q.kind AND u.subject = q.subject AND u.starts_at = q.starts_at
            AND u.returned_at IS NULL
        GROUP BY q.kind, q.subject, q.starts_at, q.used HAVING COUNT(u.hold_id) <> q.used LIMIT $1";
    /// Runs whose events have gaps.
    event_gaps = "SELECT r.id FROM runs r LEFT JOIN run_events e ON e.run_id = r.id
        GROUP BY r.id, r.next_seq HAVING COUNT(e.seq) <> r.next_seq OR COALESCE(MAX(e.seq), -1) <> r.next_seq - 1 LIMIT $1";
    /// Settled runs that do not end with run.settled.
    unsettled_ends = "SELECT r.id FROM runs r LEFT JOIN run_events e ON e.run_id = r.id AND e.seq = r.next_seq - 1
        WHERE r.settled_at IS NOT NULL AND COALESCE(e.name, '') <> 'run.settled' LIMIT $1";
}

/// Runs at work whose lease ran out before `before`: nobody takes them over.
pub async fn stuck_runs(conn: &mut Conn<'_>, before: Timestamp) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT id FROM runs WHERE status IN ('running', 'cancelling') AND lease_until < $1 AND lease_until > 0 LIMIT $2";
    let rows: Vec<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(before.as_micros()).bind(SHOWN), fetch_all)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Rows looked at: transactions, accounts, lots, holds, runs.
pub async fn counts(conn: &mut Conn<'_>) -> Result<[u64; 5], StoreError> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM ledger_transactions), (SELECT COUNT(*) FROM accounts),
        (SELECT COUNT(*) FROM lots), (SELECT COUNT(*) FROM holds), (SELECT COUNT(*) FROM runs)";
    let row: (i64, i64, i64, i64, i64) = fetch!(conn, sqlx::query_as(SQL), fetch_one)?;
    Ok([row.0, row.1, row.2, row.3, row.4].map(i64::unsigned_abs))
}
