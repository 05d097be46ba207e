//! A run that branches from a step of an earlier one (C3), by REST and by the page's form.

use http::Method;
use serde_json::{Value, json};

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::sse::assert_gapless;
use crate::common::{App, Client, on_both};

on_both!(
    a_branch_is_told_by_the_run_and_its_events,
    a_branch_can_be_asked_for_as_a_form,
    what_cannot_be_branched_from_is_refused_by_name,
    the_form_of_a_branch_works_without_scripts,
);

fn body(text: &str, steps: u64, from: &str, step: &str) -> Value {
    json!({
        "input": {"text": text, "steps": steps, "wait_ms": 1}, "max_price_microcredits": CREDIT,
        "branch_from": {"run": from, "step": step},
    })
}

async fn origin(client: &Client, text: &str) -> String {
    let id = client.start(&json!({"text": text, "steps": 2, "wait_ms": 1})).await;
    client.settled(&id).await;
    id
}

async fn a_branch_is_told_by_the_run_and_its_events(app: &App) {
    let ada = app.customer("ada").await;
    let first = origin(&ada, "say it").await;
    assert_eq!(ada.run(&first).await["branched_from"], Value::Null);
    let key = fresh_key();
    let run = ada.start_with("echo", &key, &body("say it", 3, &first, "echo-2")).await.expect(201);
    assert_eq!(run["branched_from"], json!({"run": first, "step": "echo-2"}));
    assert_eq!(run["ceiling_microcredits"], CREDIT, "the whole price");
    let id = run["id"].as_str().expect("an id");
    let run = ada.settled(id).await;
    assert_eq!((&run["status"], &run["charged_microcredits"]), (&json!("succeeded"), &json!(CREDIT)));
    let heard = ada.hear(id, None).await;
    assert_gapless(&heard, 0);
    let of = |name: &str| -> Vec<Value> {
        let data = heard.iter().filter(|heard| heard.name() == name).map(|heard| heard.event["data"]["reuse"].clone());
        data.collect()
    };
    let told = [json!("taken_over"), json!("taken_over"), Value::Null];
    assert_eq!((of("step.started"), of("step.completed")), (told.to_vec(), told.to_vec()));
    assert_eq!(of("artifact.created").len(), 3);
    let again = ada.start_with("echo", &key, &body("say it", 3, &first, "echo-2")).await.expect(200);
    assert_eq!(again["id"], run["id"]);
    let other = ada.start_with("echo", &key, &body("say it", 3, &first, "echo-1")).await;
    other.expect_problem(409, "idempotency_key_reused");
    let changed = ada.start_with("echo", &fresh_key(), &body("other", 2, &first, "echo-2")).await.expect(201);
    let id = changed["id"].as_str().expect("an id");
    ada.settled(id).await;
    let heard = ada.hear(id, None).await;
    let anew = heard.iter().filter(|heard| heard.event["data"]["reuse"] == "worked_anew").count();
    assert_eq!(anew, 4, "two steps, each at its beginning and its end");
}

async fn a_branch_can_be_asked_for_as_a_form(app: &App) {
    let ada = app.customer("ada").await;
    let first = origin(&ada, "a").await;
    let form = |from: String| {
        let form = reqwest::multipart::Form::new().text("input", r#"{"text": "a", "steps": 2, "wait_ms": 1}"#);
        form.text("max_price_microcredits", CREDIT.to_string()).text("branch_from", from)
    };
    let send = async |form| {
        let asking = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", &fresh_key());
        asking.form(form).send().await
    };
    let run = send(form(json!({"run": first, "step": "echo-1"}).to_string())).await.expect(201);
    assert_eq!(run["branched_from"]["run"], json!(first));
    ada.settled(run["id"].as_str().expect("an id")).await;
    assert_eq!(
        send(form(json!({"run": "x", "step": 3}).to_string())).await.misfits(),
        ["branch_from.run:not_an_id", "branch_from.step:not_a_text"]
    );
}

async fn what_cannot_be_branched_from_is_refused_by_name(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let first = origin(&ada, "a").await;
    let foreign = bob.start_with("echo", &fresh_key(), &body("a", 2, &first, "echo-1")).await;
    foreign.expect_problem(404, "not_found");
    let unfinished = ada.start_with("echo", &fresh_key(), &body("a", 2, &first, "echo-7")).await;
    assert_eq!(unfinished.misfits(), ["branch_from.step:unfinished_step"]);
    let other = ada.start_with("echo-file", &fresh_key(), &body("a", 2, &first, "echo-1")).await;
    other.expect_problem(409, "branch_of_other_version");
    let mut odd = body("a", 2, &first, "echo-1");
    odd["branch_from"]["more"] = json!(1);
    let odd = ada.start_with("echo", &fresh_key(), &odd).await;
    assert_eq!(odd.misfits(), ["branch_from.more:unknown_field"]);
    let mut none = body("a", 2, &first, "echo-1");
    none["branch_from"] = Value::Null;
    let plain = ada.start_with("echo", &fresh_key(), &none).await.expect(201);
    assert_eq!(plain["branched_from"], Value::Null);
}

async fn the_form_of_a_branch_works_without_scripts(app: &App) {
    let ada = app.customer("ada").await;
    let first = origin(&ada, "say it").await;
    let page = ada.get(&format!("/agents/echo/run?branch={first}&step=echo-1")).await;
    let text = page.text();
    for part in [
        "Branch from “Echo 1”".to_owned(),
        format!("name=\"branch_run\" value=\"{first}\""),
        "name=\"branch_step\" value=\"echo-1\"".to_owned(),
        "costs what every run of this agent costs".to_owned(),
    ] {
        assert!(text.contains(&part), "{part} is missing in {text}");
    }
    for broken in
        [format!("branch={first}&step=echo-9"), format!("branch={}&step=echo-1", first.replace("run_0", "run_1"))]
    {
        let text = ada.get(&format!("/agents/echo/run?{broken}")).await.text();
        assert!(text.contains("This run does not branch") && !text.contains("branch_run"), "{text}");
    }
    let run = ada.get(&format!("/runs/{first}")).await.text();
    assert!(run.contains(&format!("?branch={first}&amp;step=echo-1")), "the step leads to its branch: {run}");
}
