//! What the cache of answers promises.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::account::{Role, Viewer};
use domain::credits::Credits;
use domain::run::{Run, Status};
use domain::time::Micros;
use serde_json::{Value, json};
use service::account::{Register, create_admin, find_owner_by_login};
use service::ledger::issue::grant;
use service::run::{self, GivenFile};

use crate::on_both;
use crate::world::World;

on_both!(
    an_equal_start_is_answered_whole_and_for_nothing,
    parallel_equal_starts_are_answered_each_for_itself,
    only_the_same_start_of_the_same_owner_is_answered,
    an_answer_serves_for_an_hour,
    another_version_is_worked,
    an_answer_outlives_its_origin,
    admins_see_and_clear_what_the_cache_has,
);

const SAME: &str = "echo-same";

async fn funded(world: &World, name: &str) -> Viewer {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(50), "Welcome").await.expect("grants");
    viewer
}

/// Artifacts are made by an echo that takes its time.
fn input(text: &str) -> Value {
    json!({"text": text, "steps": 2, "wait_ms": 5})
}

async fn spent(world: &World, viewer: &Viewer) -> Credits {
    let left = service::ledger::balance(&world.services, viewer).await.expect("reads").posted;
    Credits::whole(50).minus(left).expect("fits")
}

async fn an_equal_start_is_answered_whole_and_for_nothing(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, SAME, input("say hello")).await;
    assert_eq!((first.cached_from, first.charged), (None, Some(Credits::whole(1))));
    workers.stop(Duration::from_secs(5)).await;
    // Nobody works any more, and it does not matter.
    let reordered = json!({"wait_ms": 5, "steps": 2, "text": "say hello"});
    let second = world.start_with(&ada, SAME, "second", reordered, Vec::new(), true).await.expect("starts");
    assert!(!second.is_repeat);
    let second = second.run;
    assert_eq!((second.status, second.cached_from), (Status::Succeeded, Some(first.id)));
    assert_eq!((second.ceiling, second.charged), (Credits::ZERO, Some(Credits::ZERO)));
    assert_eq!((&second.output, &second.input), (&first.output, &first.input));
    assert_eq!(spent(world, &ada).await, Credits::whole(1));
    let again = world.start_with(&ada, SAME, "second", input("say hello"), Vec::new(), true).await.expect("starts");
    assert_eq!((again.is_repeat, again.run.id), (true, second.id));

    let told = |run: &Run| {
        let (id, ada) = (run.id, ada.clone());
        async move { run::events(&world.services, &ada, id).await.expect("reads") }
    };
    let (origin, copy) = (told(&first).await, told(&second).await);
    assert!(copy.iter().enumerate().all(|(place, event)| event.seq == place as u64));
    assert_eq!(copy[0].data, json!({"cached_from": first.id}));
    assert_eq!(copy.last().map(|event| event.name.as_str()), Some("run.settled"));
    let work = |events: &[domain::run::Event]| {
        let of_work = |event: &&domain::run::Event| !event.name.starts_with("run.") || event.name == "run.succeeded";
        events.iter().filter(of_work).map(|event| (event.name.clone(), event.data.clone())).collect::<Vec<_>>()
    };
    assert_eq!(work(&origin), work(&copy));
    for name in ["echo-1.txt", "echo-2.txt"] {
        let (_, bytes) = run::artifact(&world.services, &ada, second.id, name).await.expect("is there");
        assert_eq!(bytes, b"say hello");
    }
    // What it says is found as that of the first is.
    let narrowing = run::Narrowing { text: Some("HELLO".to_owned()), ..run::Narrowing::default() };
    assert_eq!(run::list(&world.services, &ada, &narrowing, None, 20).await.expect("lists").total, 2);
    let mut watch = run::watch(&world.services, &ada, second.id, None).await.expect("watches");
    let mut count = 0;
    while watch.next().await.expect("reads").is_some() {
        count += 1;
    }
    assert_eq!(count, copy.len());
}

