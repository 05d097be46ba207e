//! Setting credits aside for a run.

use std::collections::BTreeMap;

use domain::account::Denied;
use domain::credits::Credits;
use domain::id::{AccountId, ApiKeyId, LotId, OwnerId};
use domain::key::CapPeriod;
use domain::ledger::{HoldPart, allocate};
use domain::time::Timestamp;
use store::lots::LotHold;
use store::{Conn, accounts, api_keys, lots};

use super::error::Error;

/// What is to be set aside for one run.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) owner: OwnerId,
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
/// that it is asked for with; or an error, about the sum of an owner's. The conditions stand in the writes: whoever comes
/// second at the last credits changes no row.
pub(crate) async fn hold_in(conn: &mut Conn<'_>, asked: &[Asked]) -> Result<Vec<Held>, Error> {
    let sums = sums(asked, |asked| Some(asked.owner))?;
    // First the accounts: on PostgreSQL their rows keep two holds of one owner apart from here to the commit.
    let accounts = accounts::hold_of_owners(conn, &sums).await?;
    if let Some((owner, sum)) = sums.iter().find(|(owner, _)| !accounts.contains_key(owner)) {
        let found = accounts::find_customers(conn, *owner).await?.ok_or(Error::NoAccount)?;
        let available = found.balance.available;
        return Err(Error::Insufficient { available, missing: sum.minus(available).unwrap_or(*sum) });
    }
    // A key has one owner.
    for ((owner, key, month), amount) in self::sums(asked, |asked| Some((asked.owner, asked.key?, asked.now.month())))?
    {
        let last = asked.iter().filter(|asked| asked.key == Some(key)).map(|asked| asked.now).max();
        spend(conn, owner, key, amount, month, last.unwrap_or_default()).await?;
    }
    let owners: Vec<OwnerId> = sums.iter().map(|(owner, _)| *owner).collect();
    let mut lots = lots::list_open(conn, &owners).await?;
    let mut of_lots: BTreeMap<LotId, LotHold> = BTreeMap::new();
    let mut held = Vec::with_capacity(asked.len());
    for Asked { owner, amount, now, .. } in asked {
        let lots = lots.entry(*owner).or_default();
        // Lots whose time is over still count in the balance until the sweeper has seen them.
        let allocation = allocate(lots, *amount, *now)
            .map_err(|shortfall| Error::Insufficient { available: shortfall.available, missing: shortfall.missing })?;
        for part in &allocation.parts {
            let lot = lots.iter_mut().find(|lot| lot.id == part.lot).ok_or(Error::Contended)?;
            lot.held = lot.held.plus(part.amount).ok_or(Error::Contended)?;
            let of_lot = of_lots.entry(part.lot).or_insert(LotHold { lot: part.lot, amount: Credits::ZERO, at: *now });
            of_lot.amount = of_lot.amount.plus(part.amount).ok_or(Error::Contended)?;
            of_lot.at = of_lot.at.max(*now);
        }
        let account = *accounts.get(owner).ok_or(Error::NoAccount)?;
        held.push(Held { account, parts: allocation.parts });
    }
    if lots::hold(conn, &of_lots.values().copied().collect::<Vec<_>>()).await? != of_lots.len() as u64 {
        return Err(Error::Contended);
    }
    Ok(held)
}

/// What is asked for of each `of`, in its order.
fn sums<K: Copy + Ord>(asked: &[Asked], of: impl Fn(&Asked) -> Option<K>) -> Result<Vec<(K, Credits)>, Error> {
    let mut sums: BTreeMap<K, Credits> = BTreeMap::new();
    for one in asked {
        if let Some(key) = of(one) {
            let sum = sums.entry(key).or_default();
            *sum = sum.plus(one.amount).ok_or(Error::Contended)?;
        }
    }
    Ok(sums.into_iter().collect())
}

async fn spend(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    key: ApiKeyId,
    amount: Credits,
    month: i64,
    now: Timestamp,
) -> Result<(), Error> {
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
