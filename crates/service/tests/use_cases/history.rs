//! What the history of runs promises.

use std::time::Duration;

use domain::account::Viewer;
use domain::credits::Credits;
use domain::run::{Run, Status};
use domain::time::{Micros, Period};
use serde_json::json;
use service::ledger::issue::grant;
use service::run::{self, GivenFile, Narrowing};

use crate::on_both;
use crate::world::World;

on_both!(
    a_history_is_narrowed_by_agent_status_date_and_text,
    what_cannot_be_read_of_a_narrowing_is_named,
    a_narrowed_history_is_paged_without_gap_or_repeat,
    a_summary_counts_what_the_narrowing_leaves,
    a_deleted_run_is_hidden_at_once_and_its_money_stays,
    a_run_in_work_is_not_deleted,
    an_export_has_every_run_once_with_what_came_out,
);

#[expect(clippy::unnecessary_wraps, reason = "fields of a narrowing are optional")]
fn text(word: &str) -> Option<String> {
    Some(word.to_owned())
}

async fn funded(world: &World, name: &str) -> Viewer {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(200), "Welcome").await.expect("grants");
    viewer
}

async fn found(world: &World, viewer: &Viewer, narrowing: Narrowing) -> Vec<Run> {
    let page = run::list(&world.services, viewer, &narrowing, None, 100).await.expect("lists");
    assert_eq!(page.total, page.data.len() as u64);
    page.data
}

async fn ids(world: &World, viewer: &Viewer, narrowing: Narrowing) -> Vec<String> {
    found(world, viewer, narrowing).await.into_iter().map(|run| run.id.to_string()).collect()
}

async fn a_history_is_narrowed_by_agent_status_date_and_text(world: &World) {
    let (ada, bob) = (funded(world, "ada").await, funded(world, "bob").await);
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let plain = world.worked(&ada, "echo", json!({"text": "Grüße aus Ulm,\n100% sicher"})).await.id.to_string();
    // Ids sort by the millisecond.
    world.clock.advance(Micros::SECOND);
    let failed = world.worked(&ada, "echo", json!({"text": "fail"})).await.id.to_string();
    world.clock.advance(Micros::days(2));
    let said = world.worked(&ada, "echo-same", json!({"text": "say Zanzibar"})).await.id.to_string();
    world.clock.advance(Micros::SECOND);
    let file = GivenFile { filename: "Quarterly_Figures.txt".to_owned(), bytes: b"x".to_vec() };
    let files = vec![("note".to_owned(), file)];
    let given = world.start_with(&ada, "echo", "f", json!({"text": "a"}), files, true).await.expect("starts").run.id;
    world.settled(&ada, given).await;
    let given = given.to_string();
    world.worked(&bob, "echo", json!({"text": "Grüße aus Ulm"})).await;
    workers.stop(Duration::from_secs(5)).await;

    let by_text = |word: &str| ids(world, &ada, Narrowing { text: text(word), ..Narrowing::default() });
    assert_eq!(ids(world, &ada, Narrowing::default()).await, [&given, &said, &failed, &plain].map(Clone::clone));
    assert_eq!(by_text("GRÜSSE").await, Vec::<String>::new(), "no folding of letters into others");
    assert_eq!(by_text("grÜße aus ulm, 100% s").await, std::slice::from_ref(&plain), "white space counts as one space");
    assert_eq!(by_text("zanzibar").await, std::slice::from_ref(&said));
    assert_eq!(by_text("quarterly_figures").await, std::slice::from_ref(&given), "the name of a file");
    assert_eq!(by_text("quarterlyxfigures").await, Vec::<String>::new(), "`_` is no wildcard");
    assert_eq!(by_text("0%").await, std::slice::from_ref(&plain), "`%` is no wildcard");
    assert_eq!(by_text("ALWAYS the same").await, std::slice::from_ref(&said), "the agent's name");
    assert_eq!(by_text("wait_ms").await, Vec::<String>::new(), "names of fields are not searched");

    let of_agent = Narrowing { agent: text("echo-same"), ..Narrowing::default() };
    assert_eq!(ids(world, &ada, of_agent).await, std::slice::from_ref(&said));
    let of_status = Narrowing { status: text("failed"), ..Narrowing::default() };
    assert_eq!(ids(world, &ada, of_status).await, std::slice::from_ref(&failed));
    let first_day = world.clock.now().minus(Micros::days(2)).to_day();
    let until = Narrowing { to: Some(first_day.clone()), ..Narrowing::default() };
    assert_eq!(ids(world, &ada, until).await, [failed.clone(), plain.clone()]);
    let from = Narrowing { from: Some(world.clock.now().to_day()), ..Narrowing::default() };
    assert_eq!(ids(world, &ada, from).await, [given, said]);
    let all = Narrowing {
        agent: text("echo"),
        status: text("succeeded"),
        from: Some(first_day.clone()),
        to: Some(first_day),
        text: text("ulm"),
    };
    assert_eq!(ids(world, &ada, all).await, [plain]);
    let agents = run::find(&world.services, &ada, &Narrowing::default(), None, 1).await.expect("finds").agents;
    assert_eq!(agents.iter().map(|agent| agent.0.as_str()).collect::<Vec<_>>(), ["echo", "echo-same"]);
}

