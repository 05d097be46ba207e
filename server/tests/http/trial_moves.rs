//! What a device ran without an account becomes the account's that signs in there.

use std::collections::BTreeSet;

use http::Method;
use serde_json::json;

use crate::common::sse::assert_gapless;
use crate::common::{App, Browser, Client, Options, on_both};

on_both!(with open => runs_move_to_the_account_that_signs_in, a_run_that_is_at_work_moves_and_goes_on,
    a_start_that_comes_with_the_move_is_the_account_s_or_nobody_s);

fn open() -> Options {
    Options { has_trial_agent: true, ..Options::default() }
}

async fn total(client: &Client) -> u64 {
    client.get("/api/v1/runs").await.expect(200)["total"].as_u64().expect("a number")
}

async fn runs_move_to_the_account_that_signs_in(app: &App) {
    let ada = app.customer("ada").await;
    let bob = app.customer("bob").await;
    let (browser, other) = (Browser::here(app), Browser::here(app));
    let first = browser.tried("of this device", 2, 1).await;
    let second = browser.tried("fail", 1, 0).await;
    let theirs = other.tried("of another device", 1, 1).await;
    for (who, id) in [(&browser, &first), (&browser, &second), (&other, &theirs)] {
        loop {
            let run = who.api(Method::GET, &format!("/api/v1/runs/{id}"), None).await.expect(200);
            if !run["charged_microcredits"].is_null() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    // Signing up alone moves nothing: it must not tell whether the address was known.
    browser.sign_up("carol").await;
    assert_eq!(browser.api(Method::GET, "/api/v1/runs", None).await.expect(200)["total"], 2);

    browser.sign_in("ada").await;
    assert_eq!(total(&ada).await, 2);
    assert_eq!(ada.run(&first).await["input"]["text"], "of this device");
    let file = ada.get(&format!("/api/v1/runs/{first}/artifacts/echo-2.txt")).await;
    assert_eq!((file.status, file.text().as_str()), (200, "of this device"));
    let heard = ada.hear(&first, None).await;
    assert_gapless(&heard, 0);
    assert_eq!(heard.last().map(|last| last.name().to_owned()).as_deref(), Some("run.settled"));
    assert!(browser.get("/runs").await.text().contains(&first), "the browser is signed in and sees them");
    assert_eq!(ada.get("/api/v1/credits/transactions").await.expect(200)["total"], 1, "only the welcome");

    // Gone for the device, and never another's.
    let device = browser.cleared();
    device.set_cookie("device", &browser.cookie("device").expect("a mark"));
    device.api(Method::GET, "/api/v1/runs", None).await.expect_problem(401, "unauthenticated");
    assert_eq!(device.left().await, Some(2), "what was counted stays counted");
    device.sign_in("bob").await;
    assert_eq!((total(&bob).await, total(&ada).await), (0, 2));
    bob.get(&format!("/api/v1/runs/{first}")).await.expect_problem(404, "not_found");
    assert_eq!(other.api(Method::GET, "/api/v1/runs", None).await.expect(200)["total"], 1);
    // Nothing of the old owner is left behind.
    let left = app.folder.join("blobs");
    if left.is_dir() {
        let owners = left.read_dir().expect("a folder").count();
        assert_eq!(owners, 2, "the account's, and the other device's");
    }
    // What the device runs after that is its own again, until somebody signs in.
    let again = device.cleared();
    again.set_cookie("device", &browser.cookie("device").expect("a mark"));
    let third = again.tried("once more", 1, 1).await;
    assert_eq!(again.api(Method::GET, "/api/v1/runs", None).await.expect(200)["total"], 1);
    again.sign_in("bob").await;
    assert_eq!(total(&bob).await, 1);
    bob.settled(&third).await;
}

async fn a_run_that_is_at_work_moves_and_goes_on(app: &App) {
    let ada = app.customer("ada").await;
    let browser = Browser::here(app);
    let id = browser.tried("say", 8, 400).await;
    let stream = format!("/api/v1/runs/{id}");
    for _ in 0..500 {
        let files = browser.api(Method::GET, &format!("{stream}/artifacts"), None).await.expect(200);
        if files["data"].as_array().is_some_and(|files| files.len() >= 2) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    browser.sign_in("ada").await;
    let run = ada.settled(&id).await;
    assert_eq!((&run["status"], &run["charged_microcredits"]), (&json!("succeeded"), &json!(0)));
    let heard = ada.hear(&id, None).await;
    assert_gapless(&heard, 0);
    let done: Vec<String> = heard
        .iter()
        .filter(|heard| heard.name() == "step.completed")
        .map(|heard| heard.event["data"]["key"].to_string())
        .collect();
    assert_eq!(done.len(), done.iter().collect::<BTreeSet<_>>().len(), "no step is worked twice: {done:?}");
    assert_eq!(done.len(), 8);
    for number in 1..=8 {
        let file = ada.get(&format!("{stream}/artifacts/echo-{number}.txt")).await;
        assert_eq!((file.status, file.text().as_str()), (200, "say"), "{number}");
    }
}

async fn a_start_that_comes_with_the_move_is_the_account_s_or_nobody_s(app: &App) {
    let ada = app.customer("ada").await;
    for _ in 0..5 {
        let browser = Browser::here(app);
        browser.tried("a", 1, 0).await;
        let device = browser.cleared();
        device.set_cookie("device", &browser.cookie("device").expect("a mark"));
        let before = total(&ada).await;
        let (started, ()) = tokio::join!(device.try_agent("b", 1, 0), browser.sign_in("ada"));
        let moved = total(&ada).await - before;
        let own = device.api(Method::GET, "/api/v1/runs", None).await;
        let own = if own.status == 200 { own.json()["total"].as_u64().expect("a number") } else { 0 };
        let expected = if started.status == 303 { 2 } else { 1 };
        assert_eq!(moved + own, expected, "{}: {}", started.status, started.text());
    }
}
