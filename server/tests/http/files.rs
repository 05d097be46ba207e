//! Files with a start: inside JSON, or as parts of a form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::common::{Answer, App, Client, Options, on_both};

on_both!(with idle =>
    a_file_comes_inside_json,
    a_file_comes_as_a_part,
    both_ways_are_one_start,
    a_file_that_does_not_fit_is_named,
    nothing_passes_for_a_file_that_is_none,
    a_form_that_does_not_fit_is_named,
    a_file_beyond_twenty_megabytes_is_too_large,
);

fn idle() -> Options {
    Options::idle()
}

const PRICE: i64 = 2_500_000;

fn start(input: &Value) -> Value {
    json!({"input": input, "max_price_microcredits": PRICE})
}

fn table(name: &str, content: &[u8]) -> Value {
    json!({"filename": name, "base64": STANDARD.encode(content)})
}

async fn send(client: &Client, key: &str, form: Form) -> Answer {
    client.ask(Method::POST, "/api/v1/agents/echo-file/runs").header("idempotency-key", key).form(form).send().await
}

fn form(input: &str) -> Form {
    Form::new().text("input", input.to_owned()).text("max_price_microcredits", PRICE.to_string())
}

fn part(name: &str, content: &[u8]) -> Part {
    Part::bytes(content.to_vec()).file_name(name.to_owned())
}

async fn a_file_comes_inside_json(app: &App) {
    let ada = app.customer("ada").await;
    let given = start(&json!({"text": "a", "table": table("my table.CSV", b"name\nAda\n")}));
    let run = ada.start_with("echo-file", "k", &given).await.expect(201);
    assert_eq!(run["input"]["table"]["filename"], "my table.CSV");
    assert_eq!(run["input"]["table"]["bytes"], 9);
    assert_eq!(run["input"]["table"]["sha256"].as_str().map(str::len), Some(64));
}

async fn a_file_comes_as_a_part(app: &App) {
    let ada = app.customer("ada").await;
    let run = send(&ada, "k", form(r#"{"text": "a"}"#).part("table", part("t.csv", b"name\nAda\n"))).await.expect(201);
    assert_eq!(run["input"]["table"]["bytes"], 9);
    assert_eq!(run["input"]["text"], "a");
}

async fn both_ways_are_one_start(app: &App) {
    let ada = app.customer("ada").await;
    let first = send(&ada, "k", form(r#"{"text": "a"}"#).part("table", part("t.csv", b"a,b"))).await.expect(201);
    let again = start(&json!({"text": "a", "table": table("t.csv", b"a,b")}));
    assert_eq!(ada.start_with("echo-file", "k", &again).await.expect(200)["id"], first["id"]);
    let other = start(&json!({"text": "a", "table": table("t.csv", b"a,c")}));
    ada.start_with("echo-file", "k", &other).await.expect_problem(409, "idempotency_key_reused");
}

async fn a_file_that_does_not_fit_is_named(app: &App) {
    let ada = app.customer("ada").await;
    let misfits = async |file: Value| {
        ada.start_with("echo-file", "k", &start(&json!({"text": "a", "table": file}))).await.misfits()
    };
    assert_eq!(misfits(table("t.exe", b"a")).await, ["input.table:wrong_type"]);
    assert_eq!(misfits(table("t.csv", &[b'a'; 1_001])).await, ["input.table:too_large"]);
    assert_eq!(misfits(table("", b"a")).await, ["input.table:bad_filename"]);
    assert_eq!(misfits(table("a\u{0}.csv", b"a")).await, ["input.table:nul"]);
    assert_eq!(misfits(table(&format!("{}.csv", "a".repeat(252)), b"a")).await, ["input.table:bad_filename"]);
}

async fn nothing_passes_for_a_file_that_is_none(app: &App) {
    let ada = app.customer("ada").await;
    for (file, code) in [
        (json!({"filename": "t.csv", "bytes": 3, "sha256": ""}), "not_a_file"),
        (json!({"filename": "t.csv", "base64": "YQ==", "path": "/etc/passwd"}), "not_a_file"),
        (json!({"filename": "t.csv", "base64": "YQ"}), "not_base64"),
        (json!({"filename": "t.csv", "base64": 1}), "not_a_file"),
        (json!("/etc/passwd"), "not_a_file"),
        (json!([]), "not_a_file"),
    ] {
        let given = start(&json!({"text": "a", "table": file}));
        assert_eq!(
            ada.start_with("echo-file", "k", &given).await.misfits(),
            [format!("input.table:{code}")],
            "{given}"
        );
    }
    // Only a field for files takes one.
    let given = start(&json!({"text": table("t.csv", b"a")}));
    assert_eq!(ada.start_with("echo-file", "k", &given).await.misfits(), ["input.text:not_a_text"]);
}

async fn a_form_that_does_not_fit_is_named(app: &App) {
    let ada = app.customer("ada").await;
    let input = r#"{"text": "a"}"#;
    let price = || Form::new().text("max_price_microcredits", PRICE.to_string());
    for (form, misfit) in [
        (form(input).part("other", part("t.csv", b"a")), "input.other:unknown_field"),
        (form(input).text("more", "1"), "input.more:unknown_field"),
        (form(input).text("table", "a,b"), "input.table:not_a_file"),
        (form("{}").text("text", "a"), "input.text:not_in_input"),
        (form(input).part("table", part("t.csv", b"a")).part("table", part("u.csv", b"b")), "input.table:repeated"),
        (form(input).text("input", input), "input.input:repeated"),
        (form(r#"{"text": "a", "table": {"filename": "t.csv", "bytes": 1, "sha256": ""}}"#), "input.table:not_a_file"),
        (price(), "input.text:required"),
        (Form::new().text("input", input), "max_price_microcredits:required"),
        (Form::new().text("input", input).text("max_price_microcredits", "2,5"), "max_price_microcredits:not_a_number"),
    ] {
        assert_eq!(send(&ada, "k", form).await.misfits(), [misfit]);
    }
    send(&ada, "k", price().text("input", "{")).await.expect_problem(400, "malformed_json");
    send(&ada, "k", price().text("input", "[]")).await.expect_problem(422, "not_an_object");
    let many = (0..70).fold(form(input), |form, number| form.text(format!("field{number}"), "x"));
    send(&ada, "k", many).await.expect_problem(400, "too_many_parts");
}

async fn a_file_beyond_twenty_megabytes_is_too_large(app: &App) {
    let ada = app.customer("ada").await;
    let large = vec![b'a'; 20_000_001];
    send(&ada, "k", form(r#"{"text": "a"}"#).part("table", part("t.csv", &large)))
        .await
        .expect_problem(413, "too_large");
    let given = start(&json!({"text": "a", "table": table("t.csv", &large)}));
    ada.start_with("echo-file", "k", &given).await.expect_problem(413, "too_large");
    assert_eq!(ada.available().await, 100_000_000);
}
