//! What is asked for over a WebSocket counts like the requests that ask for the same (decision 37).

use domain::limit::Plan;
use domain::time::Micros;
use serde_json::{Value, json};
use service::clock::Clock;

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::socket::{Socket, open};
use crate::common::{App, Client, Options, on_both};
use crate::handshakes;
use crate::limits::{BEGIN, customer, number};

on_both!(with free =>
    starts_and_subscriptions_count_with_requests,
    a_start_too_many_is_refused_like_by_rest_and_starts_nothing,
    a_limit_of_a_key_holds_over_a_socket,
    what_a_browser_sends_is_not_counted_with_programs,
);

/// Runs stay queued, so each has one event.
fn free() -> Options {
    Options { plan: Plan::Free, clock: Clock::manual(BEGIN), ..Options::idle() }
}

fn execute(key: &str) -> Value {
    json!({
        "type": "execute_agent", "id": "a", "agent": "echo", "input": {"text": "a"}, "max_price_microcredits": CREDIT,
        "idempotency_key": key,
    })
}

fn subscribe(run: &str) -> Value {
    json!({"type": "subscribe", "id": "s", "run_id": run})
}

/// Starts a run and takes its event.
async fn start(socket: &mut Socket) {
    let started = socket.ask(&execute(&fresh_key())).await;
    assert_eq!(started["type"], "execution_started", "{started}");
    assert_eq!(socket.message().await["type"], "execution_progress");
}

/// Follows a run and takes its event.
async fn follow(socket: &mut Socket, run: &str) {
    let told = socket.ask(&subscribe(run)).await;
    assert_eq!((&told["type"], &told["run_id"]), (&json!("execution_progress"), &json!(run)), "{told}");
}

async fn assert_refused(socket: &mut Socket, message: &Value) -> Value {
    let refused = socket.ask(message).await;
    assert_eq!((&refused["type"], &refused["code"]), (&json!("error"), &json!("rate_limited")), "{refused}");
    assert_eq!(refused["id"], message["id"], "{refused}");
    refused
}

/// How many are left, after this one.
async fn left(client: &Client) -> i64 {
    let answer = client.get("/api/v1/runs").await;
    answer.expect(200);
    number(&answer, "x-ratelimit-remaining")
}

async fn starts_and_subscriptions_count_with_requests(app: &App) {
    let ada = customer(app, "ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    let mut socket = ada.socket().await;
    assert_eq!(left(&ada).await, 7, "a start, a handshake, a list");
    for _ in 0..30 {
        assert_eq!(socket.ask(&json!({"type": "ping"})).await["type"], "pong");
    }
    // What is no message that we know asks for nothing.
    for unread in [json!({"type": "stop"}), json!({"type": "subscribe"}), json!(7)] {
        assert_eq!(socket.ask(&unread).await["type"], "error");
    }
    assert_eq!(left(&ada).await, 6);
    follow(&mut socket, &id).await;
    start(&mut socket).await;
    assert_eq!(left(&ada).await, 3);
    // Asked for is asked for, whether it is there or not.
    let missing = socket.ask(&subscribe("run_00000000000000000000000007")).await;
    assert_eq!(missing["code"], "not_found");
    assert_eq!(left(&ada).await, 1);
    start(&mut socket).await;
    ada.get("/api/v1/runs").await.expect_problem(429, "rate_limited");
    assert_refused(&mut socket, &subscribe(&id)).await;
}

async fn a_start_too_many_is_refused_like_by_rest_and_starts_nothing(app: &App) {
    let ada = customer(app, "ada").await;
    let mut socket = ada.socket().await;
    for _ in 0..9 {
        start(&mut socket).await;
    }
    let refused = assert_refused(&mut socket, &execute("once-more")).await;
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT});
    let by_rest = ada.start_with("echo", "once-more", &body).await;
    let told = by_rest.expect_problem(429, "rate_limited");
    for member in ["status", "code", "detail"] {
        assert_eq!(refused[member], told[member], "{member}");
    }
    assert_eq!(refused["retry_after_seconds"], number(&by_rest, "retry-after"));
    assert_eq!(refused["request_id"].as_str().map(str::len), Some(32));
    // Whoever comes later is let through again, over the same connection and under the same key.
    assert_eq!(socket.ask(&json!({"type": "ping"})).await["type"], "pong");
    app.clock.advance(Micros::minutes(2));
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 9);
    assert_eq!(ada.available().await, 91 * CREDIT);
    let started = socket.ask(&execute("once-more")).await;
    assert_eq!((&started["type"], &started["is_repeat"]), (&json!("execution_started"), &json!(false)), "{started}");
}

async fn a_limit_of_a_key_holds_over_a_socket(app: &App) {
    let ada = customer(app, "ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    let body = json!({"name": "narrow", "scopes": ["runs:read"], "requests_per_minute": 3});
    let narrow = ada.with_bearer(ada.make_key(&body).await["token"].as_str().expect("a token"));
    let mut socket = narrow.socket().await;
    for _ in 0..2 {
        follow(&mut socket, &id).await;
    }
    let refused = assert_refused(&mut socket, &subscribe(&id)).await;
    assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains("more than 3 requests")), "{refused}");
    // What the key was refused is not taken from the customer's own ten.
    assert_eq!(left(&ada).await, 4);
    follow(&mut ada.socket().await, &id).await;
    assert_eq!(left(&ada).await, 1);
}

async fn what_a_browser_sends_is_not_counted_with_programs(app: &App) {
    let ada = customer(app, "ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    let cookie = handshakes::cookie(app, "ada").await;
    let ticket = handshakes::ticket(app, &cookie).await;
    let own = format!("http://{}", app.address);
    let headers = [("cookie", cookie.as_str()), ("origin", own.as_str())];
    let mut socket = open(app.address, &format!("/ws?ticket={ticket}"), &headers).await.expect("opens");
    for _ in 0..20 {
        follow(&mut socket, &id).await;
    }
    start(&mut socket).await;
    assert_eq!(left(&ada).await, 8, "a start and a list by its token");
}
