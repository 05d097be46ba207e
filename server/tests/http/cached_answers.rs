//! Equal starts of a deterministic agent are answered by the first (C8).

use http::Method;
use serde_json::{Value, json};

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::sse::assert_gapless;
use crate::common::{App, Client, on_both};

on_both!(
    an_answered_start_says_so_and_costs_nothing,
    a_start_may_ask_for_the_work_to_be_done,
    admins_alone_see_and_clear_it,
);

const PRICE: i64 = 2_500_000;

fn body(text: &str) -> Value {
    json!({"input": {"text": text, "wait_ms": 1}, "max_price_microcredits": PRICE})
}

async fn start(client: &Client, body: &Value) -> Value {
    let run = client.start_with("echo-file", &fresh_key(), body).await.expect(201);
    client.settled(run["id"].as_str().expect("an id")).await
}

async fn an_answered_start_says_so_and_costs_nothing(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let first = start(&ada, &body("say it")).await;
    assert_eq!((&first["cached_from"], &first["charged_microcredits"]), (&Value::Null, &json!(PRICE)));
    let key = fresh_key();
    let second = ada.start_with("echo-file", &key, &body("say it")).await.expect(201);
    assert_eq!((&second["status"], &second["cached_from"]), (&json!("succeeded"), &first["id"]));
    assert_eq!((&second["ceiling_microcredits"], &second["charged_microcredits"]), (&json!(0), &json!(0)));
    assert_eq!(second["output"], first["output"]);
    assert_eq!(ada.start_with("echo-file", &key, &body("say it")).await.expect(200)["id"], second["id"]);
    assert_eq!(ada.available().await, 100 * CREDIT - PRICE);
    let id = second["id"].as_str().expect("an id");
    let heard = ada.hear(id, None).await;
    assert_gapless(&heard, 0);
    assert_eq!(heard[0].event["data"], json!({"cached_from": first["id"]}));
    let files = ada.get(&format!("/api/v1/runs/{id}/artifacts")).await.expect(200);
    assert_eq!(files["data"][0]["name"], "echo-1.txt");
    let file = ada.get(&format!("/api/v1/runs/{id}/artifacts/echo-1.txt")).await;
    assert_eq!((file.status, file.text().as_str()), (200, "say it"));
    let summary = ada.get("/api/v1/runs/summary").await.expect(200);
    assert_eq!((&summary["total"]["runs"], &summary["total"]["cached"]), (&json!(2), &json!(1)));
    assert_eq!(start(&bob, &body("say it")).await["cached_from"], Value::Null, "never across owners");
}

async fn a_start_may_ask_for_the_work_to_be_done(app: &App) {
    let ada = app.customer("ada").await;
    start(&ada, &body("a")).await;
    let mut anew = body("a");
    anew["use_cache"] = json!(false);
    let worked = start(&ada, &anew).await;
    assert_eq!((&worked["cached_from"], &worked["charged_microcredits"]), (&Value::Null, &json!(PRICE)));
    anew["use_cache"] = json!("no");
    assert_eq!(ada.start_with("echo-file", "k", &anew).await.misfits(), ["use_cache:not_a_flag"]);
    let form = |flag: &'static str| {
        let form = reqwest::multipart::Form::new().text("input", r#"{"text": "a", "wait_ms": 1}"#);
        form.text("max_price_microcredits", PRICE.to_string()).text("use_cache", flag)
    };
    let send = async |form| {
        let asking = ada.ask(Method::POST, "/api/v1/agents/echo-file/runs").header("idempotency-key", &fresh_key());
        asking.form(form).send().await
    };
    assert_eq!(send(form("false")).await.expect(201)["cached_from"], Value::Null);
    assert!(send(form("true")).await.expect(201)["cached_from"].is_string());
    assert_eq!(send(form("perhaps")).await.misfits(), ["use_cache:not_a_flag"]);
}

async fn admins_alone_see_and_clear_it(app: &App) {
    let (ada, grace) = (app.customer("ada").await, app.admin("grace").await);
    start(&ada, &body("a")).await;
    start(&ada, &body("a")).await;
    let path = "/api/v1/admin/cache";
    ada.get(path).await.expect_problem(404, "not_found");
    ada.ask(Method::DELETE, &format!("{path}/echo-file")).send().await.expect_problem(404, "not_found");
    let report = grace.get(path).await.expect(200);
    assert_eq!(report["data"].as_array().map(Vec::len), Some(1), "{report}");
    let line = &report["data"][0];
    assert_eq!((&line["agent_slug"], &line["entries"]), (&json!("echo-file"), &json!(1)));
    assert_eq!((&line["hits"], &line["worked"], &line["saved_microcredits"]), (&json!(1), &json!(1), &json!(PRICE)));
    let cleared = grace.ask(Method::DELETE, &format!("{path}/echo-file")).send().await.expect(200);
    assert_eq!(cleared, json!({"cleared": 1}));
    assert_eq!(start(&ada, &body("a")).await["cached_from"], Value::Null);
    grace.ask(Method::DELETE, &format!("{path}/nothing")).send().await.expect_problem(404, "not_found");
    // From elsewhere an admin without a second factor is nobody.
    let passed_on = grace.ask(Method::GET, path).header("x-forwarded-for", "203.0.113.7").send().await;
    passed_on.expect_problem(404, "not_found");
}
