//! Holding and giving back by the store's own functions: the money's part of a start, without quote, run and event.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use domain::credits::Credits;
use domain::id::{AccountId, LotId, OwnerId};
use domain::time::Timestamp;
use futures::future::try_join_all;
use store::lots::{LotChange, LotHold};
use store::{Conn, Db, Scope, StoreError, accounts, lots};

use super::{Meter, Part, commits};

const AMOUNT: Credits = Credits::from_micro(1_000);
/// Before every lot's end: benches' lots have none.
const NOW: Timestamp = Timestamp::from_micros(0);

type Places = (AccountId, LotId);

/// Holds and gives back, each in a write of its own, until the time is over.
pub(super) async fn measure(db: &Db, owner: OwnerId, tasks: usize, time: Duration) -> anyhow::Result<Part> {
    let places: Places = db
        .read(Scope::Owner(owner), owner, |conn, owner| {
            Box::pin(async move {
                let account = accounts::find_customers(conn, *owner).await?;
                Ok::<_, StoreError>(account.map(|account| account.id).zip(
                    lots::list_open(conn, &[*owner]).await?.get(owner).and_then(|lots| lots.first()).map(|lot| lot.id),
                ))
            })
        })
        .await?
        .context("the customer has no account or lot")?;
    let (meter, done) = (Meter::start(commits(db))?, Arc::new(AtomicU64::new(0)));
    let began = meter.began();
    let working = (0..tasks).map(|_| {
        let (db, done) = (db.clone(), Arc::clone(&done));
        tokio::spawn(async move {
            while began.elapsed() < time {
                let held = db.write(Scope::System, places, |conn, places| Box::pin(hold(conn, places))).await?;
                ensure!(held, "a hold was refused");
                db.write(Scope::System, places, |conn, places| Box::pin(give_back(conn, places))).await?;
                done.fetch_add(2, Ordering::Relaxed);
            }
            Ok(())
        })
    });
    try_join_all(working).await?.into_iter().collect::<anyhow::Result<()>>()?;
    meter.stop(done.load(Ordering::Relaxed), commits(db))
}

async fn hold(conn: &mut Conn<'_>, (account, lot): &Places) -> Result<bool, StoreError> {
    let lot = LotHold { lot: *lot, amount: AMOUNT, at: NOW };
    Ok(accounts::hold(conn, *account, AMOUNT).await? && lots::hold(conn, &[lot]).await? == 1)
}

async fn give_back(conn: &mut Conn<'_>, (account, lot): &Places) -> Result<(), StoreError> {
    lots::settle(conn, &[LotChange { lot: *lot, spent: Credits::ZERO, released: AMOUNT }]).await?;
    accounts::change(conn, *account, Credits::ZERO, Credits::from_micro(-AMOUNT.micro())).await?;
    Ok(())
}
