//! Starting a run: one key, one run, one hold; and everything that stops a start before anything is held.

use http::Method;
use serde_json::{Value, json};

use crate::common::runs::CREDIT;
use crate::common::{App, Client, Options, on_both};

on_both!(with idle =>
    a_start_holds_the_ceiling_and_queues_the_run,
    the_same_key_gives_the_same_run,
    the_same_key_with_anything_else_is_refused,
    a_key_belongs_to_its_owner,
    a_price_above_the_accepted_one_comes_back_as_the_fresh_quote,
    a_balance_too_short_holds_nothing,
    a_key_is_one_word_of_visible_ascii,
    fields_that_do_not_fit_are_named,
    a_body_is_read_as_what_it_says_it_is,
);

fn idle() -> Options {
    Options::idle()
}

fn body(text: &str) -> Value {
    json!({"input": {"text": text}, "max_price_microcredits": CREDIT})
}

async fn held(client: &Client) -> i64 {
    let balance = client.get("/api/v1/credits/balance").await.expect(200);
    balance["held_microcredits"].as_i64().expect("a number")
}

async fn a_start_holds_the_ceiling_and_queues_the_run(app: &App) {
    let ada = app.customer("ada").await;
    let generous = json!({"input": {"text": "Hello", "steps": 2}, "max_price_microcredits": 50 * CREDIT});
    let answer = ada.start_with("echo", "k1", &generous).await;
    let run = answer.expect(201);
    let id = run["id"].as_str().expect("an id");
    assert_eq!(answer.header("location"), Some(format!("/api/v1/runs/{id}").as_str()));
    assert_eq!(
        (&run["status"], &run["agent_slug"], &run["version"]),
        (&json!("queued"), &json!("echo"), &json!("1.0.0"))
    );
    assert_eq!(run["ceiling_microcredits"], CREDIT, "held is what it costs, not what would have been accepted");
    assert_eq!(run["input"]["text"], "Hello");
    assert_eq!(run["charged_microcredits"], Value::Null);
    assert_eq!(held(&ada).await, CREDIT);
    assert_eq!(ada.run(id).await, run);
}

async fn the_same_key_gives_the_same_run(app: &App) {
    let ada = app.customer("ada").await;
    let first = ada.start_with("echo", "k1", &body("a")).await.expect(201);
    let reordered = json!({"max_price_microcredits": CREDIT, "input": {"text": "a"}});
    for again in [body("a"), reordered] {
        let repeat = ada.start_with("echo", "k1", &again).await;
        assert_eq!(repeat.expect(200)["id"], first["id"]);
        assert!(
            repeat.header("location").is_some_and(|place| place.ends_with(first["id"].as_str().unwrap_or_default()))
        );
    }
    assert_ne!(ada.start_with("echo", "k2", &body("a")).await.expect(201)["id"], first["id"]);
    assert_eq!(held(&ada).await, 2 * CREDIT);
}

async fn the_same_key_with_anything_else_is_refused(app: &App) {
    let ada = app.customer("ada").await;
    ada.start_with("echo", "k1", &body("a")).await.expect(201);
    let others = [body("b"), json!({"input": {"text": "a"}, "max_price_microcredits": 2 * CREDIT})];
    for other in others {
        ada.start_with("echo", "k1", &other).await.expect_problem(409, "idempotency_key_reused");
    }
    let dear = json!({"input": {"text": "a"}, "max_price_microcredits": 10 * CREDIT});
    ada.start_with("echo-dear", "k1", &dear).await.expect_problem(409, "idempotency_key_reused");
    assert_eq!(held(&ada).await, CREDIT);
}

async fn a_key_belongs_to_its_owner(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let hers = ada.start_with("echo", "k1", &body("a")).await.expect(201);
    let his = bob.start_with("echo", "k1", &body("b")).await.expect(201);
    assert_ne!(hers["id"], his["id"]);
}

async fn a_price_above_the_accepted_one_comes_back_as_the_fresh_quote(app: &App) {
    let ada = app.customer("ada").await;
    let low = json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT - 1});
    let refused = ada.start_with("echo", "k1", &low).await.expect_problem(409, "quote_changed");
    assert_eq!(refused["quote"]["ceiling_microcredits"], CREDIT);
    assert_eq!(held(&ada).await, 0);
    // Nothing was begun under the key: the new price may be accepted with it.
    ada.start_with("echo", "k1", &body("a")).await.expect(201);
}

async fn a_balance_too_short_holds_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let dearest = json!({"input": {"text": "a"}, "max_price_microcredits": 150 * CREDIT});
    let refused = ada.start_with("echo-dearest", "k1", &dearest).await.expect_problem(402, "insufficient_credits");
    assert_eq!(refused["missing_microcredits"], 50 * CREDIT);
    assert_eq!((held(&ada).await, ada.available().await), (0, 100 * CREDIT));
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 0);
}

