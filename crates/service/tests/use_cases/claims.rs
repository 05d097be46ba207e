//! What the queue promises to owners, however many take from it at once.

use std::sync::Arc;

use domain::credits::Credits;
use domain::time::Micros;
use serde_json::json;
use service::ledger::issue::grant;
use store::{Db, Scope, queue};
use tokio::sync::Barrier;

use crate::on_both;
use crate::world::{NOW, World};

on_both!(claims_at_once_never_take_more_than_an_owner_may_have);

const AT_ONCE: i64 = 3;
const ROUNDS: u32 = 15;

/// Two connections to one database, as two copies have, claim in parallel: of each owner's six runs exactly three are taken.
async fn claims_at_once_never_take_more_than_an_owner_may_have(world: &World) {
    let other = Db::open(&world.location()).await.expect("opens");
    for round in 0..ROUNDS {
        let (owner, viewer) = world.customer(&format!("owner{round}")).await;
        grant(&world.services, owner, Credits::whole(6), "Welcome").await.expect("grants");
        for number in 0..6 {
            world.start(&viewer, &format!("k{number}"), json!({"text": "a"})).await.expect("starts");
        }
        let barrier = Arc::new(Barrier::new(8));
        let claims: Vec<_> = (0..8)
            .map(|number| {
                let db = if number % 2 == 0 { world.services.db().clone() } else { other.clone() };
                let barrier = Arc::clone(&barrier);
                tokio::spawn(async move {
                    barrier.wait().await;
                    let input = (NOW, NOW.plus(Micros::minutes(60)), AT_ONCE);
                    let claimed = db.write(Scope::System, input, |conn, (now, until, at_once)| {
                        Box::pin(queue::claim(conn, *now, *until, *at_once))
                    });
                    claimed.await.map_err(|error: store::StoreError| error.to_string())
                })
            })
            .collect();
        let mut taken = Vec::new();
        for claim in claims {
            let claimed = claim.await.expect("a claim").expect("claims");
            taken.extend(claimed.map(|claimed| (claimed.id, claimed.owner_id)));
        }
        assert_eq!(taken.len(), 3, "round {round}: {taken:?}");
        assert!(taken.iter().all(|(_, of)| *of == owner), "round {round}: only this owner has room");
        taken.sort();
        taken.dedup();
        assert_eq!(taken.len(), 3, "round {round}: one run was taken twice");
    }
    other.close().await;
}
