//! The ledger against a model of it in memory: any sequence of grants, starts and stops gives the same balances.

use std::collections::BTreeMap;

use domain::credits::{Credits, Usd};
use domain::id::{LotId, RunId, TransactionId};
use domain::time::Micros;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use service::ledger::issue::{Issue, issue_alone};
use service::{ledger, run};

use crate::on_both;
use crate::world::World;

on_both!(balances_are_those_of_the_model);

#[derive(Clone, Debug)]
enum Operation {
    Issue { whole: i64, paid: i64, days: Option<i64> },
    Start,
    Stop,
    Wait { hours: i64 },
}

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let issue = (1i64..4, 0i64..90_001, prop::option::of(1i64..3)).prop_map(|(whole, paid, days)| Operation::Issue {
        whole,
        paid,
        days,
    });
    let one = prop_oneof![
        2 => issue,
        5 => Just(Operation::Start),
        3 => Just(Operation::Stop),
        1 => (1i64..30).prop_map(|hours| Operation::Wait { hours }),
    ];
    prop::collection::vec(one, 20..40)
}

/// Lots as (expiry in microseconds, is paid, place, left): the order of the tuple is the order of spending.
type Lots = BTreeMap<(i64, bool, u128), i64>;

async fn balances_are_those_of_the_model(world: &World) {
    // Drawn here and not by the macro: the database is one for all cases, a customer one for each.
    let mut runner = TestRunner::new(Config::default());
    for case in 0..12u128 {
        let drawn = operations().new_tree(&mut runner).expect("draws").current();
        Box::pin(play(world, case, &drawn)).await;
    }
    world.verify().await;
}

async fn play(world: &World, case: u128, operations: &[Operation]) {
    let (owner, viewer) = world.customer(&format!("model{case}")).await;
    let mut lots = Lots::new();
    let mut open: Vec<(RunId, (i64, bool, u128))> = Vec::new();
    for (number, operation) in operations.iter().enumerate() {
        let place = (case << 32) + number as u128 + 1_000;
        let now = world.services.now().as_micros();
        match operation {
            Operation::Issue { whole, paid, days } => {
                let (lot, transaction) = (LotId::from_bits(place), TransactionId::from_bits(place));
                let amount = Credits::whole(*whole);
                let mut issue = if *paid > 0 {
                    Issue::paid(lot, transaction, owner, amount, Usd::from_micro(*paid))
                } else {
                    Issue::granted(lot, transaction, owner, amount)
                };
                let expires = days.map(|days| world.services.now().plus(Micros::days(days)));
                if let Some(at) = expires {
                    issue = issue.expiring(at);
                }
                issue_alone(&world.services, issue).await.expect("issues");
                lots.insert((expires.map_or(i64::MAX, domain::time::Timestamp::as_micros), *paid > 0, place), *whole);
            }
            Operation::Start => {
                let found = lots.iter().find(|((expires, ..), left)| *expires > now && **left > 0).map(|(key, _)| *key);
                let started = world.start(&viewer, &format!("k{number}"), json!({"text": "x"})).await;
                match found {
                    Some(key) => {
                        *lots.get_mut(&key).expect("known") -= 1;
                        open.push((started.expect("the model can pay").run.id, key));
                    }
                    None => assert!(matches!(started, Err(run::Error::Ledger(ledger::Error::Insufficient { .. })))),
                }
            }
            Operation::Stop => {
                if let Some((id, key)) = open.pop() {
                    run::cancel(&world.services, &viewer, id).await.expect("stops");
                    *lots.get_mut(&key).expect("known") += i64::from(key.0 > now);
                }
            }
            Operation::Wait { hours } => world.clock.advance(Micros::hours(*hours)),
        }
        let balance = ledger::balance(&world.services, &viewer).await.expect("reads");
        // No sweeper runs here: what expired and was not held is still posted.
        let posted: i64 = lots.values().sum::<i64>() + i64::try_from(open.len()).expect("few");
        assert_eq!(balance.posted, Credits::whole(posted), "after {number} {operation:?}");
        assert_eq!(balance.held, Credits::whole(i64::try_from(open.len()).expect("few")));
    }
}
