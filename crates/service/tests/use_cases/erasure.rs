//! What erasing promises: after it, what a run was given and what came out of it is nowhere.

use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, Run};
use domain::time::Micros;
use serde_json::json;
use service::ledger::issue::grant;
use service::run::{self, GivenFile};
use store::events::Author;
use store::{Scope, StoreError, events};

use crate::on_both;
use crate::world::World;

on_both!(
    after_thirty_days_nothing_of_a_run_is_left_but_its_price_and_digest,
    what_is_kept_stays_until_it_is_let_go,
    what_is_deleted_is_erased_at_once,
);

const CANARY: &str = "Kanarienvogel-7f3a";

async fn funded(world: &World, name: &str) -> (OwnerId, Viewer) {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(100), "Welcome").await.expect("grants");
    (owner, viewer)
}

fn note() -> Vec<(String, GivenFile)> {
    let file = GivenFile { filename: format!("{CANARY}.txt"), bytes: format!("content {CANARY}").into_bytes() };
    vec![("note".to_owned(), file)]
}

fn has_canary(stored: &[u8]) -> bool {
    // Names in folders, texts in rows, and texts as they stand inside JSON: all hold it as it is.
    stored.windows(CANARY.len()).any(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))
}

/// A run in all of whose parts the canary is: input, file, message, output, artifacts, journal, a tool's payloads.
async fn run_with_canary(world: &World, owner: OwnerId, viewer: &Viewer, key: &str) -> Run {
    let text = format!("say {CANARY} {}", "and more ".repeat(key.len() * 40));
    let values = json!({"text": text, "steps": 2, "wait_ms": 5});
    let started = world.start_with(viewer, "echo", key, values, note(), true).await.expect("starts").run;
    let tool = |id: &str| EventBody::ToolCallStarted {
        id: id.to_owned(),
        step: "echo-1".to_owned(),
        tool: "mail".to_owned(),
        arguments: json!({"to": CANARY}),
    };
    let answer = EventBody::ToolCallCompleted { id: "t".to_owned(), result: json!([CANARY]), duration_us: 1 };
    let input = (owner, started.id, vec![tool("t"), answer], world.clock.now());
    let told = world.services.db().write(Scope::Owner(owner), input, |conn, (owner, run, bodies, now)| {
        Box::pin(events::append(conn, *run, *owner, Author::UseCase, bodies, *now))
    });
    let told: Result<_, StoreError> = told.await;
    assert!(told.expect("appends").is_some());
    started
}

async fn digest(world: &World, owner: OwnerId, id: RunId) -> String {
    let found = world.services.db().read(Scope::Owner(owner), (owner, id), |conn, (owner, id)| {
        Box::pin(events::list(conn, *owner, *id, None, 10_000))
    });
    let found: Result<Vec<_>, StoreError> = found.await;
    found.expect("reads").last().expect("events").chain_hash.clone()
}

