//! The only writer of transactions.

use std::collections::BTreeMap;

use domain::id::{AccountId, OwnerId, PLATFORM};
use domain::ledger::{Entry, PlatformAccount, Transaction};
use domain::time::Timestamp;
use store::transactions::{self, Heading, Posting};
use store::{Conn, accounts};

use super::error::Error;

/// A transaction that is to be posted. `creator` is who is owed by it, if anybody.
pub(super) struct Post {
    pub(super) heading: Heading,
    pub(super) transaction: Transaction,
    pub(super) creator: Option<OwnerId>,
}

impl Post {
    fn into_posting(self) -> Posting {
        let Self { heading, transaction, creator } = self;
        let payable = creator.map(|creator| (PlatformAccount::CreatorPayable(creator).id(), creator));
        let owners = transaction.entries().iter().map(|entry| owner_of(entry, heading.owner_id, payable)).collect();
        Posting { heading, transaction, owners }
    }
}

/// Whose the account of an entry is: the customer's where it touches a lot.
fn owner_of(entry: &Entry, customer: OwnerId, payable: Option<(AccountId, OwnerId)>) -> OwnerId {
    match (entry.lot, payable) {
        (Some(_), _) => customer,
        (None, Some((account, creator))) if entry.account == account => creator,
        (None, _) => PLATFORM,
    }
}

/// Posts transactions, once for each external id.
///
/// The sums that customers' accounts store are changed by the caller, which knows what of them was held.
pub(super) async fn post_in(conn: &mut Conn<'_>, posts: Vec<Post>) -> Result<(), Error> {
    open_payables(conn, &posts).await?;
    let postings: Vec<Posting> = posts.into_iter().map(Post::into_posting).collect();
    if transactions::insert(conn, &postings).await? {
        Ok(())
    } else {
        Err(Error::Refused("a transaction of that name is posted already"))
    }
}

async fn open_payables(conn: &mut Conn<'_>, posts: &[Post]) -> Result<(), Error> {
    // The platform's own was opened at the start. In the order of their ids, so that nobody waits for each other.
    let creators: BTreeMap<OwnerId, Timestamp> = posts
        .iter()
        .filter_map(|post| post.creator.map(|creator| (creator, post.heading.at)))
        .filter(|(creator, _)| *creator != PLATFORM)
        .collect();
    for (creator, at) in creators {
        accounts::open_platforms(conn, PlatformAccount::CreatorPayable(creator), at).await?;
    }
    Ok(())
}
