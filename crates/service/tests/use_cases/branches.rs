//! What branching from a step promises.

use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use domain::id::{OwnerId, RunId};
use domain::run::{BranchedFrom, Item, Reuse, Run, Status, Step};
use domain::time::Micros;
use serde_json::{Value, json};
use service::ledger::issue::grant;
use service::run::{self, GivenFile};

use crate::on_both;
use crate::world::World;

on_both!(
    finished_steps_are_taken_over_and_the_rest_is_worked,
    what_depends_on_a_change_is_worked_anew,
    only_finished_steps_of_ones_own_runs_of_this_version_can_be_branched_from,
    the_same_key_is_the_same_branch_even_after_its_origin_is_gone,
    what_was_taken_over_is_the_branchs_own,
    a_branch_that_waits_keeps_what_it_inherits,
    one_can_branch_from_a_branch_and_from_an_answer,
    a_branch_is_worked_even_where_an_answer_would_serve,
    a_branch_that_is_erased_leaves_nothing,
);

const CANARY: &str = "Kanarienvogel-7f3a";

async fn funded(world: &World, name: &str) -> (OwnerId, Viewer) {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(50), "Welcome").await.expect("grants");
    (owner, viewer)
}

/// An echo that makes a file in each step.
fn input(text: &str, steps: u64) -> Value {
    json!({"text": text, "steps": steps, "wait_ms": 5})
}

async fn steps(world: &World, viewer: &Viewer, run: RunId) -> Vec<Step> {
    let transcript = run::transcript(&world.services, viewer, run).await.expect("reads");
    let step = |item| match item {
        Item::Step(step) => Some(step),
        Item::Message { .. } => None,
    };
    transcript.items.into_iter().filter_map(step).collect()
}

async fn reuses(world: &World, viewer: &Viewer, run: RunId) -> Vec<Option<Reuse>> {
    steps(world, viewer, run).await.into_iter().map(|step| step.reuse).collect()
}

async fn branched(world: &World, viewer: &Viewer, key: &str, values: Value, from: (RunId, &str)) -> Run {
    let started = world.branch(viewer, "echo", key, values, from).await.expect("starts");
    world.settled(viewer, started.run.id).await
}

fn code(error: run::Error) -> &'static str {
    service::Problem::from(error).code
}

async fn finished_steps_are_taken_over_and_the_rest_is_worked(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let origin = world.worked(&ada, "echo", input("say it", 3)).await;
    let branch = branched(world, &ada, "b", input("say it", 4), (origin.id, "echo-2")).await;
    assert_eq!((branch.status, branch.charged), (Status::Succeeded, Some(Credits::whole(1))), "the whole fee");
    assert_eq!(branch.branched_from, Some(BranchedFrom { run: origin.id, step: Some("echo-2".to_owned()) }));
    assert_eq!(branch.output, Some(json!({"text": "say it"})));
    let told = steps(world, &ada, branch.id).await;
    let taken = Some(Reuse::TakenOver);
    assert_eq!(told.iter().map(|step| step.reuse).collect::<Vec<_>>(), [taken, taken, None, None]);
    let earlier = steps(world, &ada, origin.id).await;
    assert_eq!(told[1].duration_us, earlier[1].duration_us, "as it was worked");
    assert_eq!(
        told.iter().map(|step| step.made.join(" ")).collect::<Vec<_>>(),
        ["echo-1.txt", "echo-2.txt", "echo-3.txt", "echo-4.txt"]
    );
    let (_, bytes) = run::artifact(&world.services, &ada, branch.id, "echo-1.txt").await.expect("is there");
    assert_eq!(bytes, b"say it");
    let picture = run::picture(&world.services, &ada, origin.id).await.expect("reads");
    assert_eq!((picture.branches, picture.run.branched_from), (vec![branch.id], None));
    assert!(run::picture(&world.services, &ada, branch.id).await.expect("reads").has_origin);
    workers.stop(Duration::from_secs(5)).await;
}

