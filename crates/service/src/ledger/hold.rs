//! Setting credits aside for a run.

use domain::account::Denied;
use domain::credits::Credits;
use domain::id::{AccountId, ApiKeyId, OwnerId};
use domain::key::CapPeriod;
use domain::ledger::{HoldPart, allocate};
use domain::time::Timestamp;
use store::{Conn, accounts, api_keys, lots};

use super::error::Error;

/// What was set aside, and of which account.
pub(crate) struct Held {
    pub(crate) account: AccountId,
    pub(crate) parts: Vec<HoldPart>,
}

/// Sets `amount` aside in the caller's transaction, and counts it against the cap of the key that it is asked for with.
/// The conditions stand in the writes: whoever comes second at the last credits changes no row.
pub(crate) async fn hold_in(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    amount: Credits,
    key: Option<ApiKeyId>,
    now: Timestamp,
) -> Result<Held, Error> {
    // First the account: on PostgreSQL its row keeps two holds of one owner apart from here to the commit.
    let Some(account) = accounts::hold_of_owner(conn, owner, amount).await? else {
        let found = accounts::find_customers(conn, owner).await?.ok_or(Error::NoAccount)?;
        let available = found.balance.available;
        return Err(Error::Insufficient { available, missing: amount.minus(available).unwrap_or(amount) });
    };
    if let Some(key) = key {
        spend(conn, owner, key, amount, now).await?;
    }
    let open = lots::list_open(conn, owner).await?;
    // Lots whose time is over still count in the balance until the sweeper has seen them.
    let allocation = allocate(&open, amount, now)
        .map_err(|shortfall| Error::Insufficient { available: shortfall.available, missing: shortfall.missing })?;
    for part in &allocation.parts {
        if !lots::hold(conn, part.lot, part.amount, now).await? {
            return Err(Error::Contended);
        }
    }
    Ok(Held { account, parts: allocation.parts })
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