async fn after_thirty_days_nothing_of_a_run_is_left_but_its_price_and_digest(world: &World) {
    let (owner, ada) = funded(world, "ada").await;
    let mut started = Vec::new();
    for number in 0..24 {
        started.push(run_with_canary(world, owner, &ada, &"k".repeat(number + 1)).await);
    }
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let failing = json!({"text": "break the schema"});
    world.worked(&ada, "echo", failing).await;
    let mut before = Vec::new();
    for run in &started {
        before.push((world.settled(&ada, run.id).await, digest(world, owner, run.id).await));
    }
    workers.stop(Duration::from_secs(5)).await;
    assert!(has_canary(&world.everything().await), "the test itself is blind");
    let found = run::Narrowing { text: Some(CANARY.to_owned()), ..run::Narrowing::default() };
    assert_eq!(run::list(&world.services, &ada, &found, None, 50).await.expect("lists").total, 24);

    world.clock.advance(Micros::days(29));
    assert_eq!(run::erase_due(&world.services).await.expect("erases"), run::Erasure::default());
    world.clock.advance(Micros::days(2));
    let erasure = run::erase_due(&world.services).await.expect("erases");
    assert_eq!((erasure.runs, erasure.is_left), (25, false));
    assert!(erasure.contents > 24, "{erasure:?}");
    let stored = world.everything().await;
    assert!(!has_canary(&stored), "the canary sings at {:?}", place(&stored));
    assert_eq!(run::erase_due(&world.services).await.expect("erases").runs, 0, "once");

    for (run, digest_before) in before {
        let after = run::show(&world.services, &ada, run.id).await.expect("is there");
        assert_eq!((after.status, after.charged, after.ceiling), (run.status, run.charged, run.ceiling));
        assert_eq!((after.input, after.output), (None, None));
        assert_eq!((after.erased_at, after.erases_at), (Some(world.clock.now()), None));
        assert_eq!(digest(world, owner, run.id).await, digest_before);
        assert!(run::artifacts(&world.services, &ada, run.id).await.expect("reads").is_empty());
        let transcript = run::transcript(&world.services, &ada, run.id).await.expect("reads");
        assert_eq!((transcript.items.len(), transcript.status), (0, run.status));
        assert!(matches!(run::keep(&world.services, &ada, run.id).await, Err(run::Error::Erased)));
    }
    assert_eq!(run::list(&world.services, &ada, &found, None, 50).await.expect("lists").total, 0);
    let all = run::list(&world.services, &ada, &run::Narrowing::default(), None, 50).await.expect("lists");
    assert_eq!(all.total, 25, "the runs themselves stay");
}

/// What stands around the canary.
fn place(stored: &[u8]) -> Option<String> {
    let at = stored.windows(CANARY.len()).position(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))?;
    let around = &stored[at.saturating_sub(80)..(at + 120).min(stored.len())];
    Some(String::from_utf8_lossy(around).into_owned())
}

async fn what_is_kept_stays_until_it_is_let_go(world: &World) {
    let (owner, ada) = funded(world, "ada").await;
    let id = run_with_canary(world, owner, &ada, "k").await.id;
    let kept = run::keep(&world.services, &ada, id).await.expect("keeps, even while it waits");
    assert_eq!((kept.kept_at, kept.erases_at), (Some(world.clock.now()), None));
    let workers = run::Workers::start(&world.services).await.expect("starts");
    world.settled(&ada, id).await;
    workers.stop(Duration::from_secs(5)).await;
    world.clock.advance(Micros::days(400));
    assert_eq!(run::erase_due(&world.services).await.expect("erases").runs, 0);
    assert_eq!(run::collect_content(&world.services).await.expect("collects"), 0);
    let (_, bytes) = run::artifact(&world.services, &ada, id, "echo-1.txt").await.expect("is there");
    assert!(has_canary(&bytes));
    let (_, bob) = funded(world, "bob").await;
    assert!(matches!(run::let_go(&world.services, &bob, id).await, Err(run::Error::NotFound)));
    let free = run::let_go(&world.services, &ada, id).await.expect("lets go");
    assert!(free.kept_at.is_none() && free.erases_at.is_some_and(|at| at < world.clock.now()));
    assert_eq!(run::erase_due(&world.services).await.expect("erases").runs, 1);
    assert!(!has_canary(&world.everything().await));
}

async fn what_is_deleted_is_erased_at_once(world: &World) {
    let (owner, ada) = funded(world, "ada").await;
    let (gone, stays) = (
        run_with_canary(world, owner, &ada, "k").await.id,
        world.start(&ada, "stays", json!({"text": "another"})).await.expect("starts").run.id,
    );
    run::keep(&world.services, &ada, gone).await.expect("keeps");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    world.settled(&ada, gone).await;
    world.settled(&ada, stays).await;
    workers.stop(Duration::from_secs(5)).await;
    run::delete(&world.services, &ada, gone).await.expect("deletes, though it was kept");
    let erasure = run::erase_due(&world.services).await.expect("erases");
    assert_eq!((erasure.runs, erasure.contents), (1, 0), "fresh content may be another start's");
    world.clock.advance(Micros::hours(2));
    assert!(run::collect_content(&world.services).await.expect("collects") >= 2);
    assert!(!has_canary(&world.everything().await));
    assert!(run::show(&world.services, &ada, stays).await.expect("is there").input.is_some());
}
