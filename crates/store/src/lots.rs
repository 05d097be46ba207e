//! Lots of credits.

use std::collections::HashMap;

use domain::credits::{Credits, Usd};
use domain::id::{AccountId, HoldId, LotId, OwnerId};
use domain::ledger::{HoldPart, Lot, LotKind};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, execute_rows, fetch, fetch_rows, of_rows};
use crate::error::{StoreError, expect_rows, read};

/// What is taken out of a lot, and what of it is not held any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotChange {
    /// Which.
    pub lot: LotId,
    /// Taken out.
    pub spent: Credits,
    /// Not held any more.
    pub released: Credits,
}

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

/// The lots of owners that are not spent, each owner's by age.
pub async fn list_open(conn: &mut Conn<'_>, owners: &[OwnerId]) -> Result<HashMap<OwnerId, Vec<Lot>>, StoreError> {
    const HEAD: &str = "SELECT owner_id, id, kind, original, remaining, held, paid_usd, expires_at FROM lots
        WHERE owner_id IN (";
    #[derive(sqlx::FromRow)]
    struct OpenRow {
        owner_id: String,
        #[sqlx(flatten)]
        lot: LotRow,
    }
    if owners.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 1, owners.len(), ") AND remaining > 0 ORDER BY id");
    let rows: Vec<OpenRow> =
        fetch_rows!(conn, sql, owners.len() == 1, owners, query, owner => query.bind(owner.to_string()))?;
    let mut lots: HashMap<OwnerId, Vec<Lot>> = HashMap::with_capacity(owners.len());
    for row in rows {
        let owner = read("lots", "owner_id", &row.owner_id, str::parse)?;
        lots.entry(owner).or_default().push(row.lot.into_lot()?);
    }
    Ok(lots)
}

/// The parts of holds, each hold's in order, and the lots of all of them as they stand now.
pub async fn list_of_holds(
    conn: &mut Conn<'_>,
    holds: &[HoldId],
) -> Result<(HashMap<HoldId, Vec<HoldPart>>, HashMap<LotId, Lot>), StoreError> {
    const HEAD: &str =
        "SELECT p.hold_id, p.amount, l.id, l.kind, l.original, l.remaining, l.held, l.paid_usd, l.expires_at
        FROM hold_parts p JOIN lots l ON l.id = p.lot_id WHERE p.hold_id IN (";
    #[derive(sqlx::FromRow)]
    struct PartRow {
        hold_id: String,
        amount: i64,
        #[sqlx(flatten)]
        lot: LotRow,
    }
    let (mut parts, mut lots) = (HashMap::new(), HashMap::new());
    if holds.is_empty() {
        return Ok((parts, lots));
    }
    let sql = of_rows(conn.dialect(), HEAD, 1, holds.len(), ") ORDER BY p.hold_id, p.place");
    let rows: Vec<PartRow> =
        fetch_rows!(conn, sql, holds.len() == 1, holds, query, hold => query.bind(hold.to_string()))?;
    for row in rows {
        let hold: HoldId = read("hold_parts", "hold_id", &row.hold_id, str::parse)?;
        let lot = row.lot.into_lot()?;
        let of_hold: &mut Vec<HoldPart> = parts.entry(hold).or_default();
        of_hold.push(HoldPart { lot: lot.id, amount: Credits::from_micro(row.amount) });
        lots.insert(lot.id, lot);
    }
    Ok((parts, lots))
}

/// What is to be set aside of a lot, at a time before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotHold {
    /// Which.
    pub lot: LotId,
    /// How much.
    pub amount: Credits,
    /// When.
    pub at: Timestamp,
}

/// Sets parts of lots aside, each of another one; of how many. One of which less is free, or whose time is over, is not counted.
pub async fn hold(conn: &mut Conn<'_>, holds: &[LotHold]) -> Result<u64, StoreError> {
    const HEAD: &str = "UPDATE lots SET held = held + given.column2 FROM (";
    const TAIL: &str = ") AS given WHERE id = given.column1 AND remaining - held >= given.column2
        AND (expires_at IS NULL OR expires_at > given.column3)";
    if holds.is_empty() {
        return Ok(0);
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, holds.len(), TAIL);
    execute_rows!(conn, sql, holds.len() == 1, holds, query, hold => query
        .bind(hold.lot.to_string())
        .bind(hold.amount.micro())
        .bind(hold.at.as_micros()))
}

/// Takes out of lots what was spent, and gives back what was held of them; each another one.
pub async fn settle(conn: &mut Conn<'_>, changes: &[LotChange]) -> Result<(), StoreError> {
    const HEAD: &str = "UPDATE lots SET remaining = remaining - given.column2, held = held - given.column3 FROM (";
    const TAIL: &str = ") AS given WHERE id = given.column1 AND remaining >= given.column2 AND held >= given.column3";
    if changes.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, changes.len(), TAIL);
    let changed = execute_rows!(conn, sql, changes.len() == 1, changes, query, change => query
        .bind(change.lot.to_string())
        .bind(change.spent.micro())
        .bind(change.released.micro()))?;
    expect_rows("lots::settle", changed, changes.len() as u64)
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