async fn what_depends_on_a_change_is_worked_anew(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let origin = world.worked(&ada, "echo", input("a", 2)).await;
    let branch = branched(world, &ada, "b", input("other", 3), (origin.id, "echo-2")).await;
    let anew = Some(Reuse::WorkedAnew);
    assert_eq!(reuses(world, &ada, branch.id).await, [anew, anew, None]);
    assert_eq!(branch.output, Some(json!({"text": "other"})));
    // A file of the same length is another one, though the name and all values are the same.
    let note = |bytes: &[u8]| vec![("note".to_owned(), GivenFile { filename: "n.txt".into(), bytes: bytes.to_vec() })];
    let started = world.start_with(&ada, "echo", "noted", input("a", 1), note(b"one"), true).await.expect("starts");
    let noted = world.settled(&ada, started.run.id).await;
    let kept = branched(world, &ada, "kept", input("a", 1), (noted.id, "echo-1")).await;
    assert_eq!(kept.input, noted.input, "the file of the run before serves");
    assert_eq!(reuses(world, &ada, kept.id).await, [Some(Reuse::TakenOver)]);
    let mut start = run::Start {
        slug: "echo".to_owned(),
        values: input("a", 1).as_object().expect("an object").clone(),
        files: note(b"two"),
        max_price: Credits::whole(1),
        use_cache: true,
        branch_from: Some(run::BranchFrom { run: noted.id, step: "echo-1".to_owned() }),
        idempotency_key: "changed".to_owned(),
        trace_id: String::new(),
    };
    let changed = run::start(&world.services, &ada, start.clone()).await.expect("starts").run;
    world.settled(&ada, changed.id).await;
    assert_eq!(reuses(world, &ada, changed.id).await, [anew]);
    start.files = note(b"six");
    let other = run::start(&world.services, &ada, start).await.expect_err("another start");
    assert_eq!(code(other), "idempotency_key_reused");
    workers.stop(Duration::from_secs(5)).await;
}

async fn only_finished_steps_of_ones_own_runs_of_this_version_can_be_branched_from(world: &World) {
    let ((_, ada), (_, bob)) = (funded(world, "ada").await, funded(world, "bob").await);
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let origin = world.worked(&ada, "echo", input("a", 2)).await;
    let mut number = 0;
    let mut refused = async |viewer: &Viewer, slug: &str, step: &str| {
        number += 1;
        let asked = world.branch(viewer, slug, &format!("r{number}"), input("a", 2), (origin.id, step)).await;
        let problem = service::Problem::from(asked.expect_err("is refused"));
        let field = problem.fields.first().map(|field| field.code.clone()).unwrap_or_default();
        (problem.code, field)
    };
    let is = |code: &'static str, field: &str| (code, field.to_owned());
    assert_eq!(refused(&bob, "echo", "echo-1").await, is("not_found", ""));
    assert_eq!(refused(&ada, "echo", "echo-3").await, is("invalid_fields", "unfinished_step"));
    assert_eq!(refused(&ada, "echo", "say:echo").await, is("invalid_fields", "unfinished_step"));
    assert_eq!(refused(&ada, "echo-same", "echo-1").await, is("branch_of_other_version", ""));
    run::delete(&world.services, &ada, origin.id).await.expect("deletes");
    assert_eq!(refused(&ada, "echo", "echo-1").await, is("not_found", ""));
    let old = world.worked(&ada, "echo", input("a", 2)).await;
    world.clock.advance(Micros::days(31));
    run::erase_due(&world.services).await.expect("erases");
    let erased = world.branch(&ada, "echo", "erased", input("a", 2), (old.id, "echo-1")).await;
    assert_eq!(code(erased.expect_err("is refused")), "run_erased");
    let left = service::ledger::balance(&world.services, &ada).await.expect("reads");
    assert_eq!((left.posted, left.available), (Credits::whole(48), Credits::whole(48)), "nothing is held");
    workers.stop(Duration::from_secs(5)).await;
}

async fn the_same_key_is_the_same_branch_even_after_its_origin_is_gone(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let origin = world.worked(&ada, "echo", input("a", 2)).await;
    let ask = async |key: &str, values: Value, step: &str| {
        world
            .branch(&ada, "echo", key, values, (origin.id, step))
            .await
            .map(|started| (started.run.id, started.is_repeat))
    };
    let (first, is_repeat) = ask("k", input("a", 2), "echo-1").await.expect("starts");
    assert!(!is_repeat);
    assert_eq!(ask("k", input("a", 2), "echo-1").await.expect("repeats"), (first, true));
    assert_eq!(code(ask("k", input("a", 2), "echo-2").await.expect_err("another step")), "idempotency_key_reused");
    assert_eq!(code(ask("k", input("b", 2), "echo-1").await.expect_err("another input")), "idempotency_key_reused");
    let plain = world.start(&ada, "k", input("a", 2)).await;
    assert_eq!(code(plain.expect_err("no branch")), "idempotency_key_reused");
    world.settled(&ada, first).await;
    run::delete(&world.services, &ada, origin.id).await.expect("deletes");
    assert_eq!(ask("k", input("a", 2), "echo-1").await.expect("repeats"), (first, true));
    assert_eq!(code(ask("new", input("a", 2), "echo-1").await.expect_err("is gone")), "not_found");
    let picture = run::picture(&world.services, &ada, first).await.expect("reads");
    assert!(!picture.has_origin);
    workers.stop(Duration::from_secs(5)).await;
}

