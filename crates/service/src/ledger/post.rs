//! The only writer of transactions.

use domain::id::{OwnerId, PLATFORM};
use domain::ledger::{Entry, PlatformAccount, Transaction};
use domain::time::Timestamp;
use store::transactions::{self, Heading};
use store::{Conn, accounts};

use super::error::Error;

/// Posts a transaction, once for each external id. `creator` is who is owed by it, if anybody.
///
/// The sums that customers' accounts store are changed by the caller, which knows what of them was held.
pub(super) async fn post_in(
    conn: &mut Conn<'_>,
    heading: &Heading,
    transaction: &Transaction,
    creator: Option<OwnerId>,
) -> Result<(), Error> {
    if let Some(creator) = creator {
        open_payable(conn, creator, heading.at).await?;
    }
    let payable = creator.map(|creator| (PlatformAccount::CreatorPayable(creator).id(), creator));
    let owner_of = |entry: &Entry| match (entry.lot, payable) {
        (Some(_), _) => heading.owner_id,
        (None, Some((account, creator))) if entry.account == account => creator,
        (None, _) => PLATFORM,
    };
    if transactions::insert(conn, heading, transaction, owner_of).await? {
        Ok(())
    } else {
        Err(Error::Refused("a transaction of that name is posted already"))
    }
}

async fn open_payable(conn: &mut Conn<'_>, creator: OwnerId, at: Timestamp) -> Result<(), Error> {
    // The platform's own was opened at the start.
    if creator != PLATFORM {
        accounts::open_platforms(conn, PlatformAccount::CreatorPayable(creator), at).await?;
    }
    Ok(())
}
