//! Closing a hold: what is captured of which part, and where its dollars go (decisions 3 and 7).

use super::entry::{Asset, Code, Entry, PlatformAccount, Side, Transaction, TransactionError};
use super::hold::HoldPart;
use super::lot::{Lot, LotKind};
use crate::credits::{Credits, Usd};
use crate::id::{AccountId, OwnerId};
use crate::time::Timestamp;

/// The creator's share of a fee's paid value today, in percent; the platform has the rest. A quote freezes it.
pub const CREATOR_PERCENT: i64 = 70;

/// Who earns by a run, and how much of the fee's paid value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Who made the agent.
    pub creator: OwnerId,
    /// The creator's share in percent, 0 to 100, as it was accepted with the quote.
    pub creator_percent: i64,
}

/// What becomes of one part of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSettlement {
    /// The lot, as it was when the hold closes.
    pub lot: Lot,
    /// What the hold had of it.
    pub held: Credits,
    /// What is captured.
    pub captured: Credits,
    /// What goes back, and expires at once because its lot's time is over.
    pub expired: Credits,
    /// The dollars that the captured part releases.
    pub released: Usd,
    /// The dollars that the expired part releases.
    pub expired_value: Usd,
}

/// What becomes of a hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// By part.
    pub parts: Vec<PartSettlement>,
    /// What the customer pays.
    pub captured: Credits,
    /// What the creator earns.
    pub to_creator: Usd,
    /// What the platform earns by the run.
    pub to_platform: Usd,
    /// To post for the capture; none where nothing is captured.
    pub capture: Option<Transaction>,
    /// To post for what expires at once; none where nothing does.
    pub expiry: Option<Transaction>,
}

/// Why a hold cannot be closed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// More than was held.
    #[error("more is captured than was held")]
    AboveHold,
    /// A part names a lot that is not given.
    #[error("a part of the hold has no lot")]
    UnknownLot,
    /// A sum does not fit.
    #[error("an amount is out of range")]
    Overflow,
    /// The entries do not form a transaction.
    #[error(transparent)]
    Transaction(#[from] TransactionError),
}

/// The dollars that `amount` of a lot releases.
///
/// By difference of roundings, so that all parts of a lot together release exactly what was paid for it, however it is cut
/// up.
fn released(lot: &Lot, before: Credits, amount: Credits) -> Option<Usd> {
    let after = before.minus(amount)?;
    lot.worth(before)?.minus(lot.worth(after)?)
}

/// Closes a hold of `parts` with `captured`, in the order in which the parts were taken.
///
/// `lots` are the lots of the parts as they stand now; `customer` is the customer's credit account; `split` says who earns what.
pub fn settle(
    parts: &[HoldPart],
    lots: &[Lot],
    captured: Credits,
    customer: AccountId,
    split: Split,
    now: Timestamp,
) -> Result<Settlement, SettlementError> {
    let mut left = captured;
    let mut settled = Vec::with_capacity(parts.len());
    for part in parts {
        let lot = *lots.iter().find(|lot| lot.id == part.lot).ok_or(SettlementError::UnknownLot)?;
        let take = part.amount.min(left);
        left = left.minus(take).ok_or(SettlementError::Overflow)?;
        let rest = part.amount.minus(take).ok_or(SettlementError::Overflow)?;
        let expired = if lot.is_expired(now) { rest } else { Credits::ZERO };
        let after_capture = lot.remaining.minus(take).ok_or(SettlementError::Overflow)?;
        settled.push(PartSettlement {
            lot,
            held: part.amount,
            captured: take,
            expired,
            released: released(&lot, lot.remaining, take).ok_or(SettlementError::Overflow)?,
            expired_value: released(&lot, after_capture, expired).ok_or(SettlementError::Overflow)?,
        });
    }
    if left != Credits::ZERO {
        return Err(SettlementError::AboveHold);
    }
    let value = Usd::sum(settled.iter().map(|part| part.released)).ok_or(SettlementError::Overflow)?;
    let to_creator = share(value, split.creator_percent);
    let to_platform = value.minus(to_creator).ok_or(SettlementError::Overflow)?;
    let capture = capture_transaction(&settled, customer, split.creator, to_creator, to_platform)?;
    let expiry = expiry_transaction(&settled, customer)?;
    Ok(Settlement { parts: settled, captured, to_creator, to_platform, capture, expiry })
}