async fn parallel_equal_starts_are_answered_each_for_itself(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, SAME, input("a")).await;
    let keys: Vec<String> = (0..12).map(|number| format!("k{number}")).collect();
    let starts = keys.iter().map(|key| world.start_with(&ada, SAME, key, input("a"), Vec::new(), true));
    let starts = futures::future::join_all(starts).await;
    let ids: BTreeSet<String> = starts
        .iter()
        .map(|start| {
            let run = &start.as_ref().expect("starts").run;
            assert_eq!(run.cached_from, Some(first.id), "never an answer of an answer");
            run.id.to_string()
        })
        .collect();
    assert_eq!(ids.len(), 12);
    let starts = (0..8).map(|_| world.start_with(&ada, SAME, "one", input("a"), Vec::new(), true));
    let starts = futures::future::join_all(starts).await;
    let ids: BTreeSet<String> = starts.iter().map(|start| start.as_ref().expect("starts").run.id.to_string()).collect();
    assert_eq!(ids.len(), 1, "one key, one run");
    assert_eq!(spent(world, &ada).await, Credits::whole(1));
    // Where there is no answer yet, each is worked, and each pays what was quoted.
    let starts = ["x", "y", "z"].map(|key| world.start_with(&ada, SAME, key, input("new"), Vec::new(), true));
    for start in futures::future::join_all(starts).await {
        let run = world.settled(&ada, start.expect("starts").run.id).await;
        assert_eq!(run.status, Status::Succeeded);
        assert_eq!(run.charged == Some(Credits::ZERO), run.cached_from.is_some());
    }
    workers.stop(Duration::from_secs(5)).await;
}

async fn only_the_same_start_of_the_same_owner_is_answered(world: &World) {
    let (ada, bob) = (funded(world, "ada").await, funded(world, "bob").await);
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let file = |text: &str| {
        let file = GivenFile { filename: "n.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        vec![("note".to_owned(), file)]
    };
    let first = world.start_with(&ada, SAME, "first", input("a"), file("one"), true).await.expect("starts").run;
    world.settled(&ada, first.id).await;
    let is_answered =
        |viewer: &Viewer, slug: &'static str, key: &'static str, values: Value, text: &str, cached: bool| {
            let (viewer, files) = (viewer.clone(), file(text));
            async move {
                let run = world.start_with(&viewer, slug, key, values, files, cached).await.expect("starts").run;
                let run = world.settled(&viewer, run.id).await;
                assert_eq!(
                    run.charged,
                    Some(if run.cached_from.is_some() { Credits::ZERO } else { Credits::whole(1) })
                );
                run.cached_from.is_some()
            }
        };
    assert!(is_answered(&ada, SAME, "same", input("a"), "one", true).await);
    assert!(!is_answered(&bob, SAME, "same", input("a"), "one", true).await, "another owner");
    assert!(!is_answered(&ada, SAME, "input", input("b"), "one", true).await, "another input");
    assert!(!is_answered(&ada, SAME, "content", input("a"), "two", true).await, "another content of the same name");
    assert!(!is_answered(&ada, SAME, "anew", input("a"), "one", false).await, "worked anew, as asked");
    for _ in 0..2 {
        let failed = world.worked(&ada, SAME, json!({"text": "fail"})).await;
        assert_eq!((failed.status, failed.cached_from), (Status::Failed, None), "a failure is no answer");
        let echoed = world.worked(&ada, "echo", json!({"text": "a"})).await;
        assert_eq!(echoed.cached_from, None, "not deterministic");
    }
    let differs = world.start_with(&ada, SAME, "same", input("a"), file("one"), false).await.expect_err("differs");
    assert!(matches!(differs, run::Error::KeyReused), "{differs:?}");
    workers.stop(Duration::from_secs(5)).await;
}

async fn an_answer_serves_for_an_hour(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, SAME, input("a")).await;
    world.clock.advance(Micros::minutes(59));
    assert_eq!(world.worked(&ada, SAME, input("a")).await.cached_from, Some(first.id));
    world.clock.advance(Micros::minutes(1));
    let third = world.worked(&ada, SAME, input("a")).await;
    assert_eq!((third.cached_from, third.charged), (None, Some(Credits::whole(1))), "an answer is no origin");
    workers.stop(Duration::from_secs(5)).await;
}

