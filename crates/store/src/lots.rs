//! Lots of credits.

use domain::credits::{Credits, Usd};
use domain::id::{AccountId, HoldId, LotId, OwnerId};
use domain::ledger::{HoldPart, Lot, LotKind};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

#[derive(sqlx::FromRow)]
struct LotRow {
    id: String,
    kind: String,
    original: i64,
    remaining: i64,
    held: i64,
    paid_usd: i64,
    expires_at: Option<i64>,
}

impl LotRow {
    fn into_lot(self) -> Result<Lot, StoreError> {
        Ok(Lot {
            id: read("lots", "id", &self.id, str::parse)?,
            kind: read("lots", "kind", &self.kind, |text| LotKind::parse(text).ok_or("no kind"))?,
            original: Credits::from_micro(self.original),
            remaining: Credits::from_micro(self.remaining),
            held: Credits::from_micro(self.held),
            paid: Usd::from_micro(self.paid_usd),
            expires_at: self.expires_at.map(Timestamp::from_micros),
        })
    }
}

/// Adds a lot.
pub async fn insert(
    conn: &mut Conn<'_>,
    lot: &Lot,
    owner: OwnerId,
    account: AccountId,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO lots (
            id, owner_id, account_id, kind, original, remaining, held, paid_usd, expires_at, created_at
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(lot.id.to_string())
            .bind(owner.to_string())
            .bind(account.to_string())
            .bind(lot.kind.as_str())
            .bind(lot.original.micro())
            .bind(lot.remaining.micro())
            .bind(lot.held.micro())
            .bind(lot.paid.micro())
            .bind(lot.expires_at.map(Timestamp::as_micros))
            .bind(at.as_micros())
    )?;
    expect_rows("lots::insert", changed, 1)
}

/// The lots of an owner that are not spent.
pub async fn list_open(conn: &mut Conn<'_>, owner: OwnerId) -> Result<Vec<Lot>, StoreError> {
    const SQL: &str = "SELECT id, kind, original, remaining, held, paid_usd, expires_at FROM lots
        WHERE owner_id = $1 AND remaining > 0 ORDER BY id";
    let rows: Vec<LotRow> = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_all)?;
    rows.into_iter().map(LotRow::into_lot).collect()
}

/// The parts of a hold in order, each with its lot as it stands now.
pub async fn list_of_hold(conn: &mut Conn<'_>, hold: HoldId) -> Result<(Vec<HoldPart>, Vec<Lot>), StoreError> {
    const SQL: &str = "SELECT p.amount, l.id, l.kind, l.original, l.remaining, l.held, l.paid_usd, l.expires_at
        FROM hold_parts p JOIN lots l ON l.id = p.lot_id WHERE p.hold_id = $1 ORDER BY p.place";
    #[derive(sqlx::FromRow)]
    struct PartRow {
        amount: i64,
        #[sqlx(flatten)]
        lot: LotRow,
    }
    let rows: Vec<PartRow> = fetch!(conn, sqlx::query_as(SQL).bind(hold.to_string()), fetch_all)?;
    rows.into_iter()
        .map(|row| {
            let lot = row.lot.into_lot()?;
            Ok((HoldPart { lot: lot.id, amount: Credits::from_micro(row.amount) }, lot))
        })
        .collect()
}

/// Sets part of a lot aside if it is free and its time is not over. `false` where it is not.
pub async fn hold(conn: &mut Conn<'_>, id: LotId, amount: Credits, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE lots SET held = held + $2
        WHERE id = $1 AND remaining - held >= $2 AND (expires_at IS NULL OR expires_at > $3)";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(amount.micro()).bind(now.as_micros()))? == 1)
}

/// Takes `spent` out of a lot and gives `released` of what was held back.
pub async fn settle(conn: &mut Conn<'_>, id: LotId, spent: Credits, released: Credits) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE lots SET remaining = remaining - $2, held = held - $3
        WHERE id = $1 AND remaining >= $2 AND held >= $3";
    let changed = execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(spent.micro()).bind(released.micro()))?;
    expect_rows("lots::settle", changed, 1)
}

/// Lots whose time is over and of which something is free, with their owner and account.
pub async fn list_expired(
    conn: &mut Conn<'_>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(Lot, OwnerId, AccountId)>, StoreError> {
    const SQL: &str = "SELECT id, kind, original, remaining, held, paid_usd, expires_at FROM lots
        WHERE remaining > 0 AND expires_at IS NOT NULL AND expires_at <= $1 AND remaining > held ORDER BY id LIMIT $2";
    const OWNERS: &str = "SELECT owner_id, account_id FROM lots
        WHERE remaining > 0 AND expires_at IS NOT NULL AND expires_at <= $1 AND remaining > held ORDER BY id LIMIT $2";
    let rows: Vec<LotRow> = fetch!(conn, sqlx::query_as(SQL).bind(now.as_micros()).bind(limit), fetch_all)?;
    let owners: Vec<(String, String)> =
        fetch!(conn, sqlx::query_as(OWNERS).bind(now.as_micros()).bind(limit), fetch_all)?;
    rows.into_iter()
        .zip(owners)
        .map(|(row, (owner, account))| {
            let owner = read("lots", "owner_id", &owner, str::parse)?;
            Ok((row.into_lot()?, owner, read("lots", "account_id", &account, str::parse)?))
        })
        .collect()
}
