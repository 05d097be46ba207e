//! Writes that wait together and are made as one: what comes of it is what came of them one after the other, and one that
//! cannot be made harms no other.

use std::time::Duration;

use domain::account::Viewer;
use domain::credits::{Credits, Usd};
use domain::id::{LotId, OwnerId, RunId, TransactionId};
use domain::run::{EventBody, Status};
use domain::time::Micros;
use futures::future::join_all;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use service::ledger::issue::{Issue, grant, issue_alone};
use service::{ledger, run};
use store::events::{self, Appending, Author};
use store::{Scope, StoreError, testing};

use crate::on_both;
use crate::world::World;

on_both!(
    stops_that_wait_are_made_together,
    of_many_stops_of_one_run_one_ends_it,
    what_cannot_be_settled_harms_no_other,
    a_worker_that_lost_its_lease_harms_no_other,
    a_stop_and_an_end_at_once_leave_one_end,
    events_of_many_runs_are_each_in_a_row,
    the_end_of_a_step_is_one_write_with_what_comes_next,
    a_set_comes_to_what_one_after_the_other_does,
);

async fn funded(world: &World, name: &str, credits: i64) -> (OwnerId, Viewer) {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(credits), "Welcome").await.expect("grants");
    (owner, viewer)
}

async fn started(world: &World, viewer: &Viewer, count: usize, values: serde_json::Value) -> Vec<RunId> {
    let starting = (0..count).map(|number| {
        let (key, values) = (format!("k{number}"), values.clone());
        async move { world.start(viewer, &key, values).await.expect("starts").run.id }
    });
    join_all(starting).await
}

async fn stop_all(world: &World, viewer: &Viewer, runs: &[RunId]) -> Vec<Result<Status, run::Error>> {
    let stops = runs.iter().map(async |id| Ok(run::cancel(&world.services, viewer, *id).await?.status));
    join_all(stops).await
}

async fn held(world: &World, viewer: &Viewer) -> Credits {
    ledger::balance(&world.services, viewer).await.expect("reads").held
}

async fn stops_that_wait_are_made_together(world: &World) {
    let mut all = Vec::new();
    for name in ["ada", "bob", "eve"] {
        let (_, viewer) = funded(world, name, 40).await;
        let runs = started(world, &viewer, 40, json!({"text": "a"})).await;
        all.push((viewer, runs));
    }
    let before = world.services.db().commits();
    let stopped = join_all(all.iter().map(|(viewer, runs)| stop_all(world, viewer, runs))).await;
    let stopped: Vec<_> = stopped.into_iter().flatten().collect();
    assert_eq!(stopped.len(), 120);
    assert!(stopped.iter().all(|one| matches!(one, Ok(Status::Cancelled))), "{stopped:?}");
    if let (Some(before), Some(after)) = (before, world.services.db().commits()) {
        assert!(after.writes - before.writes < 60, "{} writes for 120 stops", after.writes - before.writes);
    }
    for (viewer, runs) in &all {
        let balance = ledger::balance(&world.services, viewer).await.expect("reads");
        assert_eq!((balance.posted, balance.held), (Credits::whole(40), Credits::ZERO));
        let told = run::events(&world.services, viewer, runs[7]).await.expect("reads");
        let names: Vec<&str> = told.iter().map(|event| event.name.as_str()).collect();
        assert_eq!(names, ["run.queued", "run.cancelled", "run.settled"]);
    }
}

async fn of_many_stops_of_one_run_one_ends_it(world: &World) {
    let (_, ada) = funded(world, "ada", 10).await;
    let runs = started(world, &ada, 10, json!({"text": "a"})).await;
    // Each run four times, among the others.
    let asked: Vec<RunId> = runs.iter().chain(&runs).chain(&runs).chain(&runs).copied().collect();
    let stopped = stop_all(world, &ada, &asked).await;
    assert_eq!(stopped.iter().filter(|one| one.is_ok()).count(), 10, "{stopped:?}");
    assert!(stopped.iter().all(|one| matches!(one, Ok(Status::Cancelled) | Err(run::Error::Over))), "{stopped:?}");
    assert_eq!(held(world, &ada).await, Credits::ZERO);
}