async fn another_version_is_worked(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    world.worked(&ada, SAME, input("a")).await;
    workers.stop(Duration::from_secs(5)).await;
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = include_str!("../agents/echo-same/agent.toml").replace("number = \"1.0.0\"", "number = \"1.0.1\"");
    std::fs::create_dir(folder.path().join(SAME)).expect("a folder");
    std::fs::write(folder.path().join(SAME).join("agent.toml"), manifest).expect("written");
    let newer = world.with_agents(folder.path().to_owned()).await;
    let start = run::Start {
        slug: SAME.to_owned(),
        values: input("a").as_object().expect("an object").clone(),
        files: Vec::new(),
        max_price: Credits::whole(1),
        use_cache: true,
        branch_from: None,
        idempotency_key: "newer".to_owned(),
        trace_id: String::new(),
    };
    let started = run::start(&newer, &ada, start).await.expect("starts").run;
    assert_eq!((started.version.as_str(), started.status, started.cached_from), ("1.0.1", Status::Queued, None));
    run::cancel(&newer, &ada, started.id).await.expect("stops");
    newer.close().await;
}

async fn an_answer_outlives_its_origin(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let first = world.worked(&ada, SAME, input("say it")).await;
    let second = world.worked(&ada, SAME, input("say it")).await;
    assert_eq!(second.cached_from, Some(first.id));
    run::delete(&world.services, &ada, first.id).await.expect("deletes");
    let third = world.worked(&ada, SAME, input("say it")).await;
    assert_eq!(third.cached_from, None, "what is deleted serves nobody");
    workers.stop(Duration::from_secs(5)).await;
    run::delete(&world.services, &ada, third.id).await.expect("deletes");
    world.clock.advance(Micros::hours(3));
    assert_eq!(run::erase_due(&world.services).await.expect("erases").contents, 0, "the answer still names them");
    let kept = run::show(&world.services, &ada, second.id).await.expect("is there");
    assert_eq!((kept.output, kept.cached_from), (Some(json!({"text": "say it"})), Some(first.id)));
    let transcript = run::transcript(&world.services, &ada, second.id).await.expect("reads");
    assert_eq!(transcript.items.len(), 3, "two steps and a message");
    let (_, bytes) = run::artifact(&world.services, &ada, second.id, "echo-2.txt").await.expect("is there");
    assert_eq!(bytes, b"say it");
}

async fn admins_see_and_clear_what_the_cache_has(world: &World) {
    let ada = funded(world, "ada").await;
    let form = Register {
        email: "root@example.org".to_owned(),
        username: "root".to_owned(),
        full_name: "Root".to_owned(),
        password: "Passw0rd-for-tests".to_owned(),
    };
    create_admin(&world.services, form, Role::Admin).await.expect("signs up");
    let (_, admin) = find_owner_by_login(&world.services, "root").await.expect("reads").expect("is there");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    world.worked(&ada, SAME, input("a")).await;
    world.worked(&ada, SAME, input("a")).await;
    world.worked(&ada, SAME, input("b")).await;
    workers.stop(Duration::from_secs(5)).await;
    for refused in [
        run::report_cache(&world.services, &ada, true).await.err(),
        run::clear_cache(&world.services, &ada, true, SAME).await.err(),
    ] {
        let problem = service::Problem::from(refused.expect("is refused"));
        assert_eq!(problem.code, "not_found");
    }
    let report = run::report_cache(&world.services, &admin, true).await.expect("tells");
    assert_eq!((report.serves_seconds, report.data.len()), (3_600, 1), "one agent declares itself deterministic");
    let line = &report.data[0];
    assert_eq!((line.agent_slug.as_str(), line.entries, line.hits, line.worked), (SAME, 2, 1, 2));
    assert_eq!((line.hit_per_mille, line.saved), (Some(333), Credits::whole(1)));
    assert_eq!(run::clear_cache(&world.services, &admin, true, SAME).await.expect("clears"), 2);
    assert_eq!(run::clear_cache(&world.services, &admin, true, SAME).await.expect("clears"), 0);
    let report = run::report_cache(&world.services, &admin, true).await.expect("tells");
    assert_eq!((report.data[0].entries, report.data[0].hits), (0, 1), "what was answered stays counted");
    let missing = run::clear_cache(&world.services, &admin, true, "nothing").await.expect_err("is not there");
    assert_eq!(service::Problem::from(missing).code, "not_found");
}
