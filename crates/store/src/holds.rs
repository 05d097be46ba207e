//! Holds and their parts.

use std::collections::HashMap;

use domain::credits::{Credits, Usd};
use domain::id::{AccountId, ApiKeyId, HoldId, OwnerId, QuoteId, RunId, VersionId};
use domain::ledger::{HoldPart, HoldStatus, Split};
use domain::time::Timestamp;

use crate::conn::{Conn, execute_rows, fetch_rows, of_rows, rows_like};
use crate::error::{StoreError, expect_rows, read};

/// A hold as it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewHold {
    /// Which.
    pub id: HoldId,
    /// Whose.
    pub owner_id: OwnerId,
    /// Of which account; none where nothing is held.
    pub account_id: Option<AccountId>,
    /// By which quote.
    pub quote_id: QuoteId,
    /// For which run.
    pub run_id: RunId,
    /// How much.
    pub amount: Credits,
    /// Why it is nothing, where it is.
    pub reason: Option<&'static str>,
    /// With which key it was asked for, and in which month (UTC) that counts.
    pub key: Option<(ApiKeyId, i64)>,
    /// When.
    pub created_at: Timestamp,
}

/// A hold that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenHold {
    /// Which.
    pub id: HoldId,
    /// Whose.
    pub owner_id: OwnerId,
    /// Of which account.
    pub account_id: Option<AccountId>,
    /// How much.
    pub amount: Credits,
    /// The fee that was accepted.
    pub fee: Credits,
    /// Who earns it, and how much of it.
    pub split: Split,
    /// With which key it was asked for, and in which month (UTC) that counts.
    pub key: Option<(ApiKeyId, i64)>,
    /// The version that runs.
    pub version_id: VersionId,
    /// When it was made.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct HoldRow {
    id: String,
    run_id: String,
    owner_id: String,
    account_id: Option<String>,
    amount: i64,
    fee: i64,
    creator_id: String,
    creator_percent: i64,
    key_id: Option<String>,
    key_month: Option<i64>,
    version_id: String,
    created_at: i64,
}

impl HoldRow {
    fn into_hold(self) -> Result<(RunId, OpenHold), StoreError> {
        let hold = OpenHold {
            id: read("holds", "id", &self.id, str::parse)?,
            owner_id: read("holds", "owner_id", &self.owner_id, str::parse)?,
            account_id: self.account_id.map(|id| read("holds", "account_id", &id, str::parse)).transpose()?,
            amount: Credits::from_micro(self.amount),
            fee: Credits::from_micro(self.fee),
            split: Split {
                creator: read("quotes", "creator_id", &self.creator_id, str::parse)?,
                creator_percent: self.creator_percent,
            },
            key: self.key_id.map(|id| read("holds", "key_id", &id, str::parse)).transpose()?.zip(self.key_month),
            version_id: read("quotes", "version_id", &self.version_id, str::parse)?,
            created_at: Timestamp::from_micros(self.created_at),
        };
        Ok((read("holds", "run_id", &self.run_id, str::parse)?, hold))
    }
}

