//! What a person chose, and what comes of it.

use std::time::Duration;

use domain::time::Micros;
use http::Method;
use reqwest::multipart::Form;
use serde_json::{Value, json};

use crate::common::people::email;
use crate::common::{Answer, App, Client, Options, letters, on_both};

on_both!(with idle =>
    whoever_never_chose_has_the_usual_and_what_is_chosen_is_kept_whole,
    what_does_not_fit_is_named_and_nothing_is_written,
    the_page_keeps_what_is_chosen_without_scripts,
    times_are_shown_where_the_viewer_is,
    a_run_above_the_own_ceiling_needs_a_further_yes,
    the_end_of_a_long_run_is_told_by_letter_where_it_is_wanted,
);

const PREFERENCES: &str = "/api/v1/auth/preferences";

fn idle() -> Options {
    Options { works: false, ..Options::by_hand() }
}

fn usual() -> Value {
    json!({
        "language": "en", "theme": null, "time_zone": "UTC", "default_ceiling_microcredits": null,
        "notices": {"new_device": true, "run_finished": false},
    })
}

async fn put(client: &Client, body: &Value) -> Answer {
    client.ask(Method::PUT, PREFERENCES).json(body).send().await
}

async fn whoever_never_chose_has_the_usual_and_what_is_chosen_is_kept_whole(app: &App) {
    let (ada, bob) = (app.newcomer("ada").await, app.newcomer("bob").await);
    assert_eq!(ada.get(PREFERENCES).await.expect(200), usual());
    let chosen = json!({
        "language": "en", "theme": "dark", "time_zone": "europe/berlin", "default_ceiling_microcredits": 2_500_000,
        "notices": {"new_device": false, "run_finished": true},
    });
    let kept = put(&ada, &chosen).await.expect(200);
    assert_eq!(kept["time_zone"], "Europe/Berlin");
    assert_eq!(ada.get(PREFERENCES).await.expect(200), kept);
    assert_eq!(bob.get(PREFERENCES).await.expect(200), usual());
    put(&ada, &usual()).await.expect(200);
    assert_eq!(ada.get(PREFERENCES).await.expect(200), usual());
    for method in [Method::GET, Method::PUT] {
        app.visitor().ask(method, PREFERENCES).json(&usual()).send().await.expect_problem(401, "unauthenticated");
    }
}

async fn what_does_not_fit_is_named_and_nothing_is_written(app: &App) {
    let ada = app.newcomer("ada").await;
    let bad = json!({
        "language": "tlh", "theme": "pink", "time_zone": 7, "default_ceiling_microcredits": -1,
        "notices": {"new_device": "yes", "more": true}, "mode": "x",
    });
    let expected = [
        "language:unknown",
        "theme:unknown",
        "time_zone:not_a_text",
        "default_ceiling_microcredits:too_small",
        "notices.new_device:not_a_flag",
        "notices.run_finished:required",
        "notices.more:unknown_field",
        "mode:unknown_field",
    ];
    assert_eq!(put(&ada, &bad).await.misfits(), expected);
    let mut elsewhere = usual();
    elsewhere["time_zone"] = json!("Mars/Olympus");
    assert_eq!(put(&ada, &elsewhere).await.misfits(), ["time_zone:unknown"]);
    let expected = ["language:required", "time_zone:required", "notices:required"];
    assert_eq!(put(&ada, &json!({})).await.misfits(), expected);
    assert_eq!(ada.get(PREFERENCES).await.expect(200), usual());
}

