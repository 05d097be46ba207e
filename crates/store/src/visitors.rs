//! Devices that ran something without an account, and the move of what they ran to the account that signs in there.

use domain::id::OwnerId;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};

/// Adds a visitor for a device. `false` where the device has one.
pub async fn insert(conn: &mut Conn<'_>, owner: OwnerId, device_mark: &str, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str =
        "INSERT INTO visitors (owner_id, device_mark, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(device_mark).bind(at.as_micros()))? == 1)
}

/// The visitor of a device.
pub async fn find(conn: &mut Conn<'_>, device_mark: &str) -> Result<Option<OwnerId>, StoreError> {
    const SQL: &str = "SELECT owner_id FROM visitors WHERE device_mark = $1";
    let row: Option<(String,)> = fetch!(conn, sqlx::query_as(SQL).bind(device_mark), fetch_optional)?;
    row.map(|row| read("visitors", "owner_id", &row.0, str::parse)).transpose()
}

/// Notes a start and keeps the visitor from moving until the transaction ends. `false` where it has moved.
pub async fn start(conn: &mut Conn<'_>, owner: OwnerId, at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE visitors SET last_start_at = $2 WHERE owner_id = $1";
    Ok(execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(at.as_micros()))? == 1)
}

/// Ends a visitor: nothing is started for it any more. `false` where it has ended.
pub async fn end(conn: &mut Conn<'_>, owner: OwnerId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM visitors WHERE owner_id = $1";
    Ok(execute!(conn, sqlx::query(SQL).bind(owner.to_string()))? == 1)
}

macro_rules! moved {
    ($($table:literal),* $(,)?) => {
        /// The tables whose rows go with a visitor's runs. A test compares this list and [`STAYING`] with the schema.
        pub const MOVED: &[&str] = &["runs", "idempotency_keys", $($table),*];

        const MOVES: &[&str] = &[$(concat!("UPDATE ", $table, " SET owner_id = $2 WHERE owner_id = $1")),*];
    };
}

moved! { "quotes", "holds", "run_events", "run_steps", "inherited_steps", "artifacts", "run_files", "run_shares", "quota_uses" }

/// The tables in which a visitor has no rows, or whose rows are not about its runs.
pub const STAYING: &[&str] = &[
    "users",
    "sessions",
    "refresh_tokens",
    "mail_tokens",
    "mails",
    "avatars",
    "preferences",
    "sign_ins",
    "second_factors",
    "recovery_codes",
    "pending_sign_ins",
    "api_keys",
    // What was asked stays told of whoever asked.
    "api_calls",
    // Good for half a minute, and for people only.
    "ws_tickets",
    "accounts",
    "ledger_transactions",
    "ledger_entries",
    "lots",
    // Nothing is held of a visitor, so no hold of it has parts.
    "hold_parts",
    // Counts of devices and networks, which belong to the platform.
    "quotas",
    "visitors",
    "sign_up_marks",
    "welcome_marks",
    // By `Blobs::share`, which knows where they are.
    "blobs",
];

/// Makes everything that a visitor ran another owner's. How many runs.
///
/// Whoever works on one of them loses it by its lease, as if it had died, and the next worker goes on for the new owner.
pub async fn move_runs(conn: &mut Conn<'_>, from: OwnerId, to: OwnerId, at: Timestamp) -> Result<u64, StoreError> {
    const RUNS: &str = "UPDATE runs SET owner_id = $2,
            lease = CASE WHEN status IN ('running', 'cancelling') THEN lease + 1 ELSE lease END,
            lease_until = CASE WHEN status IN ('running', 'cancelling') THEN 0 ELSE lease_until END,
            attempt = CASE WHEN status IN ('running', 'cancelling') THEN attempt - 1 ELSE attempt END
        WHERE owner_id = $1";
    // A key that the account used as well starts nothing any more: its own run is what it gives.
    const DOUBLE_KEYS: &str = "DELETE FROM idempotency_keys WHERE owner_id = $1 AND EXISTS (
            SELECT 1 FROM idempotency_keys o WHERE o.owner_id = $2 AND o.operation = idempotency_keys.operation
                AND o.idempotency_key = idempotency_keys.idempotency_key
        )";
    const KEYS: &str = "UPDATE idempotency_keys SET owner_id = $2 WHERE owner_id = $1";
    const BLOBS: &str = "INSERT INTO blob_moves (from_owner_id, to_owner_id, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (from_owner_id) DO NOTHING";
    let (from, to) = (from.to_string(), to.to_string());
    let runs = execute!(conn, sqlx::query(RUNS).bind(&from).bind(&to))?;
    for sql in MOVES.iter().copied().chain([DOUBLE_KEYS, KEYS]) {
        execute!(conn, sqlx::query(sql).bind(&from).bind(&to))?;
    }
    if runs > 0 {
        execute!(conn, sqlx::query(BLOBS).bind(&from).bind(&to).bind(at.as_micros()))?;
    }
    Ok(runs)
}

/// Whose files are still to be put under whose name.
pub async fn list_blob_moves(conn: &mut Conn<'_>) -> Result<Vec<(OwnerId, OwnerId)>, StoreError> {
    const SQL: &str = "SELECT from_owner_id, to_owner_id FROM blob_moves ORDER BY created_at LIMIT 100";
    let rows: Vec<(String, String)> = fetch!(conn, sqlx::query_as(SQL), fetch_all)?;
    rows.into_iter()
        .map(|(from, to)| {
            Ok((
                read("blob_moves", "from_owner_id", &from, str::parse)?,
                read("blob_moves", "to_owner_id", &to, str::parse)?,
            ))
        })
        .collect()
}

/// Notes that an owner's files are where they belong.
pub async fn end_blob_move(conn: &mut Conn<'_>, from: OwnerId) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM blob_moves WHERE from_owner_id = $1";
    execute!(conn, sqlx::query(SQL).bind(from.to_string()))?;
    Ok(())
}
