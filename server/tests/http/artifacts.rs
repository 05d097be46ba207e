//! Files that a run made.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::common::{App, on_both};

on_both!(artifacts_come_back_as_they_were_made, a_run_without_files_has_an_empty_list);

async fn artifacts_come_back_as_they_were_made(app: &App) {
    let ada = app.customer("ada").await;
    let text = "Grüße, <script>alert(1)</script>";
    let id = ada.start(&json!({"text": text, "steps": 2, "wait_ms": 1})).await;
    ada.settled(&id).await;
    let list = ada.get(&format!("/api/v1/runs/{id}/artifacts")).await.expect(200);
    let names: Vec<_> = list["data"].as_array().expect("a list").iter().map(|file| file["name"].clone()).collect();
    assert_eq!(names, ["echo-1.txt", "echo-2.txt"]);
    let hex = Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    assert_eq!(list["data"][0]["sha256"], hex);
    assert_eq!(list["data"][0]["bytes"], text.len());

    let file = ada.get(&format!("/api/v1/runs/{id}/artifacts/echo-1.txt")).await;
    assert_eq!((file.status, file.text().as_str()), (200, text));
    assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"echo-1.txt\""));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    assert!(file.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
    for name in ["echo-3.txt", "", "..%2Fguildhall.db", "echo-1.txt%00", "ECHO-1.TXT", "%2e%2e"] {
        let missing = ada.get(&format!("/api/v1/runs/{id}/artifacts/{name}")).await;
        missing.expect_problem(404, "not_found");
    }
}

async fn a_run_without_files_has_an_empty_list(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    ada.settled(&id).await;
    assert_eq!(ada.get(&format!("/api/v1/runs/{id}/artifacts")).await.expect(200), json!({"data": []}));
}