/// Adds holds, each with its parts.
pub async fn insert(conn: &mut Conn<'_>, holds: &[(NewHold, Vec<HoldPart>)]) -> Result<(), StoreError> {
    const HEAD: &str = "INSERT INTO holds (
            id, owner_id, account_id, quote_id, run_id, amount, reason, status, captured, to_creator_usd, to_platform_usd,
            created_at, key_id, key_month
        )";
    const ROW: &str = "?, ?, ?, ?, ?, ?, ?, 'open', 0, 0, 0, ?, ?, ?";
    const PARTS: &str = "INSERT INTO hold_parts (hold_id, place, owner_id, lot_id, amount, captured)";
    if holds.is_empty() {
        return Ok(());
    }
    let sql = rows_like(conn.dialect(), HEAD, ROW, holds.len());
    let changed = execute_rows!(conn, sql, holds.len() == 1, holds, query, (hold, _) => query
        .bind(hold.id.to_string())
        .bind(hold.owner_id.to_string())
        .bind(hold.account_id.map(|id| id.to_string()))
        .bind(hold.quote_id.to_string())
        .bind(hold.run_id.to_string())
        .bind(hold.amount.micro())
        .bind(hold.reason)
        .bind(hold.created_at.as_micros())
        .bind(hold.key.map(|(key, _)| key.to_string()))
        .bind(hold.key.map(|(_, month)| month)))?;
    expect_rows("holds::insert", changed, holds.len() as u64)?;
    let parts: Vec<(&NewHold, i64, &HoldPart)> = holds
        .iter()
        .flat_map(|(hold, parts)| (0i64..).zip(parts).map(move |(place, part)| (hold, place, part)))
        .collect();
    if parts.is_empty() {
        return Ok(());
    }
    let sql = rows_like(conn.dialect(), PARTS, "?, ?, ?, ?, ?, 0", parts.len());
    let changed = execute_rows!(conn, sql, parts.len() == 1, &parts, query, (hold, place, part) => query
        .bind(hold.id.to_string())
        .bind(*place)
        .bind(hold.owner_id.to_string())
        .bind(part.lot.to_string())
        .bind(part.amount.micro()))?;
    expect_rows("holds::insert parts", changed, parts.len() as u64)
}

/// The open holds of runs, with the terms of their quotes; those that are closed are missing.
pub async fn find_open(conn: &mut Conn<'_>, runs: &[RunId]) -> Result<HashMap<RunId, OpenHold>, StoreError> {
    const HEAD: &str =
        "SELECT h.id, h.run_id, h.owner_id, h.account_id, h.amount, q.fee, q.creator_id, q.creator_percent,
            q.version_id, h.created_at, h.key_id, h.key_month
        FROM holds h JOIN quotes q ON q.id = h.quote_id WHERE h.run_id IN (";
    if runs.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 1, runs.len(), ") AND h.status = 'open'");
    let rows: Vec<HoldRow> = fetch_rows!(conn, sql, runs.len() == 1, runs, query, run => query.bind(run.to_string()))?;
    rows.into_iter().map(HoldRow::into_hold).collect()
}

/// How a hold is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Which.
    pub hold: HoldId,
    /// What was captured.
    pub captured: Credits,
    /// What the creator earns of it.
    pub to_creator: Usd,
    /// What the platform earns of it.
    pub to_platform: Usd,
    /// When.
    pub at: Timestamp,
}

impl Closing {
    fn status(&self) -> HoldStatus {
        if self.captured > Credits::ZERO { HoldStatus::Captured } else { HoldStatus::Voided }
    }
}

/// Closes holds, each another one; how many. One that was closed before is not counted: it is closed once.
pub async fn close(conn: &mut Conn<'_>, closings: &[Closing]) -> Result<u64, StoreError> {
    const HEAD: &str =
        "UPDATE holds SET status = given.column2, captured = given.column3, to_creator_usd = given.column4,
            to_platform_usd = given.column5, closed_at = given.column6
        FROM (";
    if closings.is_empty() {
        return Ok(0);
    }
    let tail = ") AS given WHERE id = given.column1 AND status = 'open'";
    let sql = of_rows(conn.dialect(), HEAD, 6, closings.len(), tail);
    execute_rows!(conn, sql, closings.len() == 1, closings, query, closing => query
        .bind(closing.hold.to_string())
        .bind(closing.status().as_str())
        .bind(closing.captured.micro())
        .bind(closing.to_creator.micro())
        .bind(closing.to_platform.micro())
        .bind(closing.at.as_micros()))
}

/// Notes what was captured of parts: of a hold's part at a place, how much.
pub async fn capture_parts(conn: &mut Conn<'_>, parts: &[(HoldId, i64, Credits)]) -> Result<(), StoreError> {
    const HEAD: &str = "UPDATE hold_parts SET captured = given.column3 FROM (";
    const TAIL: &str = ") AS given WHERE hold_id = given.column1 AND place = given.column2";
    if parts.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, parts.len(), TAIL);
    let changed = execute_rows!(conn, sql, parts.len() == 1, parts, query, (hold, place, captured) => query
        .bind(hold.to_string())
        .bind(*place)
        .bind(captured.micro()))?;
    expect_rows("holds::capture_parts", changed, parts.len() as u64)
}
