//! What analytics promise. The figures are counted by hand.

use std::time::Duration;

use domain::account::{KeyScope, Means, Preferences, Viewer};
use domain::analytics::{Analytics, Expected, Hint};
use domain::credits::Credits;
use domain::id::{ApiKeyId, LotId, OwnerId, TransactionId};
use domain::time::{Micros, Timestamp};
use serde_json::json;
use service::analytics::{Asked, mine};
use service::ledger::issue::{Issue, grant, issue_alone};
use service::run::{self, Workers};
use service::trial::{Device, Marks, Seen, adopt};
use service::{Problem, account};

use crate::on_both;
use crate::world::World;

on_both!(
    days_are_those_of_the_viewer_and_each_is_told,
    what_was_erased_counts_and_what_was_deleted_does_not,
    answers_from_the_cache_cost_nothing_and_repeats_are_told,
    each_agent_is_told_of_and_one_can_be_chosen,
    trial_runs_count_for_the_account_that_took_them_over,
    four_weeks_make_a_forecast,
    credits_that_go_soon_are_told_to_whoever_may_see_credits,
    what_cannot_be_read_is_named,
);

async fn funded(world: &World, name: &str) -> (OwnerId, Viewer) {
    let (owner, viewer) = world.customer(name).await;
    grant(&world.services, owner, Credits::whole(200), "Welcome").await.expect("grants");
    (owner, viewer)
}

/// Moves the clock to a time that is not over yet.
fn go_to(world: &World, text: &str) {
    let at = Timestamp::parse(text).expect("a time");
    let wait = at.since(world.clock.now());
    assert!(wait > Micros(0), "{text} is over");
    world.clock.advance(wait);
}

async fn seen(world: &World, viewer: &Viewer, days: u32) -> Analytics {
    mine(&world.services, viewer, &Asked { days: Some(days), agent: None }).await.expect("sums")
}

/// Day, runs, credits and success of each day.
fn days(analytics: &Analytics) -> Vec<(String, u64, Credits, Option<u32>)> {
    let told = analytics.by_day.iter();
    told.map(|one| (one.day.to_string(), one.sums.runs, one.sums.charged, one.sums.success_per_mille)).collect()
}

async fn days_are_those_of_the_viewer_and_each_is_told(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let (_, bob) = funded(world, "bob").await;
    let berlin = Preferences { time_zone: "Europe/Berlin".to_owned(), ..Preferences::default() };
    account::choose_preferences(&world.services, &ada, berlin.clone()).await.expect("chooses");
    let workers = Workers::start(&world.services).await.expect("starts");
    go_to(world, "2026-10-20T12:00:00Z");
    world.worked(&ada, "echo", json!({"text": "before"})).await;
    // Half past eleven in the evening; then the day on which clocks go back, which has 25 hours.
    go_to(world, "2026-10-24T21:30:00Z");
    world.worked(&ada, "echo", json!({"text": "a"})).await;
    go_to(world, "2026-10-24T22:30:00Z");
    world.worked(&ada, "echo", json!({"text": "fail"})).await;
    go_to(world, "2026-10-25T22:30:00Z");
    world.worked(&ada, "echo", json!({"text": "b"})).await;
    world.worked(&bob, "echo", json!({"text": "bob's"})).await;
    go_to(world, "2026-10-27T12:00:00Z");
    workers.stop(Duration::from_secs(5)).await;

    let (one, none) = (Credits::whole(1), Credits::ZERO);
    let berlins = seen(world, &ada, 4).await;
    let day = |day: &str, runs, charged, success| (format!("2026-10-{day}"), runs, charged, success);
    let expected = [
        day("24", 1, one, Some(1_000)),
        day("25", 2, one, Some(500)),
        day("26", 0, none, None),
        day("27", 0, none, None),
    ];
    assert_eq!(days(&berlins), expected);
    assert_eq!(berlins.since.to_rfc3339(), "2026-10-23T22:00:00Z");
    assert_eq!(berlins.time_zone, "Europe/Berlin");
    let total = berlins.total;
    assert_eq!((total.runs, total.finished, total.succeeded, total.charged), (3, 3, 2, Credits::whole(2)));
    assert_eq!((total.success_per_mille, total.mean_time_us), (Some(666), Some(0)));
    assert_eq!((berlins.before.runs, berlins.before.charged), (1, one), "20 October is among the four days before");
    assert_eq!(seen(world, &ada, 3).await.before.runs, 1, "and 24 October among the three before 25 October");

    account::choose_preferences(&world.services, &ada, Preferences::default()).await.expect("chooses");
    let utc = seen(world, &ada, 4).await;
    let counts: Vec<u64> = utc.by_day.iter().map(|day| day.sums.runs).collect();
    assert_eq!((counts, utc.total.runs), (vec![2, 1, 0, 0], 3));
    assert_eq!(seen(world, &bob, 365).await.total.runs, 1, "nothing of others");
}

