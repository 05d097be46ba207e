//! What the queue promises to owners, however many take from it at once.

use std::sync::Arc;

use domain::credits::Credits;
use domain::id::RunId;
use domain::time::Micros;
use serde_json::json;
use service::ledger::issue::grant;
use store::queue::{self, Taken};
use store::{Db, Scope, StoreError};
use tokio::sync::Barrier;

use crate::on_both;
use crate::world::{NOW, World};

on_both!(claims_at_once_never_take_more_than_an_owner_may_have, one_claim_takes_the_oldest_of_all_who_have_room,);

const AT_ONCE: i64 = 3;
const ROUNDS: u32 = 15;

async fn claim(world: &World, most: usize) -> Taken {
    let input = (NOW, NOW.plus(Micros::minutes(60)), AT_ONCE, most);
    let claimed = world.services.db().write(Scope::System, input, |conn, (now, until, at_once, most)| {
        Box::pin(queue::claim(conn, *now, *until, *at_once, *most))
    });
    let claimed: Result<Taken, StoreError> = claimed.await;
    claimed.expect("claims")
}

/// Whoever has a long queue at its head keeps nobody from the places that are free.
async fn one_claim_takes_the_oldest_of_all_who_have_room(world: &World) {
    let mut started = Vec::new();
    for (name, runs) in [("ada", 40), ("bob", 2), ("eve", 5)] {
        let (owner, viewer) = world.customer(name).await;
        grant(&world.services, owner, Credits::whole(runs), "Welcome").await.expect("grants");
        for number in 0..runs {
            // Ids of one millisecond are in no order.
            world.clock.advance(Micros(1_000));
            let run = world.start(&viewer, &number.to_string(), json!({"text": "a"})).await.expect("starts").run;
            started.push((name, run.id));
        }
    }
    let ids = |places: &[usize]| places.iter().map(|place| started[*place].1).collect::<Vec<RunId>>();
    let taken = claim(world, 7).await;
    assert_eq!(taken.runs.iter().map(|run| run.id).collect::<Vec<_>>(), ids(&[0, 1, 2, 40, 41, 42, 43]));
    assert!(taken.is_more_waiting, "Ada has no room for the others");
    assert!(taken.runs.iter().all(|run| (run.lease, run.attempt) == (1, 1)));
    let taken = claim(world, 7).await;
    assert_eq!(taken.runs.iter().map(|run| run.id).collect::<Vec<_>>(), ids(&[44]), "Eve has room for one more");
    let taken = claim(world, 7).await;
    assert!(taken.runs.is_empty() && taken.is_more_waiting);
}

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
                    let most = 1 + number % 3;
                    let claimed = db.write(Scope::System, (input, most), |conn, ((now, until, at_once), most)| {
                        Box::pin(queue::claim(conn, *now, *until, *at_once, *most))
                    });
                    claimed.await.map_err(|error: StoreError| error.to_string())
                })
            })
            .collect();
        let mut taken = Vec::new();
        for claim in claims {
            let claimed = claim.await.expect("a claim").expect("claims");
            taken.extend(claimed.runs.into_iter().map(|claimed| (claimed.id, claimed.owner_id)));
        }
        assert_eq!(taken.len(), 3, "round {round}: {taken:?}");
        assert!(taken.iter().all(|(_, of)| *of == owner), "round {round}: only this owner has room");
        taken.sort();
        taken.dedup();
        assert_eq!(taken.len(), 3, "round {round}: one run was taken twice");
    }
    other.close().await;
}