async fn a_key_is_one_word_of_visible_ascii(app: &App) {
    let ada = app.customer("ada").await;
    let path = "/api/v1/agents/echo/runs";
    let without = ada.ask(Method::POST, path).json(&body("a")).send().await;
    without.expect_problem(400, "idempotency_key_required");
    for key in ["", "two words", "tab\there", &"k".repeat(256), "\u{e9}"] {
        ada.start_with("echo", key, &body("a")).await.expect_problem(400, "idempotency_key_invalid");
    }
    let twice = ada.ask(Method::POST, path).header("idempotency-key", "a").header("idempotency-key", "b");
    twice.json(&body("a")).send().await.expect_problem(400, "idempotency_key_invalid");
    ada.start_with("echo", &"k".repeat(255), &body("a")).await.expect(201);
    ada.start_with("echo", "!~", &body("a")).await.expect(201);
}

async fn fields_that_do_not_fit_are_named(app: &App) {
    let ada = app.customer("ada").await;
    let input = |input: Value| json!({"input": input, "max_price_microcredits": CREDIT});
    for (given, misfits) in [
        (input(json!({})), vec!["input.text:required"]),
        (json!({"max_price_microcredits": CREDIT}), vec!["input.text:required"]),
        (input(json!({"text": ""})), vec!["input.text:required"]),
        (input(json!({"text": " \n "})), vec!["input.text:required"]),
        (input(json!({"text": null})), vec!["input.text:required"]),
        (input(json!({"text": 7})), vec!["input.text:not_a_text"]),
        (input(json!({"text": ["a"]})), vec!["input.text:not_a_text"]),
        (input(json!({"text": "a\u{0}b"})), vec!["input.text:nul"]),
        (input(json!({"text": "a".repeat(1_001)})), vec!["input.text:too_long"]),
        (input(json!({"text": "a", "steps": "3"})), vec!["input.steps:not_a_number"]),
        (input(json!({"text": "a", "steps": 0})), vec!["input.steps:too_small"]),
        (input(json!({"text": "a", "steps": 51})), vec!["input.steps:too_large"]),
        (input(json!({"text": "a", "steps": 1.5})), vec!["input.steps:not_whole"]),
        (input(json!({"text": "a", "more": 1})), vec!["input.more:unknown_field"]),
        (input(json!({"text": "a", "te\u{0}xt": 1})), vec!["input.text:unknown_field"]),
        (
            input(json!({"more": 1, "steps": -1})),
            vec!["input.more:unknown_field", "input.text:required", "input.steps:too_small"],
        ),
        (input(json!([])), vec!["input:not_an_object"]),
        (input(json!("text")), vec!["input:not_an_object"]),
        (json!({"input": {"text": "a"}}), vec!["max_price_microcredits:required"]),
        (json!({"input": {"text": "a"}, "max_price_microcredits": -1}), vec!["max_price_microcredits:too_small"]),
        (json!({"input": {"text": "a"}, "max_price_microcredits": 1.5}), vec!["max_price_microcredits:not_whole"]),
        (json!({"input": {"text": "a"}, "max_price_microcredits": "1"}), vec!["max_price_microcredits:not_a_number"]),
        (json!({"input": {"text": "a"}, "max_price_microcredits": u64::MAX}), vec!["max_price_microcredits:not_whole"]),
        (json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT, "owner": "x"}), vec!["owner:unknown_field"]),
    ] {
        assert_eq!(ada.start_with("echo", "k", &given).await.misfits(), misfits, "{given}");
    }
    assert_eq!(held(&ada).await, 0);
    ada.start_with("nothing", "k", &body("a")).await.expect_problem(404, "not_found");
    ada.ask(Method::POST, "/api/v1/agents/echo/runs?dry=1")
        .header("idempotency-key", "k")
        .json(&body("a"))
        .send()
        .await
        .expect_problem(400, "unknown_parameter");
}

async fn a_body_is_read_as_what_it_says_it_is(app: &App) {
    let ada = app.customer("ada").await;
    let send = async |content_type: &str, text: String| {
        let asking = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", "k");
        asking.body(content_type, text).send().await
    };
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/json; charset=latin1",
        "json",
    ] {
        send(content_type, body("a").to_string()).await.expect_problem(415, "unsupported_media_type");
    }
    let untyped = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", "k").send().await;
    untyped.expect_problem(415, "unsupported_media_type");
    for broken in ["", "{", "{\"input\":", "\u{feff}{}", "{\"a\": NaN}", "{'a': 1}", "{\"a\":1}{}"] {
        send("application/json", broken.to_owned()).await.expect_problem(400, "malformed_json");
    }
    for other in ["[]", "null", "\"a\"", "1"] {
        send("application/json", other.to_owned()).await.expect_problem(422, "not_an_object");
    }
    send("multipart/form-data; boundary=x", body("a").to_string()).await.expect_problem(400, "malformed_multipart");
    send("multipart/form-data", body("a").to_string()).await.expect_problem(400, "malformed_multipart");
    assert_eq!(held(&ada).await, 0);
    send("Application/JSON; charset=UTF-8", body("a").to_string()).await.expect(201);
}