async fn what_was_erased_counts_and_what_was_deleted_does_not(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = Workers::start(&world.services).await.expect("starts");
    world.worked(&ada, "echo-same", json!({"text": "a"})).await;
    let gone = world.worked(&ada, "echo", json!({"text": "b"})).await.id;
    workers.stop(Duration::from_secs(5)).await;
    run::delete(&world.services, &ada, gone).await.expect("deletes");
    world.clock.advance(Micros::days(31));
    assert!(run::erase_due(&world.services).await.expect("erases").runs >= 1);
    let seen = seen(world, &ada, 60).await;
    assert_eq!((seen.total.runs, seen.total.charged), (1, Credits::whole(1)));
    assert_eq!(seen.by_agent.len(), 1);
    assert_eq!(seen.by_agent[0].agent_slug.as_deref(), Some("echo-same"));
}

async fn answers_from_the_cache_cost_nothing_and_repeats_are_told(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = Workers::start(&world.services).await.expect("starts");
    let same = json!({"text": "a"});
    world.worked(&ada, "echo-same", same.clone()).await;
    world.clock.advance(Micros::SECOND);
    world.worked(&ada, "echo-same", same.clone()).await;
    assert_eq!(seen(world, &ada, 1).await.hints, [Hint::Served { runs: 1, saved: Credits::whole(1) }]);
    world.clock.advance(Micros::SECOND);
    let again = world.start_with(&ada, "echo-same", "unasked", same, Vec::new(), false).await.expect("starts");
    world.settled(&ada, again.run.id).await;
    // An agent whose answers may differ repeats nothing.
    world.worked(&ada, "echo", json!({"text": "a"})).await;
    world.clock.advance(Micros::SECOND);
    world.worked(&ada, "echo", json!({"text": "a"})).await;
    world.worked(&ada, "echo", json!({"text": "fail"})).await;
    workers.stop(Duration::from_secs(5)).await;
    let seen = seen(world, &ada, 1).await;
    let total = seen.total;
    assert_eq!((total.runs, total.cached, total.charged), (6, 1, Credits::whole(4)));
    let failed = Hint::Failed {
        runs: 1,
        code: "told_to".to_owned(),
        of_code: 1,
        agent_slug: Some("echo".to_owned()),
        agent_name: "Echo".to_owned(),
    };
    let one = Credits::whole(1);
    assert_eq!(seen.hints, [Hint::Repeated { runs: 1, charged: one }, Hint::Served { runs: 1, saved: one }, failed]);
}

async fn each_agent_is_told_of_and_one_can_be_chosen(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = Workers::start(&world.services).await.expect("starts");
    world.worked(&ada, "echo-same", json!({"text": "a"})).await;
    for text in ["a", "b", "fail"] {
        world.worked(&ada, "echo", json!({"text": text})).await;
    }
    workers.stop(Duration::from_secs(5)).await;
    world.start(&ada, "waits", json!({"text": "a"})).await.expect("starts");
    let all = seen(world, &ada, 30).await;
    let told: Vec<(Option<&str>, u64, u64, Option<u32>)> = all
        .by_agent
        .iter()
        .map(|one| (one.agent_slug.as_deref(), one.sums.runs, one.sums.finished, one.sums.success_per_mille))
        .collect();
    assert_eq!(told, [(Some("echo"), 4, 3, Some(666)), (Some("echo-same"), 1, 1, Some(1_000))]);
    let asked = Asked { days: None, agent: Some("echo-same".to_owned()) };
    let one = mine(&world.services, &ada, &asked).await.expect("sums");
    assert_eq!((one.days, one.total.runs, one.by_day[29].sums.runs, one.by_agent.len()), (30, 1, 1, 1));
    assert!(one.hints.is_empty(), "the failure is another agent's: {:?}", one.hints);
}

