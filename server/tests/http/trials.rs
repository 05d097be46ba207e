//! Trying an agent without an account.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::Method;
use serde_json::json;
use tokio::sync::Barrier;

use crate::common::browser::CONSOLE;
use crate::common::runs::CREDIT;
use crate::common::{App, Browser, Options, on_both};

on_both!(with open => a_device_has_three_runs_that_cost_nothing, the_last_one_starts_once_of_fifty,
    others_see_nothing_of_them, a_run_without_a_result_is_given_back, other_agents_want_an_account,
    programs_need_the_mark_of_a_device);

fn open() -> Options {
    Options { has_trial_agent: true, ..Options::default() }
}

/// A browser whose runs are looked at by the API.
async fn settled(browser: &Browser, id: &str) -> serde_json::Value {
    for _ in 0..1_000 {
        let run = browser.api(Method::GET, &format!("/api/v1/runs/{id}"), None).await.expect(200);
        if !run["charged_microcredits"].is_null() {
            return run;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{id} is not settled");
}

async fn a_device_has_three_runs_that_cost_nothing(app: &App) {
    let browser = Browser::here(app);
    assert_eq!(browser.left().await, Some(3));
    assert_eq!(browser.cookie("device"), None, "looking marks nobody");
    for left in [2, 1, 0] {
        let id = browser.tried("say", 2, 1).await;
        let run = settled(&browser, &id).await;
        assert_eq!((&run["status"], &run["ceiling_microcredits"]), (&json!("succeeded"), &json!(0)));
        assert_eq!(browser.left().await, Some(left));
        let page = browser.get(&format!("/runs/{id}")).await;
        assert_eq!(page.status, 200);
        let told = if left == 1 { "1 trial run left".to_owned() } else { format!("{left} trial runs left") };
        let told = if left == 0 { "No trial run is left" } else { &told };
        assert!(page.text().contains(told) && page.text().contains("/sign-up"), "{}", page.text());
        assert!(page.text().contains("echo-1.txt"));
        let file = browser.get(&format!("/runs/{id}/artifacts/echo-1.txt")).await;
        assert_eq!((file.status, file.text().as_str()), (200, "say"));
    }
    let refused = browser.try_agent("more", 1, 0).await;
    assert_eq!(refused.status, 429);
    assert!(refused.text().contains("The trial runs of this device are used up."), "{}", refused.text());
    let history = browser.get("/runs").await.text();
    assert_eq!(history.matches("card-link font-medium\">Echo on trial").count(), 3, "{history}");
    let spent = browser.get("/credits").await;
    assert_eq!((spent.status, spent.header("location")), (303, Some("/sign-in?next=/credits")));
}

async fn the_last_one_starts_once_of_fifty(app: &App) {
    let browser = Browser::here(app);
    for _ in 0..2 {
        browser.tried("a", 1, 0).await;
    }
    let barrier = Arc::new(Barrier::new(50));
    let starts: Vec<_> = (0..50)
        .map(|_| {
            let (browser, barrier) = (browser.clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                barrier.wait().await;
                for _ in 0..100 {
                    let answer = browser.try_agent("a", 1, 0).await;
                    if answer.status != 503 {
                        return answer.status;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
                panic!("always busy");
            })
        })
        .collect();
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for start in starts {
        *counts.entry(start.await.expect("a start")).or_default() += 1;
    }
    assert_eq!(counts, BTreeMap::from([(303, 1), (429, 49)]));
    assert_eq!(browser.api(Method::GET, "/api/v1/runs", None).await.expect(200)["total"], 3);
}

async fn others_see_nothing_of_them(app: &App) {
    let (mine, other) = (Browser::here(app), Browser::here(app));
    let id = mine.tried("canary", 1, 1).await;
    settled(&mine, &id).await;
    other.tried("a", 1, 0).await;
    let ada = app.customer("ada").await;
    let missing = "run_00000000000000000000000007";
    for path in ["", "/events", "/artifacts", "/artifacts/echo-1.txt"] {
        let of = |id: &str| format!("/api/v1/runs/{id}{path}");
        let expected = ada.get(&of(missing)).await;
        expected.expect_problem(404, "not_found");
        assert_eq!(ada.get(&of(&id)).await.without_request_id(), expected.without_request_id());
        let visitors = other.api(Method::GET, &of(&id), None).await;
        assert_eq!(visitors.without_request_id(), expected.without_request_id());
        app.visitor().get(&of(&id)).await.expect_problem(401, "unauthenticated");
    }
    let cancel = other.api(Method::POST, &format!("/api/v1/runs/{id}/cancel"), None).await;
    cancel.expect_problem(404, "not_found");
    assert_eq!(other.get(&format!("/runs/{id}")).await.status, 404);
    assert!(!other.get("/runs").await.text().contains(&id));
}

async fn a_run_without_a_result_is_given_back(app: &App) {
    let browser = Browser::here(app);
    let id = browser.tried("fail", 1, 0).await;
    assert_eq!(settled(&browser, &id).await["status"], "failed");
    assert_eq!(browser.left().await, Some(3));
    let id = browser.tried("a", 1, 5_000).await;
    assert_eq!(browser.left().await, Some(2));
    browser.api(Method::POST, &format!("/api/v1/runs/{id}/cancel"), None).await.expect(200);
    assert_eq!(settled(&browser, &id).await["status"], "cancelled");
    assert_eq!(browser.left().await, Some(3), "it was stopped before it gave anything");
    // Stopped when a file was there already: that one counts.
    let id = browser.tried("a", 2, 3_000).await;
    for _ in 0..500 {
        let files = browser.api(Method::GET, &format!("/api/v1/runs/{id}/artifacts"), None).await.expect(200);
        if files["data"].as_array().is_some_and(|files| !files.is_empty()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    browser.api(Method::POST, &format!("/api/v1/runs/{id}/cancel"), None).await.expect(200);
    assert_eq!(settled(&browser, &id).await["status"], "cancelled");
    assert_eq!(browser.left().await, Some(2));
}

async fn other_agents_want_an_account(app: &App) {
    let browser = Browser::here(app);
    browser.tried("a", 1, 0).await;
    for path in ["/agents/echo/run", "/agents/echo-dear/run"] {
        let page = browser.get(path).await.text();
        assert!(page.contains("Sign in to run it") && !page.contains("trial runs left"), "{page}");
        let refused = browser.post(path, &[("text", "a")]).await;
        assert_eq!(refused.header("location"), Some(format!("/sign-in?next={path}").as_str()));
        let body = json!({"input": {"text": "a"}, "max_price_microcredits": 10 * CREDIT});
        let path = format!("/api/v1{path}s");
        browser.api(Method::POST, &path, Some(&body)).await.expect_problem(401, "unauthenticated");
    }
    assert_eq!(browser.api(Method::GET, "/api/v1/runs", None).await.expect(200)["total"], 1);
    // Whoever has an account pays, and is told nothing of trials.
    let ada = Browser::here(app);
    app.customer("ada").await;
    ada.sign_in("ada").await;
    assert_eq!(ada.left().await, None);
    let quoted = ada.api(Method::POST, "/api/v1/agents/echo-trial/quote", None).await.expect(200);
    assert_eq!((&quoted["ceiling_microcredits"], &quoted["trial_runs_left"]), (&json!(CREDIT), &json!(null)));
}

async fn programs_need_the_mark_of_a_device(app: &App) {
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": 0});
    let path = "/api/v1/agents/echo-trial/runs";
    let browser = Browser::here(app);
    browser.api(Method::POST, path, Some(&body)).await.expect_problem(401, "unauthenticated");
    let quote = "/api/v1/agents/echo-trial/quote";
    let plain = browser.api(Method::POST, quote, None).await.expect(200);
    assert_eq!((&plain["ceiling_microcredits"], &plain["trial_runs_left"]), (&json!(CREDIT), &json!(null)));
    browser.tried("a", 1, 0).await;
    let quoted = browser.api(Method::POST, quote, None).await.expect(200);
    assert_eq!((&quoted["ceiling_microcredits"], &quoted["trial_runs_left"]), (&json!(0), &json!(2)));
    let run = browser.api(Method::POST, path, Some(&body)).await.expect(201);
    settled(&browser, run["id"].as_str().expect("an id")).await;
    assert_eq!(browser.left().await, Some(1));
    // Bad input writes nothing and counts nothing.
    let bad = json!({"input": {"text": 7}, "max_price_microcredits": 0});
    assert_eq!(browser.api(Method::POST, path, Some(&bad)).await.misfits().len(), 1);
    let form = browser.get(CONSOLE).await;
    assert_eq!(form.header("cache-control"), Some("no-store"), "what is left is this device's business");
    assert_eq!(browser.left().await, Some(1));
}