/// The creator's share, rounded down.
fn share(value: Usd, percent: i64) -> Usd {
    // At most all of an i64, so it fits again.
    let product = i128::from(value.micro()) * i128::from(percent.clamp(0, 100)) / 100;
    Usd::from_micro(i64::try_from(product).unwrap_or(0))
}

fn capture_transaction(
    parts: &[PartSettlement],
    customer: AccountId,
    creator: OwnerId,
    to_creator: Usd,
    to_platform: Usd,
) -> Result<Option<Transaction>, SettlementError> {
    let mut entries = Vec::new();
    for part in parts.iter().filter(|part| part.captured > Credits::ZERO) {
        entries.push(customers(customer, part, part.captured));
    }
    if entries.is_empty() {
        return Ok(None);
    }
    let spent = entries.iter().map(|entry| entry.amount).sum();
    entries.push(platforms(PlatformAccount::Redeemed, Side::Credit, spent));
    let value = to_creator.plus(to_platform).ok_or(SettlementError::Overflow)?;
    for (account, side, amount) in [
        (PlatformAccount::DeferredRevenue, Side::Debit, value),
        (PlatformAccount::CreatorPayable(creator), Side::Credit, to_creator),
        (PlatformAccount::Revenue, Side::Credit, to_platform),
    ] {
        if amount > Usd::ZERO {
            entries.push(platforms(account, side, amount.micro()));
        }
    }
    Ok(Some(Transaction::new(Code::Capture, entries)?))
}

fn expiry_transaction(parts: &[PartSettlement], customer: AccountId) -> Result<Option<Transaction>, SettlementError> {
    let gone = parts.iter().filter(|part| part.expired > Credits::ZERO);
    let legs: Vec<(Entry, Usd)> =
        gone.map(|part| (customers(customer, part, part.expired), part.expired_value)).collect();
    if legs.is_empty() {
        return Ok(None);
    }
    let value = Usd::sum(legs.iter().map(|leg| leg.1)).ok_or(SettlementError::Overflow)?;
    Ok(Some(expiry(legs.into_iter().map(|leg| leg.0).collect(), value)?))
}

/// What expires: the customer's legs given, their dollars become the platform's revenue.
fn expiry(mut entries: Vec<Entry>, value: Usd) -> Result<Transaction, TransactionError> {
    let gone = entries.iter().map(|entry| entry.amount).sum();
    entries.push(platforms(PlatformAccount::Expired, Side::Credit, gone));
    if value > Usd::ZERO {
        entries.push(platforms(PlatformAccount::DeferredRevenue, Side::Debit, value.micro()));
        entries.push(platforms(PlatformAccount::Revenue, Side::Credit, value.micro()));
    }
    Transaction::new(Code::Expire, entries)
}

fn customers(account: AccountId, part: &PartSettlement, amount: Credits) -> Entry {
    Entry { account, asset: Asset::Credit, side: Side::Debit, amount: amount.micro(), lot: Some(part.lot.id) }
}

fn platforms(account: PlatformAccount, side: Side, amount: i64) -> Entry {
    Entry { account: account.id(), asset: account.asset(), side, amount, lot: None }
}

/// An inflow: the customer's credits grow by a lot; what was paid for it waits as deferred revenue.
pub fn issue(customer: AccountId, lot: &Lot) -> Result<Transaction, TransactionError> {
    let mut entries = vec![
        platforms(PlatformAccount::Issued, Side::Debit, lot.remaining.micro()),
        Entry {
            account: customer,
            asset: Asset::Credit,
            side: Side::Credit,
            amount: lot.remaining.micro(),
            lot: Some(lot.id),
        },
    ];
    if lot.paid > Usd::ZERO {
        entries.push(platforms(PlatformAccount::Clearing, Side::Debit, lot.paid.micro()));
        entries.push(platforms(PlatformAccount::DeferredRevenue, Side::Credit, lot.paid.micro()));
    }
    let code = if lot.kind == LotKind::Paid { Code::TopUp } else { Code::Grant };
    Transaction::new(code, entries)
}

/// What is free of a lot whose time is over expires.
pub fn expire(customer: AccountId, lot: &Lot) -> Result<Option<Transaction>, SettlementError> {
    let free = lot.remaining.minus(lot.held).ok_or(SettlementError::Overflow)?;
    if free <= Credits::ZERO {
        return Ok(None);
    }
    let value = released(lot, lot.remaining, free);
    let leg =
        Entry { account: customer, asset: Asset::Credit, side: Side::Debit, amount: free.micro(), lot: Some(lot.id) };
    Ok(Some(expiry(vec![leg], value.ok_or(SettlementError::Overflow)?)?))
}
