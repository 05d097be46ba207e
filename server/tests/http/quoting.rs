//! What a run will cost at most, before anything is held.

use http::Method;
use serde_json::{Value, json};

use crate::common::{App, on_both};

on_both!(a_quote_shows_the_ceiling_and_what_would_be_left, a_quote_holds_nothing, a_quote_names_what_does_not_fit);

const PATH: &str = "/api/v1/agents/echo-dear/quote";

async fn a_quote_shows_the_ceiling_and_what_would_be_left(app: &App) {
    let ada = app.customer("ada").await;
    let quote = ada.post(PATH, &json!({"input": {"text": "Hello"}})).await.expect(200);
    let expected = json!({
        "version_id": quote["version_id"], "fee_microcredits": 10_000_000, "model_ceiling_microcredits": 0,
        "ceiling_microcredits": 10_000_000, "ceiling_usd_micros": 400_000, "available_microcredits": 100_000_000,
        "balance_after_microcredits": 90_000_000, "trial_runs_left": null,
    });
    assert_eq!(quote, expected);
    let short = ada.post("/api/v1/agents/echo-dearest/quote", &json!({})).await.expect(200);
    assert_eq!(short["balance_after_microcredits"], -50_000_000, "a quote beyond the balance is a quote all the same");

    let unknown = app.visitor().ask(Method::POST, PATH).send().await.expect(200);
    assert_eq!(unknown["available_microcredits"], Value::Null);
    assert_eq!(unknown["ceiling_microcredits"], 10_000_000);
}

async fn a_quote_holds_nothing(app: &App) {
    let ada = app.customer("ada").await;
    for _ in 0..3 {
        ada.post(PATH, &json!({"input": {"text": "a"}})).await.expect(200);
    }
    let balance = ada.get("/api/v1/credits/balance").await.expect(200);
    assert_eq!(balance["held_microcredits"], 0);
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 0);
}

async fn a_quote_names_what_does_not_fit(app: &App) {
    let ada = app.customer("ada").await;
    let misfits = async |body: Value| ada.post(PATH, &body).await.misfits();
    assert_eq!(misfits(json!({"inputs": {}})).await, ["inputs:unknown_field"]);
    assert_eq!(misfits(json!({"input": []})).await, ["input:not_an_object"]);
    assert_eq!(misfits(json!({"input": {"text": 1}})).await, ["input.text:not_a_text"]);
    ada.post("/api/v1/agents/nothing/quote", &json!({})).await.expect_problem(404, "not_found");
}
