//! Receipts: signed once a run is settled, the same ever after, and a changed byte is found.

use std::process::Command;

use serde_json::json;
use service::receipt::{self, Fault};

use crate::common::{App, on_both};

on_both!(
    a_settled_run_has_a_receipt_that_anybody_can_check,
    a_run_that_is_not_settled_has_none_yet,
    a_failed_run_shows_that_nothing_was_charged,
    the_page_names_what_was_changed,
);

async fn a_settled_run_has_a_receipt_that_anybody_can_check(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "hello", "steps": 2, "wait_ms": 1})).await;
    ada.settled(&id).await;
    let answer = ada.get(&format!("/api/v1/runs/{id}/receipt")).await;
    let body = answer.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let run = ada.get(&format!("/api/v1/runs/{id}")).await.expect(200);
    assert_eq!(body["receipt"]["run_id"], id);
    assert_eq!(body["receipt"]["status"], "succeeded");
    assert_eq!(body["receipt"]["price"]["charged_microcredits"], run["charged_microcredits"]);
    assert_eq!(body["receipt"]["price"]["held_microcredits"], run["ceiling_microcredits"]);
    // The welcome was granted: nobody earns dollars.
    assert_eq!(body["receipt"]["price"]["from_granted_microcredits"], run["charged_microcredits"]);
    assert_eq!(body["receipt"]["split"]["creator_usd_micros"], 0);
    let listing = ada.get("/api/v1/agents/echo").await.expect(200);
    assert_eq!(body["receipt"]["agent"]["content_hash"], listing["content_hash"]);

    let keys = app.visitor().get("/api/v1/receipts/keys").await.expect(200);
    let key = keys["data"][0]["public_key"].as_str().expect("a key");
    assert!(keys["data"][0]["retired_at"].is_null());
    assert!(receipt::verify(&answer.text(), Some(key)).is_genuine());
    let changed = answer.text().replacen("succeeded", "failed", 1);
    assert_eq!(receipt::verify(&changed, Some(key)).faults, [Fault::Value("status".to_owned())]);
    let again = ada.get(&format!("/api/v1/runs/{id}/receipt")).await;
    assert_eq!(again.body, answer.body, "the same receipt, byte for byte");
    let file = ada.get(&format!("/runs/{id}/receipt.json")).await;
    assert_eq!(file.body, answer.body);
    assert!(
        file.header("content-disposition")
            .is_some_and(|value| value.starts_with("attachment; filename=\"guildhall-receipt-run_"))
    );

    // The program tells the same, without a database.
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text, is_genuine) in [("genuine.json", answer.text(), true), ("changed.json", changed, false)] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let told = Command::new(env!("CARGO_BIN_EXE_guildhall"))
            .args(["receipt", "verify", "--key", key])
            .arg(&path)
            .env_clear()
            .output()
            .expect("the program runs");
        let words = String::from_utf8_lossy(&told.stdout).into_owned();
        assert_eq!(told.status.success(), is_genuine, "{words}");
        assert_eq!(words.contains("status: the value or its digest"), !is_genuine, "{words}");
    }
}

async fn a_run_that_is_not_settled_has_none_yet(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "hello", "steps": 3, "wait_ms": 2000})).await;
    ada.get(&format!("/api/v1/runs/{id}/receipt")).await.expect_problem(409, "run_not_settled");
    ada.post(&format!("/api/v1/runs/{id}/cancel"), &json!({})).await;
    ada.settled(&id).await;
    let body = ada.get(&format!("/api/v1/runs/{id}/receipt")).await.expect(200);
    assert_eq!(body["receipt"]["status"], "cancelled");
    let eve = app.customer("eve").await;
    eve.get(&format!("/api/v1/runs/{id}/receipt")).await.expect_problem(404, "not_found");
}

async fn a_failed_run_shows_that_nothing_was_charged(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "fail", "steps": 1, "wait_ms": 1})).await;
    ada.settled(&id).await;
    let body = ada.get(&format!("/api/v1/runs/{id}/receipt")).await.expect(200);
    assert_eq!(body["receipt"]["status"], "failed");
    assert_eq!(body["receipt"]["price"]["charged_microcredits"], 0);
    assert_eq!(body["receipt"]["price"]["returned_microcredits"], body["receipt"]["price"]["held_microcredits"]);
}

async fn the_page_names_what_was_changed(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "hello", "steps": 1, "wait_ms": 1})).await;
    ada.settled(&id).await;
    let genuine = ada.get(&format!("/api/v1/runs/{id}/receipt")).await.text();
    let sent = |text: String| {
        let form = reqwest::multipart::Form::new().text("file", "").text("text", text);
        app.visitor().ask(http::Method::POST, "/receipts").form(form).unjudged()
    };
    // As browsers send what was pasted.
    let answer = sent(genuine.replace('\n', "\r\n")).send().await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("This receipt is genuine"), "{}", answer.text());
    let answer = sent(genuine.replacen("\"slug\": \"echo\"", "\"slug\": \"<b>echo\"", 1)).send().await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("agent.slug: the value or its digest"), "{}", answer.text());
    assert!(!answer.text().contains("<b>echo"));
    let answer = sent("x".repeat(70_000)).send().await;
    assert_eq!(answer.status, 413);
}