async fn what_cannot_be_settled_harms_no_other(world: &World) {
    let db = world.services.db();
    let mut all = Vec::new();
    for name in ["ada", "lots", "eve", "sums"] {
        let (owner, viewer) = funded(world, name, 12).await;
        let runs = started(world, &viewer, 12, json!({"text": "a"})).await;
        all.push((owner, viewer, runs));
    }
    // What no use case does: one's lot and another's balance say that less is held than the holds have.
    let of_lot = |sign: char| format!("UPDATE lots SET held = held {sign} 12000000 WHERE owner_id = '{}'", all[1].0);
    let of_sum =
        |sign: char| format!("UPDATE accounts SET held = held {sign} 12000000 WHERE owner_id = '{}'", all[3].0);
    for broken in [of_lot('-'), of_sum('-')] {
        assert_eq!(testing::execute(db, broken).await.expect("breaks"), 1);
    }
    let stopped = join_all(all.iter().map(|(_, viewer, runs)| stop_all(world, viewer, runs))).await;
    for (place, stopped) in stopped.iter().enumerate() {
        let is_broken = place % 2 == 1;
        assert!(stopped.iter().all(|one| one.is_err() == is_broken), "{place}: {stopped:?}");
    }
    for mended in [of_lot('+'), of_sum('+')] {
        assert_eq!(testing::execute(db, mended).await.expect("mends"), 1);
    }
    for (_, viewer, runs) in [&all[1], &all[3]] {
        let stopped = stop_all(world, viewer, runs).await;
        assert!(stopped.iter().all(Result::is_ok), "nothing of it was written before: {stopped:?}");
        assert_eq!(held(world, viewer).await, Credits::ZERO);
    }
}

