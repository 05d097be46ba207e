//! Setting credits aside for a run.

use domain::credits::Credits;
use domain::id::{AccountId, OwnerId};
use domain::ledger::{HoldPart, allocate};
use domain::time::Timestamp;
use store::{Conn, accounts, lots};

use super::error::Error;

/// What was set aside, and of which account.
pub(crate) struct Held {
    pub(crate) account: AccountId,
    pub(crate) parts: Vec<HoldPart>,
}

/// Sets `amount` aside in the caller's transaction. The conditions stand in the writes: whoever comes second at the last
/// credits changes no row.
pub(crate) async fn hold_in(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    amount: Credits,
    now: Timestamp,
) -> Result<Held, Error> {
    // First the account: on PostgreSQL its row keeps two holds of one owner apart from here to the commit.
    let Some(account) = accounts::hold_of_owner(conn, owner, amount).await? else {
        let found = accounts::find_customers(conn, owner).await?.ok_or(Error::NoAccount)?;
        let available = found.balance.available;
        return Err(Error::Insufficient { available, missing: amount.minus(available).unwrap_or(amount) });
    };
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