async fn the_page_keeps_what_is_chosen_without_scripts(app: &App) {
    let ada = app.newcomer("ada").await;
    let browser = app.page_session("ada", "a test").await;
    let page = browser.get("/account/preferences").await.text();
    assert!(page.contains("<optgroup label=\"Europe\"") && page.contains("value=\"Pacific/Auckland\""));
    let form = "language=en&theme=dark&time_zone=Asia%2FTokyo&default_ceiling=2.5&run_finished=on";
    let saved = browser.post("/account/preferences", form).await;
    assert_eq!((saved.status, saved.header("location")), (303, Some("/account/preferences?saved=1")));
    assert!(saved.header("set-cookie").is_some_and(|cookie| cookie.starts_with("theme=dark;")));
    let expected = json!({
        "language": "en", "theme": "dark", "time_zone": "Asia/Tokyo", "default_ceiling_microcredits": 2_500_000,
        "notices": {"new_device": false, "run_finished": true},
    });
    assert_eq!(ada.get(PREFERENCES).await.expect(200), expected);
    // The account's colours hold in a browser that never chose any.
    assert!(app.page_session("ada", "another").await.get("/agents").await.text().contains("guildhall-dark"));
    for (form, field) in [
        ("language=en&theme=dark&time_zone=Asia%2FTokyo&default_ceiling=lots", "ceiling-error"),
        ("language=en&theme=dark&time_zone=Nowhere&default_ceiling=1", "zone-error"),
    ] {
        let refused = browser.post("/account/preferences", form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(field), "{}", refused.text());
    }
    assert_eq!(ada.get(PREFERENCES).await.expect(200), expected);
    assert_eq!(browser.post("/theme", "theme=light&return_to=/agents").await.status, 303);
    assert_eq!(ada.get(PREFERENCES).await.expect(200)["theme"], "light");
}

async fn times_are_shown_where_the_viewer_is(app: &App) {
    let ada = app.customer("ada").await;
    let browser = app.page_session("ada", "a test").await;
    assert!(browser.get("/credits").await.text().contains(" UTC\""));
    let mut chosen = usual();
    chosen["time_zone"] = json!("Asia/Tokyo");
    put(&ada, &chosen).await.expect(200);
    let page = browser.get("/credits").await.text();
    assert!(page.contains(" JST\"") && !page.contains(" UTC\""), "{page}");
    let other = app.visitor().ask(Method::GET, "/agents/echo").unjudged().send().await.text();
    assert!(!other.contains(" JST\""));
}

async fn a_run_above_the_own_ceiling_needs_a_further_yes(app: &App) {
    let ada = app.customer("ada").await;
    let browser = app.page_session("ada", "a test").await;
    let mut chosen = usual();
    chosen["default_ceiling_microcredits"] = json!(500_000);
    put(&ada, &chosen).await.expect(200);
    let console = browser.get("/agents/echo/run").await.text();
    assert!(console.contains("name=\"confirm_ceiling\""), "{console}");
    let form = |is_confirmed: bool| {
        let form = Form::new().text("max_price_microcredits", "1000000").text("nonce", "0123456789").text("text", "a");
        if is_confirmed { form.text("confirm_ceiling", "on") } else { form }
    };
    let refused = browser.upload("/agents/echo/run", form(false)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("confirm_ceiling-error"), "{}", refused.text());
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 0);
    assert_eq!(browser.upload("/agents/echo/run", form(true)).await.status, 303);
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 1);
    chosen["default_ceiling_microcredits"] = json!(1_000_000);
    put(&ada, &chosen).await.expect(200);
    assert!(!browser.get("/agents/echo/run").await.text().contains("confirm_ceiling"));
    let other = Form::new().text("max_price_microcredits", "1000000").text("nonce", "9876543210").text("text", "a");
    assert_eq!(browser.upload("/agents/echo/run", other).await.status, 303);
}

async fn the_end_of_a_long_run_is_told_by_letter_where_it_is_wanted(app: &App) {
    let ada = app.customer("ada").await;
    let told =
        || letters::to(&app.folder, &email("ada")).iter().filter(|one| one.contains("Your run was stopped")).count();
    let stop = async |minutes: i64| {
        let id = ada.start(&json!({"text": "a"})).await;
        app.clock.advance(Micros::minutes(minutes));
        ada.ask(Method::POST, &format!("/api/v1/runs/{id}/cancel")).send().await.expect(200);
        // Letters are looked for at once where one was written.
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        id
    };
    stop(2).await;
    assert_eq!(told(), 0, "unwanted");
    let mut chosen = usual();
    chosen["notices"]["run_finished"] = json!(true);
    put(&ada, &chosen).await.expect(200);
    stop(0).await;
    assert_eq!(told(), 0, "it was short");
    let id = stop(2).await;
    for _ in 0..100 {
        if told() == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(told(), 1);
    assert!(letters::to(&app.folder, &email("ada")).iter().any(|letter| letter.contains(&format!("/runs/{id}"))));
}