async fn what_cannot_be_read_of_a_narrowing_is_named(world: &World) {
    let ada = funded(world, "ada").await;
    let bad = Narrowing {
        agent: text("nothing"),
        status: text("done"),
        from: text("2026-02-30"),
        to: text("soon"),
        text: Some("x".repeat(101)),
    };
    let refused = run::list(&world.services, &ada, &bad, None, 20).await.expect_err("is refused");
    let run::Error::Invalid(errors) = refused else { panic!("{refused:?}") };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["agent", "status", "from", "to", "text"]);
    assert!(matches!(run::summary(&world.services, &ada, &bad, None).await, Err(run::Error::Invalid(_))));
    assert!(matches!(run::export(&world.services, &ada, &bad), Err(run::Error::Invalid(_))));
}

async fn a_narrowed_history_is_paged_without_gap_or_repeat(world: &World) {
    let ada = funded(world, "ada").await;
    for number in 0..9 {
        let word = if number % 2 == 0 { "even" } else { "odd" };
        world.start(&ada, &format!("k{number}"), json!({"text": format!("{word} {number}")})).await.expect("starts");
        world.clock.advance(Micros::seconds(1));
    }
    let even = Narrowing { text: text("even"), ..Narrowing::default() };
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = run::list(&world.services, &ada, &even, cursor.as_deref(), 2).await.expect("lists");
        assert_eq!(page.total, 5);
        seen.extend(page.data.into_iter().map(|run| run.id.to_string()));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ids(world, &ada, even).await);
    assert_eq!(seen.len(), 5);
}

async fn a_summary_counts_what_the_narrowing_leaves(world: &World) {
    let ada = funded(world, "ada").await;
    let workers = run::Workers::start(&world.services).await.expect("starts");
    world.worked(&ada, "echo", json!({"text": "a"})).await;
    world.worked(&ada, "echo", json!({"text": "fail"})).await;
    world.clock.advance(Micros::days(1));
    world.worked(&ada, "echo-same", json!({"text": "a"})).await;
    world.worked(&ada, "echo-same", json!({"text": "a"})).await;
    workers.stop(Duration::from_secs(5)).await;
    world.start(&ada, "waits", json!({"text": "a"})).await.expect("starts");
    let everything = Narrowing::default();
    let all = run::summary(&world.services, &ada, &everything, Some(Period::Day)).await.expect("sums");
    let total = all.total;
    assert_eq!((total.runs, total.finished, total.succeeded, total.cached), (5, 4, 3, 1));
    assert_eq!((total.success_per_mille, total.charged), (Some(750), Credits::whole(2)));
    assert_eq!(total.mean_time_us, Some(0), "the clock stands still while the test's runs are worked");
    assert_eq!(all.periods.iter().map(|period| period.sums.runs).collect::<Vec<_>>(), [2, 3]);
    let failed = Narrowing { status: text("failed"), ..Narrowing::default() };
    let failed = run::summary(&world.services, &ada, &failed, None).await.expect("sums");
    assert_eq!((failed.total.runs, failed.total.success_per_mille), (1, Some(0)));
    assert!(failed.periods.is_empty());
}

