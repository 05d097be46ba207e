//! What runs promise.

use std::time::Duration;

use domain::credits::Credits;
use domain::run::{Status, Transcript};
use domain::time::Micros;
use serde_json::json;
use service::ledger::issue::grant;
use service::run;

use crate::on_both;
use crate::world::World;

on_both!(
    one_key_starts_one_run_and_another_body_is_told,
    a_run_without_a_valid_result_costs_nothing,
    a_run_that_is_stopped_costs_nothing,
    a_picture_of_a_run_is_of_one_moment,
    a_run_survives_its_worker_and_finished_steps_are_not_worked_again,
    a_watcher_sees_every_event_once_from_any_place,
);

async fn one_key_starts_one_run_and_another_body_is_told(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let starts = futures::future::join_all((0..8).map(|_| world.start(&ada, "same", json!({"text": "hello"})))).await;
    let ids: std::collections::BTreeSet<String> =
        starts.iter().map(|start| start.as_ref().expect("starts").run.id.to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(starts.iter().filter(|start| !start.as_ref().expect("starts").is_repeat).count(), 1);
    let other = world.start(&ada, "same", json!({"text": "another"})).await.expect_err("differs");
    assert!(matches!(other, run::Error::KeyReused), "{other:?}");
}

async fn a_run_without_a_valid_result_costs_nothing(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    for (text, code) in [("fail", "told_to"), ("break the schema", "invalid_output")] {
        let started =
            world.start(&ada, text.split(' ').next().expect("a word"), json!({"text": text})).await.expect("starts");
        let settled = world.settled(&ada, started.run.id).await;
        assert_eq!((settled.status, settled.charged), (Status::Failed, Some(Credits::ZERO)));
        assert_eq!(settled.failure.expect("is told").code, code);
    }
    // Ten seconds are allowed; one step of twenty does not fit.
    let slow = world.start(&ada, "slow", json!({"text": "slow", "wait_ms": 20_000})).await.expect("starts");
    let settled = world.settled(&ada, slow.run.id).await;
    assert_eq!((settled.status, settled.charged), (Status::TimedOut, Some(Credits::ZERO)));
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_run_that_is_stopped_costs_nothing(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let waiting = world.start(&ada, "waiting", json!({"text": "x"})).await.expect("starts");
    let stopped = run::cancel(&world.services, &ada, waiting.run.id).await.expect("stops");
    assert_eq!((stopped.status, stopped.charged), (Status::Cancelled, Some(Credits::ZERO)));
    assert!(matches!(run::cancel(&world.services, &ada, waiting.run.id).await, Err(run::Error::Over)));
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let working = world.start(&ada, "working", json!({"text": "x", "wait_ms": 9_000})).await.expect("starts");
    wait_for(world, &ada, working.run.id, Status::Running).await;
    run::cancel(&world.services, &ada, working.run.id).await.expect("asks");
    let settled = world.settled(&ada, working.run.id).await;
    assert_eq!((settled.status, settled.charged), (Status::Cancelled, Some(Credits::ZERO)));
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_picture_of_a_run_is_of_one_moment(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(20), "Welcome").await.expect("grants");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    for number in 0..20 {
        let started =
            world.start(&ada, &number.to_string(), json!({"text": number.to_string()})).await.expect("starts");
        loop {
            let picture = run::picture(&world.services, &ada, started.run.id).await.expect("is there");
            let told = Transcript::of(&picture.events);
            assert_eq!((picture.run.charged, picture.run.status), (told.charged, told.status));
            if told.charged.is_some() {
                break;
            }
        }
    }
    workers.stop(Duration::from_secs(5)).await;
}

async fn wait_for(world: &World, viewer: &domain::account::Viewer, id: domain::id::RunId, status: Status) {
    for _ in 0..200 {
        if run::show(&world.services, viewer, id).await.expect("is there").status == status {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{id} does not become {status}");
}

async fn a_run_survives_its_worker_and_finished_steps_are_not_worked_again(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let started = world.start(&ada, "k", json!({"text": "hello", "steps": 6, "wait_ms": 300})).await.expect("starts");
    let mut watch = run::watch(&world.services, &ada, started.run.id, None).await.expect("watches");
    let mut finished = 0;
    while finished < 2 {
        let event = watch.next().await.expect("reads").expect("goes on");
        finished += usize::from(event.name == "step.completed");
    }
    // Handed on in the middle, and taken up by other workers.
    workers.stop(Duration::from_secs(10)).await;
    world.clock.advance(Micros::seconds(1));
    let workers = run::Workers::start(&world.services).await.expect("starts again");
    let settled = world.settled(&ada, started.run.id).await;
    assert_eq!((settled.status, settled.charged), (Status::Succeeded, Some(Credits::whole(1))));
    let events = run::events(&world.services, &ada, started.run.id).await.expect("reads");
    let completed: Vec<String> = events
        .iter()
        .filter(|event| event.name == "step.completed")
        .map(|event| event.data["key"].to_string())
        .collect();
    let distinct: std::collections::BTreeSet<&String> = completed.iter().collect();
    assert_eq!((completed.len(), distinct.len()), (6, 6), "{completed:?}");
    assert!(events.iter().filter(|event| event.name == "run.started").count() >= 2);
    assert!(events.iter().enumerate().all(|(place, event)| event.seq == place as u64));
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_watcher_sees_every_event_once_from_any_place(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let started = world.start(&ada, "k", json!({"text": "say", "steps": 8, "wait_ms": 20})).await.expect("starts");
    let mut live = run::watch(&world.services, &ada, started.run.id, None).await.expect("watches");
    let mut seen = Vec::new();
    while let Some(event) = live.next().await.expect("reads") {
        seen.push(event.seq);
    }
    let last = *seen.last().expect("some");
    assert_eq!(seen, (0..=last).collect::<Vec<_>>());
    for after in 0..=last {
        let mut watch = run::watch(&world.services, &ada, started.run.id, Some(after)).await.expect("watches");
        assert_eq!(watch.is_over(), after == last);
        let mut rest = Vec::new();
        while let Some(event) = watch.next().await.expect("reads") {
            rest.push(event.seq);
        }
        assert_eq!(rest, (after + 1..=last).collect::<Vec<_>>());
    }
    let (_, bob) = world.customer("bob").await;
    assert!(matches!(run::watch(&world.services, &bob, started.run.id, None).await, Err(run::Error::NotFound)));
    workers.stop(Duration::from_secs(5)).await;
}
