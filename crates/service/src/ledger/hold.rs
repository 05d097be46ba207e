//! Setting credits aside for a run.

use domain::account::Denied;
use domain::credits::Credits;
use domain::id::{AccountId, ApiKeyId, LotId, OwnerId};
use domain::key::CapPeriod;
use domain::ledger::{HoldPart, allocate};
use domain::time::Timestamp;
use store::{Conn, accounts, api_keys, lots};

use super::error::Error;

/// What is to be set aside for one run.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) amount: Credits,
    /// The key that it is asked for with.
    pub(crate) key: Option<ApiKeyId>,
    pub(crate) now: Timestamp,
}

/// What was set aside, and of which account.
pub(crate) struct Held {
    pub(crate) account: AccountId,
    pub(crate) parts: Vec<HoldPart>,
}

/// Sets all that is asked for aside in the caller's transaction, each in its order, and counts it against the caps of the keys
/// that it is asked for with; or an error, about the sum of it. The conditions stand in the writes: whoever comes second at
/// the last credits changes no row.
pub(crate) async fn hold_in(conn: &mut Conn<'_>, owner: OwnerId, asked: &[Asked]) -> Result<Vec<Held>, Error> {
    let sum = asked.iter().try_fold(Credits::ZERO, |sum, asked| sum.plus(asked.amount)).ok_or(Error::Contended)?;
    // First the account: on PostgreSQL its row keeps two holds of one owner apart from here to the commit.
    let Some(account) = accounts::hold_of_owner(conn, owner, sum).await? else {
        let found = accounts::find_customers(conn, owner).await?.ok_or(Error::NoAccount)?;
        let available = found.balance.available;
        return Err(Error::Insufficient { available, missing: sum.minus(available).unwrap_or(sum) });
    };
    let mut lots = lots::list_open(conn, owner).await?;
    let mut of_lots: Vec<(LotId, Credits, Timestamp)> = Vec::new();
    let mut held = Vec::with_capacity(asked.len());
    for Asked { amount, key, now } in asked {
        if let Some(key) = key {
            spend(conn, owner, *key, *amount, *now).await?;
        }
        // Lots whose time is over still count in the balance until the sweeper has seen them.
        let allocation = allocate(&lots, *amount, *now)
            .map_err(|shortfall| Error::Insufficient { available: shortfall.available, missing: shortfall.missing })?;
        for part in &allocation.parts {
            let lot = lots.iter_mut().find(|lot| lot.id == part.lot).ok_or(Error::Contended)?;
            lot.held = lot.held.plus(part.amount).ok_or(Error::Contended)?;
            match of_lots.iter_mut().find(|(lot, ..)| *lot == part.lot) {
                Some((_, sum, last)) => {
                    *sum = sum.plus(part.amount).ok_or(Error::Contended)?;
                    *last = (*last).max(*now);
                }
                None => of_lots.push((part.lot, part.amount, *now)),
            }
        }
        held.push(Held { account, parts: allocation.parts });
    }
    for (lot, amount, now) in of_lots {
        if !lots::hold(conn, lot, amount, now).await? {
            return Err(Error::Contended);
        }
    }
    Ok(held)
}

async fn spend(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    key: ApiKeyId,
    amount: Credits,
    now: Timestamp,
) -> Result<(), Error> {
    let month = now.month();
    if api_keys::spend(conn, owner, key, amount, month, now).await? {
        return Ok(());
    }
    let found = api_keys::find(conn, owner, key, month).await?.filter(|key| !key.is_expired(now));
    // Ended between the look at the request and here.
    let Some(key) = found else { return Err(Denied::Unauthenticated.into()) };
    let Some(cap) = key.cap else { return Err(Error::Contended) };
    let spent = match cap.period {
        CapPeriod::Month => key.spent_this_month,
        CapPeriod::Total => key.spent,
    };
    let left = cap.amount.minus(spent).unwrap_or_default().max(Credits::ZERO);
    Err(Error::CapReached { cap, left })
}