async fn a_deleted_run_is_hidden_at_once_and_its_money_stays(world: &World) {
    let (ada, bob) = (funded(world, "ada").await, funded(world, "bob").await);
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let started = world.start(&ada, "k", json!({"text": "a"})).await.expect("starts");
    let id = world.settled(&ada, started.run.id).await.id;
    workers.stop(Duration::from_secs(5)).await;
    let foreign = run::delete(&world.services, &bob, id).await.expect_err("is not bob's");
    assert!(matches!(foreign, run::Error::NotFound));
    let balance = service::ledger::balance(&world.services, &ada).await.expect("reads");
    run::delete(&world.services, &ada, id).await.expect("deletes");
    assert!(matches!(run::delete(&world.services, &ada, id).await, Err(run::Error::NotFound)));
    assert!(matches!(run::show(&world.services, &ada, id).await, Err(run::Error::NotFound)));
    assert!(matches!(run::events(&world.services, &ada, id).await, Err(run::Error::NotFound)));
    assert!(matches!(run::artifacts(&world.services, &ada, id).await, Err(run::Error::NotFound)));
    assert!(matches!(run::watch(&world.services, &ada, id, None).await, Err(run::Error::NotFound)));
    assert!(matches!(run::keep(&world.services, &ada, id).await, Err(run::Error::NotFound)));
    assert!(found(world, &ada, Narrowing::default()).await.is_empty());
    let summary = run::summary(&world.services, &ada, &Narrowing::default(), None).await.expect("sums");
    assert_eq!(summary.total.runs, 0);
    let again = world.start(&ada, "k", json!({"text": "a"})).await.expect_err("its key stays taken");
    assert!(matches!(again, run::Error::Deleted), "{again:?}");
    assert_eq!(service::ledger::balance(&world.services, &ada).await.expect("reads"), balance);
    let statement = service::ledger::statement(&world.services, &ada, None, 20).await.expect("reads");
    assert!(statement.data.iter().any(|line| line.run_id == Some(id)), "{statement:?}");
}

async fn a_run_in_work_is_not_deleted(world: &World) {
    let ada = funded(world, "ada").await;
    let id = world.start(&ada, "k", json!({"text": "a"})).await.expect("starts").run.id;
    assert!(matches!(run::delete(&world.services, &ada, id).await, Err(run::Error::InWork)));
    let stopped = run::cancel(&world.services, &ada, id).await.expect("stops");
    assert_eq!(stopped.status, Status::Cancelled);
    run::delete(&world.services, &ada, id).await.expect("deletes");
}

async fn an_export_has_every_run_once_with_what_came_out(world: &World) {
    let (ada, bob) = (funded(world, "ada").await, funded(world, "bob").await);
    for number in 0..120 {
        world.start(&ada, &format!("k{number}"), json!({"text": number.to_string()})).await.expect("starts");
    }
    world.start(&bob, "k", json!({"text": "not ada's"})).await.expect("starts");
    let mut export = run::export(&world.services, &ada, &Narrowing::default()).expect("begins");
    let mut texts = Vec::new();
    while let Some(runs) = export.next().await.expect("reads") {
        assert!(runs.len() <= 50, "never all at once");
        texts
            .extend(runs.into_iter().map(|run| run.input.expect("whole")["text"].as_str().expect("a text").to_owned()));
    }
    texts.sort_by_key(|text| text.parse::<u32>().unwrap_or(u32::MAX));
    assert_eq!(texts, (0..120).map(|number| number.to_string()).collect::<Vec<_>>());
}