async fn trial_runs_count_for_the_account_that_took_them_over(world: &World) {
    let (owner, ada) = funded(world, "ada").await;
    let device = Device::new(&world.services);
    let (text, address) = (Some(device.text()), [127, 0, 0, 1].into());
    let marks = Marks::of(&world.services, Seen { device: text, address, signature: "", is_exempt: true });
    let start = run::Start {
        slug: "echo-trial".to_owned(),
        values: json!({"text": "a"}).as_object().cloned().expect("an object"),
        files: Vec::new(),
        max_price: Credits::ZERO,
        use_cache: true,
        branch_from: None,
        idempotency_key: "k".to_owned(),
        trace_id: String::new(),
    };
    run::start_trial(&world.services, &marks, start).await.expect("starts");
    assert_eq!(seen(world, &ada, 1).await.total.runs, 0);
    assert_eq!(adopt(&world.services, &device, owner).await.expect("moves"), 1);
    let workers = Workers::start(&world.services).await.expect("starts");
    let all = run::list(&world.services, &ada, &run::Narrowing::default(), None, 1).await.expect("lists");
    world.settled(&ada, all.data[0].id).await;
    workers.stop(Duration::from_secs(5)).await;
    let seen = seen(world, &ada, 1).await;
    assert_eq!((seen.total.runs, seen.total.succeeded, seen.total.charged), (1, 1, Credits::ZERO));
}

async fn four_weeks_make_a_forecast(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let workers = Workers::start(&world.services).await.expect("starts");
    for day in 0..28 {
        world.worked(&ada, "echo", json!({"text": day.to_string()})).await;
        let so_far = seen(world, &ada, 1).await;
        assert_eq!(so_far.forecast, None, "after {day} whole days");
        world.clock.advance(Micros::days(1));
    }
    workers.stop(Duration::from_secs(5)).await;
    let seen = seen(world, &ada, 1).await;
    let forecast = seen.forecast.expect("is long enough");
    let week = Credits::whole(7);
    assert_eq!(forecast.total, Expected { expected: week, low: week, high: week });
    assert_eq!((forecast.by_day.len(), forecast.learned_days, forecast.mean_error), (7, 28, Credits::ZERO));
    assert_eq!(forecast.by_day[0].day, seen.by_day[0].day, "today first");
}

async fn credits_that_go_soon_are_told_to_whoever_may_see_credits(world: &World) {
    let (owner, ada) = funded(world, "ada").await;
    let mint = || world.clock.mint();
    let (lot, transaction) = (LotId::from_bits(mint()), TransactionId::from_bits(mint()));
    let at = world.clock.now().plus(Micros::days(9));
    let issue = Issue::granted(lot, transaction, owner, Credits::whole(5)).expiring(at);
    issue_alone(&world.services, issue).await.expect("issues");
    let expiring = [Hint::Expiring { amount: Credits::whole(5), at }];
    assert_eq!(seen(world, &ada, 30).await.hints, expiring);
    let with = |scopes: &[KeyScope]| {
        let Viewer::Person { actor, acting_for, owner_kind, role, is_verified, has_second_factor, .. } = ada.clone()
        else {
            panic!("{ada:?}")
        };
        let means = Means::Key(ApiKeyId::from_bits(1), scopes.iter().copied().collect());
        Viewer::Person { actor, acting_for, owner_kind, role, is_verified, has_second_factor, means }
    };
    assert!(seen(world, &with(&[KeyScope::RunsRead]), 30).await.hints.is_empty());
    let both = with(&[KeyScope::RunsRead, KeyScope::CreditsRead]);
    assert_eq!(seen(world, &both, 30).await.hints, expiring);
    let refused = mine(&world.services, &with(&[KeyScope::CreditsRead]), &Asked::default()).await;
    assert_eq!(refused.expect_err("is refused").code, "missing_scope");
}

async fn what_cannot_be_read_is_named(world: &World) {
    let (_, ada) = funded(world, "ada").await;
    let misfits = |days, agent: Option<&str>| {
        let asked = Asked { days: Some(days), agent: agent.map(str::to_owned) };
        let (services, ada) = (world.services.clone(), ada.clone());
        async move {
            let problem: Problem = mine(&services, &ada, &asked).await.expect_err("is refused");
            problem.fields.into_iter().map(|field| format!("{}:{}", field.field, field.code)).collect::<Vec<_>>()
        }
    };
    assert_eq!(misfits(0, None).await, ["days:out_of_range"]);
    assert_eq!(misfits(366, Some("nobody")).await, ["days:out_of_range", "agent:unknown_agent"]);
    let nobody = mine(&world.services, &Viewer::Anonymous, &Asked::default()).await.expect_err("is refused");
    assert_eq!(nobody.code, "unauthenticated");
    let none = seen(world, &ada, 365).await;
    assert_eq!((none.total.runs, none.by_day.len(), none.forecast), (0, 365, None));
    assert!(none.by_agent.is_empty() && none.hints.is_empty());
}