async fn what_was_taken_over_is_the_branchs_own(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    // The value of each step is too large for a row: JSON takes six bytes for each character.
    let text = format!("say {}", "\u{1}".repeat(45_000));
    let origin = world.worked(&ada, "echo", input(&text, 2)).await;
    let branch = branched(world, &ada, "b", input(&text, 3), (origin.id, "echo-2")).await;
    workers.stop(Duration::from_secs(5)).await;
    run::delete(&world.services, &ada, origin.id).await.expect("deletes");
    world.clock.advance(Micros::hours(3));
    run::erase_due(&world.services).await.expect("erases");
    run::collect_content(&world.services).await.expect("collects");
    assert_eq!(steps(world, &ada, branch.id).await.len(), 3);
    for name in ["echo-1.txt", "echo-2.txt", "echo-3.txt"] {
        let (_, bytes) = run::artifact(&world.services, &ada, branch.id, name).await.expect("is there");
        assert_eq!(bytes, text.as_bytes());
    }
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let next = branched(world, &ada, "c", input(&text, 3), (branch.id, "echo-3")).await;
    assert_eq!(reuses(world, &ada, next.id).await, [Some(Reuse::TakenOver); 3], "its journal is whole");
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_branch_that_waits_keeps_what_it_inherits(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let text = format!("say {}", "\u{1}".repeat(45_000));
    let origin = world.worked(&ada, "echo", input(&text, 2)).await;
    workers.stop(Duration::from_secs(5)).await;
    let waiting = world.branch(&ada, "echo", "b", input(&text, 3), (origin.id, "echo-2")).await.expect("starts").run;
    run::delete(&world.services, &ada, origin.id).await.expect("deletes");
    world.clock.advance(Micros::hours(3));
    run::erase_due(&world.services).await.expect("erases");
    run::collect_content(&world.services).await.expect("collects");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let branch = world.settled(&ada, waiting.id).await;
    assert_eq!(branch.status, Status::Succeeded);
    let taken = Some(Reuse::TakenOver);
    assert_eq!(reuses(world, &ada, branch.id).await, [taken, taken, None]);
    let (_, bytes) = run::artifact(&world.services, &ada, branch.id, "echo-1.txt").await.expect("is there");
    assert_eq!(bytes, text.as_bytes());
    workers.stop(Duration::from_secs(5)).await;
}

async fn one_can_branch_from_a_branch_and_from_an_answer(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, "echo-same", input("a", 2)).await;
    let answered = world.worked(&ada, "echo-same", input("a", 2)).await;
    assert_eq!(answered.cached_from, Some(first.id));
    let started = world.branch(&ada, "echo-same", "b", input("a", 3), (answered.id, "echo-2")).await.expect("starts");
    let branch = world.settled(&ada, started.run.id).await;
    let taken = Some(Reuse::TakenOver);
    assert_eq!(reuses(world, &ada, branch.id).await, [taken, taken, None]);
    let started = world.branch(&ada, "echo-same", "c", input("a", 3), (branch.id, "echo-3")).await.expect("starts");
    let next = world.settled(&ada, started.run.id).await;
    assert_eq!(reuses(world, &ada, next.id).await, [taken; 3]);
    assert_eq!(next.branched_from.map(|from| from.run), Some(branch.id));
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_branch_is_worked_even_where_an_answer_would_serve(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, "echo-same", input("a", 2)).await;
    let started = world.branch(&ada, "echo-same", "b", input("a", 2), (first.id, "echo-1")).await.expect("starts");
    let branch = world.settled(&ada, started.run.id).await;
    assert_eq!((branch.cached_from, branch.charged), (None, Some(Credits::whole(1))));
    assert_eq!(reuses(world, &ada, branch.id).await, [Some(Reuse::TakenOver), None]);
    // What it gave is an answer like any other.
    run::delete(&world.services, &ada, first.id).await.expect("deletes");
    assert_eq!(world.worked(&ada, "echo-same", input("a", 2)).await.cached_from, Some(branch.id));
    workers.stop(Duration::from_secs(5)).await;
}

async fn a_branch_that_is_erased_leaves_nothing(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let text = format!("say {CANARY} {}", "and more ".repeat(4_000));
    let origin = world.worked(&ada, "echo", input(&text, 2)).await;
    let branch = branched(world, &ada, "b", input(&text, 2), (origin.id, "echo-1")).await;
    workers.stop(Duration::from_secs(5)).await;
    run::delete(&world.services, &ada, origin.id).await.expect("deletes");
    run::erase_due(&world.services).await.expect("erases");
    let found = run::show(&world.services, &ada, branch.id).await.expect("is there");
    assert!(found.output.is_some(), "the branch keeps its own");
    world.clock.advance(Micros::days(31));
    run::erase_due(&world.services).await.expect("erases");
    run::collect_content(&world.services).await.expect("collects");
    let found = run::show(&world.services, &ada, branch.id).await.expect("is there");
    assert_eq!(found.branched_from, Some(BranchedFrom { run: origin.id, step: None }));
    let stored = world.everything().await;
    assert!(!stored.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "something of it is left");
}
