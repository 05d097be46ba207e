//! Runs from start to settlement: who gets a valid result pays the fee, everybody else nothing.

use serde_json::{Value, json};

use crate::common::runs::CREDIT;
use crate::common::sse::{Heard, assert_gapless};
use crate::common::{App, on_both};

on_both!(
    a_run_that_succeeds_costs_its_fee,
    a_failure_costs_nothing,
    an_output_against_the_schema_costs_nothing,
    a_run_out_of_time_costs_nothing,
    what_is_said_is_heard,
);

fn names(heard: &[Heard]) -> Vec<&str> {
    heard.iter().map(Heard::name).collect()
}

async fn a_run_that_succeeds_costs_its_fee(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "Hello", "steps": 3})).await;
    let run = ada.settled(&id).await;
    assert_eq!((&run["status"], &run["output"]), (&json!("succeeded"), &json!({"text": "Hello"})));
    assert_eq!((&run["charged_microcredits"], &run["failure"]), (&json!(CREDIT), &Value::Null));
    assert!(run["started_at"].is_string() && run["finished_at"].is_string());

    let heard = ada.hear(&id, None).await;
    assert_gapless(&heard, 0);
    let step = ["step.started", "step.completed"];
    let expected =
        [&["run.queued", "run.started"][..], &step, &step, &step, &["run.succeeded", "run.settled"]].concat();
    assert_eq!(names(&heard), expected);
    let settled = &heard.last().expect("events").event["data"];
    assert_eq!(settled, &json!({"held_microcredits": CREDIT, "charged_microcredits": CREDIT}));
    assert_eq!(heard[8].event["data"]["output"], json!({"text": "Hello"}));

    let balance = ada.get("/api/v1/credits/balance").await.expect(200);
    let expected = json!({
        "posted_microcredits": 99 * CREDIT, "held_microcredits": 0, "available_microcredits": 99 * CREDIT,
    });
    assert_eq!(balance, expected);
    let statement = ada.get("/api/v1/credits/transactions").await.expect(200);
    assert_eq!(statement["data"][0]["code"], "capture");
    assert_eq!(statement["data"][0]["amount_microcredits"], -CREDIT);
    assert_eq!(statement["data"][0]["run_id"], json!(id));
}

async fn settles_at_zero(app: &App, input: Value, status: &str, code: &str) -> Value {
    let ada = app.customer("ada").await;
    let id = ada.start(&input).await;
    let run = ada.settled(&id).await;
    assert_eq!(run["status"], status, "{run}");
    assert_eq!(run["charged_microcredits"], 0);
    assert_eq!(run["output"], Value::Null);
    assert_eq!(run["failure"]["code"], code, "{run}");
    assert_eq!(ada.available().await, 100 * CREDIT);
    let heard = ada.hear(&id, None).await;
    assert_gapless(&heard, 0);
    let last = names(&heard)[heard.len() - 2..].to_vec();
    assert_eq!(last, [format!("run.{status}").as_str(), "run.settled"]);
    assert_eq!(heard[heard.len() - 1].event["data"], json!({"held_microcredits": CREDIT, "charged_microcredits": 0}));
    let statement = ada.get("/api/v1/credits/transactions").await.expect(200);
    assert_eq!(statement["total"], 1, "only the welcome is posted");
    run
}

async fn a_failure_costs_nothing(app: &App) {
    let run = settles_at_zero(app, json!({"text": "fail"}), "failed", "told_to").await;
    assert_eq!(run["failure"]["message"], "The text asked for a failure.");
}

async fn an_output_against_the_schema_costs_nothing(app: &App) {
    settles_at_zero(app, json!({"text": "break the schema"}), "failed", "invalid_output").await;
}

async fn a_run_out_of_time_costs_nothing(app: &App) {
    // Ten seconds are allowed; four steps of five ask for twenty.
    settles_at_zero(app, json!({"text": "a", "steps": 4, "wait_ms": 5_000}), "timed_out", "timed_out").await;
}

async fn what_is_said_is_heard(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "say"})).await;
    ada.settled(&id).await;
    let heard = ada.hear(&id, None).await;
    let said: Vec<&Heard> = heard.iter().filter(|heard| heard.name() == "message.completed").collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].event["data"], json!({"id": "echo", "text": "say"}));
}
