//! Lots whose time is over: what is free of them expires. What is held is settled first.

use domain::credits::Credits;
use domain::id::{AccountId, LotId, OwnerId, TransactionId};
use domain::ledger::{self, Lot};
use domain::time::Timestamp;
use store::lots::LotChange;
use store::transactions::Heading;
use store::{Conn, Scope, accounts, lots};

use super::error::Error;
use super::post::{Post, post_in};
use crate::Services;

const AT_ONCE: i64 = 100;

/// Expires what is due; how many lots.
pub(crate) async fn expire_due(services: &Services) -> Result<usize, Error> {
    let now = services.now();
    let due: Vec<(Lot, OwnerId, AccountId)> = services
        .db()
        .read(Scope::System, now, |conn, now| Box::pin(lots::list_expired(conn, *now, AT_ONCE)))
        .await
        .map_err(Error::Store)?;
    for (lot, owner, account) in &due {
        let id = TransactionId::from_bits(services.clock().mint());
        let input = (lot.id, *owner, *account, id, now);
        services
            .db()
            .write(Scope::System, input, |conn, (lot, owner, account, id, now)| {
                Box::pin(expire_in(conn, *lot, *owner, *account, *id, *now))
            })
            .await?;
    }
    Ok(due.len())
}

async fn expire_in(
    conn: &mut Conn<'_>,
    lot: LotId,
    owner: OwnerId,
    account: AccountId,
    id: TransactionId,
    now: Timestamp,
) -> Result<(), Error> {
    // First the account, as in a hold and a settlement: in one order nobody waits for each other.
    if !accounts::change(conn, account, Credits::ZERO, Credits::ZERO).await? {
        return Err(Error::NoAccount);
    }
    // Read again inside: a run may have been settled since.
    let open = lots::list_open(conn, &[owner]).await?.remove(&owner).unwrap_or_default();
    let Some(lot) = open.into_iter().find(|open| open.id == lot) else { return Ok(()) };
    let Some(transaction) = ledger::expire(account, &lot)? else { return Ok(()) };
    let free = lot.remaining.minus(lot.held).ok_or(Error::Refused("a lot leaves its range"))?;
    let heading = Heading {
        id,
        // A lot may expire in parts: what was held comes later.
        external_id: format!("expire:{}:{}", lot.id, lot.remaining.micro()),
        owner_id: owner,
        run_id: None,
        memo: "Expired".to_owned(),
        at: now,
    };
    post_in(conn, vec![Post { heading, transaction, creator: None }]).await?;
    lots::settle(conn, &[LotChange { lot: lot.id, spent: free, released: Credits::ZERO }]).await?;
    if !accounts::change(conn, account, Credits::from_micro(-free.micro()), Credits::ZERO).await? {
        return Err(Error::Refused("the balance would leave its range"));
    }
    Ok(())
}