/// Waits until each of them is at work on its first step.
async fn working(world: &World, viewer: &Viewer, runs: &[RunId]) {
    for id in runs {
        for _ in 0..400 {
            let told = run::events(&world.services, viewer, *id).await.expect("is there");
            if told.last().is_some_and(|event| event.name == "step.started") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn a_worker_that_lost_its_lease_harms_no_other(world: &World) {
    let (_, ada) = funded(world, "ada", 6).await;
    let runs = started(world, &ada, 6, json!({"text": "say it", "wait_ms": 1_500})).await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    working(world, &ada, &runs).await;
    // Another worker has it, as far as this one can see.
    let lost = format!("UPDATE runs SET lease = lease + 1 WHERE id = '{}'", runs[3]);
    assert_eq!(testing::execute(world.services.db(), lost).await.expect("takes"), 1);
    for (place, id) in runs.iter().enumerate().filter(|(place, _)| *place != 3) {
        let settled = world.settled(&ada, *id).await;
        assert_eq!((settled.status, settled.charged), (Status::Succeeded, Some(Credits::whole(1))), "{place}");
    }
    let told = run::events(&world.services, &ada, runs[3]).await.expect("reads");
    let names: Vec<&str> = told.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["run.queued", "run.started", "step.started"], "the old worker wrote nothing more");
    assert_eq!(held(world, &ada).await, Credits::whole(1));
    workers.stop(Duration::from_secs(5)).await;
    // The lease of the worker that never was runs out.
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let due = format!("UPDATE runs SET lease_until = 0 WHERE id = '{}'", runs[3]);
    testing::execute(world.services.db(), due).await.expect("runs out");
    assert_eq!(world.settled(&ada, runs[3]).await.status, Status::Succeeded);
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_stop_and_an_end_at_once_leave_one_end(world: &World) {
    let (_, ada) = funded(world, "ada", 60).await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let runs = started(world, &ada, 60, json!({"text": "a", "steps": 1})).await;
    for stopped in stop_all(world, &ada, &runs).await {
        assert!(matches!(stopped, Ok(_) | Err(run::Error::Over)), "{stopped:?}");
    }
    let mut charged = 0;
    for id in &runs {
        let settled = world.settled(&ada, *id).await;
        let price = i64::from(settled.status == Status::Succeeded);
        assert!(matches!(settled.status, Status::Succeeded | Status::Cancelled), "{:?}", settled.status);
        assert_eq!(settled.charged, Some(Credits::whole(price)));
        charged += price;
        let told = run::events(&world.services, &ada, *id).await.expect("reads");
        assert_eq!(told.iter().filter(|event| event.name == "run.settled").count(), 1);
        assert_eq!(told.last().expect("events").name, "run.settled");
        assert!(told.iter().enumerate().all(|(place, event)| event.seq == place as u64));
    }
    let balance = ledger::balance(&world.services, &ada).await.expect("reads");
    assert_eq!((balance.posted, balance.held), (Credits::whole(60 - charged), Credits::ZERO));
    workers.stop(Duration::from_secs(5)).await;
}

/// In one set: runs of which one comes twice, one whose lease does not hold, and one that is not there.
async fn events_of_many_runs_are_each_in_a_row(world: &World) {
    let (owner, ada) = funded(world, "ada", 3).await;
    let runs = started(world, &ada, 3, json!({"text": "a"})).await;
    let paused = || vec![EventBody::RunPaused {}, EventBody::RunResumed {}];
    let nowhere = RunId::from_bits(1);
    let all = vec![
        (runs[0], Author::UseCase, paused()),
        (runs[1], Author::Worker(1), paused()),
        (runs[2], Author::UseCase, vec![EventBody::RunPaused {}]),
        (nowhere, Author::UseCase, paused()),
        (runs[0], Author::UseCase, vec![EventBody::RunPaused {}]),
        (runs[0], Author::Worker(1), paused()),
    ];
    let now = world.services.now();
    let stored = world.services.db().write(Scope::Owner(owner), (all, owner, now), |conn, (all, owner, now)| {
        Box::pin(async move {
            let appending: Vec<Appending<'_>> = all
                .iter()
                .map(|(run, author, bodies)| Appending { run: *run, owner: *owner, author: *author, bodies, at: *now })
                .collect();
            events::append_all(conn, &appending).await
        })
    });
    let stored: Result<Vec<_>, StoreError> = stored.await;
    let seqs: Vec<Option<Vec<u64>>> = stored
        .expect("appends")
        .into_iter()
        .map(|one| one.map(|events| events.iter().map(|event| event.seq).collect()))
        .collect();
    assert_eq!(seqs, [Some(vec![1, 2]), None, Some(vec![1]), None, Some(vec![3]), None]);
    // The chains are proven at the end, as in every test.
    stop_all(world, &ada, &runs).await;
}

async fn the_end_of_a_step_is_one_write_with_what_comes_next(world: &World) {
    let (_, ada) = funded(world, "ada", 2).await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    // The sweeper's first round is over.
    world.worked(&ada, "echo", json!({"text": "a"})).await;
    let before = world.services.db().commits();
    let settled = world.worked(&ada, "echo", json!({"text": "say it", "steps": 30})).await;
    let after = world.services.db().commits();
    let told = run::events(&world.services, &ada, settled.id).await.expect("reads");
    let steps = (1..=30).flat_map(|_| ["step.started", "step.completed"]);
    let ends = ["message.started", "message.completed", "run.succeeded", "run.settled"];
    let expected: Vec<&str> = ["run.queued", "run.started"].into_iter().chain(steps).chain(ends).collect();
    assert_eq!(told.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(), expected);
    if let (Some(before), Some(after)) = (before, after) {
        // A start, a claim, a beginning of each step, the end; a step may take longer than its end is kept.
        assert!(after.writes - before.writes < 50, "{} writes for 30 steps", after.writes - before.writes);
    }
    workers.stop(Duration::from_secs(5)).await;
}

#[derive(Clone, Debug)]
struct Case {
    /// Whole credits, what was paid for them, and the hours after which they expire.
    lots: Vec<(i64, i64, Option<i64>)>,
    runs: usize,
    hours: i64,
}

fn cases() -> impl Strategy<Value = Case> {
    let lot = (1i64..5, prop_oneof![Just(0i64), 1i64..90_001], prop::option::of(1i64..30));
    (prop::collection::vec(lot, 1..5), 4usize..12, 0i64..30).prop_map(|(lots, runs, hours)| Case { lots, runs, hours })
}

/// Two customers with the same lots and starts: of the one all runs are ended at once, of the other one after the other.
async fn a_set_comes_to_what_one_after_the_other_does(world: &World) {
    let mut runner = TestRunner::new(Config::default());
    for number in 0..8u128 {
        let case = cases().new_tree(&mut runner).expect("draws").current();
        let mut owners = Vec::new();
        for (place, name) in [(0u128, "together"), (1, "alone")] {
            let (owner, viewer) = world.customer(&format!("{name}{number}")).await;
            for (lot, (whole, paid, hours)) in case.lots.iter().enumerate() {
                let bits = (number << 40) + (place << 32) + lot as u128 + 1_000;
                let (lot, transaction) = (LotId::from_bits(bits), TransactionId::from_bits(bits));
                let mut issue = match paid {
                    0 => Issue::granted(lot, transaction, owner, Credits::whole(*whole)),
                    paid => Issue::paid(lot, transaction, owner, Credits::whole(*whole), Usd::from_micro(*paid)),
                };
                if let Some(hours) = hours {
                    issue = issue.expiring(world.services.now().plus(Micros::hours(*hours)));
                }
                issue_alone(&world.services, issue).await.expect("issues");
            }
            let mut runs = Vec::new();
            for key in 0..case.runs {
                if let Ok(started) = world.start(&viewer, &key.to_string(), json!({"text": "a", "steps": 0})).await {
                    runs.push(started.run.id);
                }
            }
            owners.push((owner, viewer, runs));
        }
        world.clock.advance(Micros::hours(case.hours));
        let [(together, ada, at_once), (alone, bob, in_order)] = &owners[..] else { panic!("two customers") };
        // Every third is stopped while it waits, the others succeed.
        let third = |runs: &[RunId]| runs.iter().step_by(3).copied().collect::<Vec<_>>();
        let stopped = stop_all(world, ada, &third(at_once)).await;
        assert!(stopped.iter().all(Result::is_ok), "{case:?}: {stopped:?}");
        for id in third(in_order) {
            run::cancel(&world.services, bob, id).await.expect("stops");
        }
        sweep(world).await;
        settle_all(world, ada, at_once).await;
        for id in in_order {
            settle_all(world, bob, &[*id]).await;
        }
        assert_eq!(sums(world, *together).await, sums(world, *alone).await, "{case:?}");
    }
}

/// Lets what is free of lots expire whose time is over: what is settled first and what expires first are rounded differently.
async fn sweep(world: &World) {
    let now = world.services.now().as_micros();
    let due = format!("SELECT COUNT(*) FROM lots WHERE expires_at <= {now} AND remaining > held");
    let workers = put_by(world, &[]).await;
    while testing::number(world.services.db(), due.clone()).await.expect("reads") > 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    go_on(world, workers).await;
}

/// Lets workers end those runs alone.
async fn settle_all(world: &World, viewer: &Viewer, runs: &[RunId]) {
    let workers = put_by(world, runs).await;
    for id in runs {
        world.settled(viewer, *id).await;
    }
    go_on(world, workers).await;
}

/// Workers that find no runs but these.
async fn put_by(world: &World, runs: &[RunId]) -> run::Workers {
    let ids: Vec<String> = runs.iter().map(|id| format!("'{id}'")).chain(["''".to_owned()]).collect();
    let others =
        format!("UPDATE runs SET status = 'paused' WHERE status = 'queued' AND id NOT IN ({})", ids.join(", "));
    testing::execute(world.services.db(), others).await.expect("puts by");
    run::Workers::start(&world.services).await.expect("starts")
}

async fn go_on(world: &World, workers: run::Workers) {
    workers.stop(Duration::from_secs(5)).await;
    let back = "UPDATE runs SET status = 'queued' WHERE status = 'paused'";
    testing::execute(world.services.db(), back).await.expect("puts back");
}

/// What an owner's runs came to, in every account.
async fn sums(world: &World, owner: OwnerId) -> Vec<i64> {
    let mut sums = Vec::new();
    for (column, table) in [
        ("posted", "accounts"),
        ("held", "accounts"),
        ("remaining", "lots"),
        ("held", "lots"),
        ("captured", "hold_parts"),
        ("captured", "holds"),
        ("to_creator_usd", "holds"),
        ("to_platform_usd", "holds"),
        ("charged", "runs"),
        ("next_seq", "runs"),
    ] {
        let query =
            format!("SELECT CAST(COALESCE(SUM({column}), 0) AS BIGINT) FROM {table} WHERE owner_id = '{owner}'");
        sums.push(testing::number(world.services.db(), query).await.expect("reads"));
    }
    for kind in ["redeemed", "expired", "deferred_revenue", "revenue", "creator_payable"] {
        let query = format!(
            "SELECT CAST(COALESCE(SUM(CASE e.side WHEN 'credit' THEN e.amount ELSE -e.amount END), 0) AS BIGINT)
            FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
            JOIN accounts a ON a.id = e.account_id WHERE t.owner_id = '{owner}' AND a.kind = '{kind}'"
        );
        sums.push(testing::number(world.services.db(), query).await.expect("reads"));
    }
    sums
}
