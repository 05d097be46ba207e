//! Two hundred at once, twenty times over: the last credit, the last trial run and a key are each given away once.
//!
//! Here, where it is decided; fewer of them come through sockets in `server/tests/http`. Half of each crowd comes through
//! use cases of their own on the same database, as those of another process.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::credits::Credits;
use futures::future::join_all;
use serde_json::{Value, json};
use service::ledger::issue::grant;
use service::run::{Start, Started, TrialStarted};
use service::trial::{Device, Marks, Seen};
use service::{Services, ledger, run, trial};
use tokio::sync::Barrier;

use crate::on_both;
use crate::world::World;

on_both!(
    the_last_credit_is_spent_once,
    the_last_trial_run_is_started_once,
    a_device_that_was_never_seen_has_three_runs,
    one_key_is_one_run,
);

const AT_ONCE: usize = 200;
const ROUNDS: i64 = 20;

/// What comes of so many that ask at the same moment.
async fn at_once<T, F>(world: &World, other: &Services, ask: impl Fn(Services, usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(Barrier::new(AT_ONCE));
    let asking = (0..AT_ONCE).map(|number| {
        let services = if number % 2 == 0 { &world.services } else { other };
        let (barrier, asked) = (Arc::clone(&barrier), ask(services.clone(), number));
        tokio::spawn(async move {
            barrier.wait().await;
            asked.await
        })
    });
    let answers = join_all(asking.collect::<Vec<_>>()).await;
    answers.into_iter().map(|answer| answer.expect("no panic")).collect()
}

fn start(slug: &str, key: &str, max_price: Credits) -> Start {
    let Value::Object(values) = json!({"text": "a"}) else { panic!("an object") };
    Start {
        slug: slug.to_owned(),
        values,
        files: Vec::new(),
        max_price,
        use_cache: true,
        branch_from: None,
        idempotency_key: key.to_owned(),
        trace_id: String::new(),
    }
}

/// What was started; all others must have been refused for this reason.
fn started<T>(outcomes: Vec<Result<T, run::Error>>, is_expected: impl Fn(&run::Error) -> bool) -> Vec<T> {
    let mut started = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(one) => started.push(one),
            Err(refused) => assert!(is_expected(&refused), "{refused:?}"),
        }
    }
    started
}

async fn the_last_credit_is_spent_once(world: &World) {
    let other = world.beside().await;
    let (owner, ada) = world.customer("ada").await;
    for round in 1..=ROUNDS {
        grant(&world.services, owner, Credits::whole(1), "The last one").await.expect("grants");
        let outcomes = at_once(world, &other, |services, number| {
            let (ada, start) = (ada.clone(), start("echo", &format!("{round}-{number}"), Credits::whole(1)));
            async move { run::start(&services, &ada, start).await }
        });
        let is_short = |refused: &run::Error| {
            matches!(refused, run::Error::Ledger(ledger::Error::Insufficient { available, .. })
                if *available == Credits::ZERO)
        };
        assert_eq!(started(outcomes.await, is_short).len(), 1, "round {round}");
        let balance = ledger::balance(&world.services, &ada).await.expect("reads");
        assert_eq!((balance.available, balance.held), (Credits::ZERO, Credits::whole(round)), "round {round}");
    }
    let runs = run::list(&world.services, &ada, &run::Narrowing::default(), None, 1).await.expect("lists");
    assert_eq!(runs.total, ROUNDS.unsigned_abs(), "who was refused left nothing behind");
    other.close().await;
}

/// How a device without an account is seen, on this machine.
fn seen(services: &Services, device: &Device) -> Marks {
    let address = [127, 0, 0, 1].into();
    Marks::of(services, Seen { device: Some(device.text()), address, signature: "", is_exempt: true })
}

async fn try_at_once(world: &World, other: &Services, device: &Device, round: i64) -> Vec<TrialStarted> {
    let outcomes = at_once(world, other, |services, number| {
        let marks = seen(&services, device);
        let start = start("echo-trial", &format!("{round}-{number}"), Credits::ZERO);
        async move { run::start_trial(&services, &marks, start).await }
    });
    started(outcomes.await, |refused| matches!(refused, run::Error::TrialUsedUp(_)))
}

async fn the_last_trial_run_is_started_once(world: &World) {
    let other = world.beside().await;
    for round in 0..ROUNDS {
        let device = Device::new(&world.services);
        let marks = seen(&world.services, &device);
        for key in ["first", "second"] {
            run::start_trial(&world.services, &marks, start("echo-trial", key, Credits::ZERO)).await.expect("is left");
        }
        let tried = try_at_once(world, &other, &device, round).await;
        assert_eq!(tried.len(), 1, "round {round}");
        let left = trial::offer(&world.services, &marks).await.expect("reads").left;
        assert_eq!(left, 0, "round {round}");
    }
    other.close().await;
}

async fn a_device_that_was_never_seen_has_three_runs(world: &World) {
    let other = world.beside().await;
    for round in 0..5 {
        let device = Device::new(&world.services);
        let tried = try_at_once(world, &other, &device, round).await;
        assert_eq!(tried.len(), 3, "round {round}");
        // They are those of one visitor: of several that were made at once, one stands for the device.
        let viewer = trial::viewer_of_device(&world.services, device.text()).await.expect("is known");
        let runs = run::list(&world.services, &viewer, &run::Narrowing::default(), None, 1).await.expect("lists");
        assert_eq!(runs.total, 3, "round {round}");
    }
    other.close().await;
}

async fn one_key_is_one_run(world: &World) {
    let other = world.beside().await;
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(100), "Welcome").await.expect("grants");
    for round in 1..=ROUNDS {
        let outcomes = at_once(world, &other, |services, _| {
            let (ada, start) = (ada.clone(), start("echo", &format!("round-{round}"), Credits::whole(1)));
            async move { run::start(&services, &ada, start).await }
        });
        let all: Vec<Started> = started(outcomes.await, |_| false);
        let ids: BTreeSet<String> = all.iter().map(|one| one.run.id.to_string()).collect();
        let first = all.iter().filter(|one| !one.is_repeat).count();
        assert_eq!((all.len(), ids.len(), first), (AT_ONCE, 1, 1), "round {round}");
        let balance = ledger::balance(&world.services, &ada).await.expect("reads");
        assert_eq!(balance.held, Credits::whole(round), "round {round}");
    }
    other.close().await;
}
