//! Runs over the WebSocket: the same runs and the same events as by REST, and nothing that REST would not do.

use std::time::Duration;

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::socket::{Came, Socket};
use crate::common::{App, Client, on_both};

on_both!(
    both_streams_give_the_same_events,
    a_start_over_the_socket_is_a_start,
    a_run_that_fails_is_told_as_failed,
    a_refused_message_is_answered_and_the_connection_stays,
    what_cannot_be_read_on_ends_the_connection,
    a_connection_follows_only_so_many_runs,
    an_admin_sees_how_many_there_are,
    the_end_of_the_server_is_told,
);

fn execute(input: &Value, key: &str) -> Value {
    json!({
        "type": "execute_agent", "id": "a", "agent": "echo", "input": input, "max_price_microcredits": CREDIT,
        "idempotency_key": key,
    })
}

fn subscribe(run: &str, after: Option<u64>) -> Value {
    json!({"type": "subscribe", "run_id": run, "after": after})
}

async fn assert_alive(socket: &mut Socket) {
    assert_eq!(socket.ask(&json!({"type": "ping", "id": "p"})).await, json!({"type": "pong", "id": "p"}));
}

async fn both_streams_give_the_same_events(app: &App) {
    let ada = app.customer("ada").await;
    let mut socket = ada.socket().await;
    let id = ada.start(&json!({"text": "say", "steps": 12, "wait_ms": 20})).await;
    // While it runs, each by its own way.
    socket.send(&subscribe(&id, None)).await;
    let (heard, (events, end)) = tokio::join!(ada.hear(&id, None), socket.until_the_end());
    let by_sse: Vec<Value> = heard.into_iter().map(|heard| heard.event).collect();
    assert_eq!(events, by_sse);
    assert!(events.len() > 30, "{}", events.len());
    assert_eq!(end["type"], "execution_completed");
    assert_eq!(end["run"], ada.run(&id).await);
    // And afterwards from every place, the last one included.
    for after in 0..events.len() {
        socket.send(&subscribe(&id, Some(after as u64))).await;
        let (rest, end) = socket.until_the_end().await;
        assert_eq!(rest, events[after + 1..], "after {after}");
        assert_eq!(end["run"]["id"], json!(id));
    }
}

async fn a_start_over_the_socket_is_a_start(app: &App) {
    let ada = app.customer("ada").await;
    let mut socket = ada.socket().await;
    let key = fresh_key();
    let input = json!({"text": "hello", "steps": 3, "wait_ms": 10});
    let started = socket.ask(&execute(&input, &key)).await;
    assert_eq!(
        (&started["type"], &started["id"], &started["is_repeat"]),
        (&json!("execution_started"), &json!("a"), &json!(false))
    );
    let id = started["run"]["id"].as_str().expect("an id").to_owned();
    let (events, end) = socket.until_the_end().await;
    assert_eq!((&end["type"], &end["run"]["output"]["text"]), (&json!("execution_completed"), &json!("hello")));
    assert_eq!(events, ada.hear(&id, None).await.into_iter().map(|heard| heard.event).collect::<Vec<_>>());
    assert_eq!(ada.available().await, 99 * CREDIT);
    // The same key is the same run, by either way.
    let again = socket.ask(&execute(&input, &key)).await;
    assert_eq!((&again["is_repeat"], &again["run"]["id"]), (&json!(true), &json!(id)));
    socket.until_the_end().await;
    let body = json!({"input": input, "max_price_microcredits": CREDIT});
    assert_eq!(ada.start_with("echo", &key, &body).await.expect(200)["id"], json!(id));
    assert_eq!(ada.available().await, 99 * CREDIT);
}

async fn a_run_that_fails_is_told_as_failed(app: &App) {
    let ada = app.customer("ada").await;
    let mut socket = ada.socket().await;
    socket.ask(&execute(&json!({"text": "fail"}), &fresh_key())).await;
    let (_, end) = socket.until_the_end().await;
    assert_eq!((&end["type"], &end["run"]["failure"]["code"]), (&json!("execution_failed"), &json!("told_to")));
    assert_eq!(end["run"]["charged_microcredits"], 0);
}

async fn a_refused_message_is_answered_and_the_connection_stays(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let foreign = bob.start(&json!({"text": "mine"})).await;
    let mut socket = ada.socket().await;
    let mut cheap = execute(&json!({"text": "a"}), "k");
    cheap["max_price_microcredits"] = json!(1);
    let mut dear = execute(&json!({"text": "a"}), "k");
    dear["agent"] = json!("echo-dearest");
    dear["max_price_microcredits"] = json!(1_000_000 * CREDIT);
    let mut unknown = execute(&json!({"text": "a"}), "k");
    unknown["agent"] = json!("nobody");
    let mut keyless = execute(&json!({"text": "a"}), "k");
    keyless.as_object_mut().expect("an object").remove("idempotency_key");
    let cases = [
        (json!("a text"), "not_an_object"),
        (json!({"type": "stop"}), "unknown_type"),
        (json!({}), "invalid_fields"),
        (json!({"type": "ping", "more": true}), "invalid_fields"),
        (subscribe(&foreign, None), "not_found"),
        (subscribe("run_00000000000000000000000007", None), "not_found"),
        (subscribe("own_00000000000000000000000007", None), "not_found"),
        (subscribe("\u{0}", None), "invalid_fields"),
        (cheap, "quote_changed"),
        (dear, "insufficient_credits"),
        (unknown, "not_found"),
        (keyless, "invalid_fields"),
        (execute(&json!({"text": 7}), "k"), "invalid_fields"),
        (execute(&json!({}), "k"), "invalid_fields"),
    ];
    for (message, code) in cases {
        let answer = socket.ask(&message).await;
        assert_eq!((&answer["type"], &answer["code"]), (&json!("error"), &json!(code)), "{message}: {answer}");
        assert_eq!(answer["request_id"].as_str().map(str::len), Some(32), "{answer}");
        assert_eq!(answer.get("id"), message.get("id"), "{answer}");
    }
    for raw in ["", "{", "nul", "{\"type\": \"ping\"} {}", "[[[[[[[["] {
        socket.send_raw(Message::text(raw)).await;
        assert_eq!(socket.message().await["code"], "malformed_json", "{raw}");
    }
    socket.send_raw(Message::binary(br#"{"type":"ping"}"#.to_vec())).await;
    assert_eq!(socket.message().await["code"], "not_text");
    assert_alive(&mut socket).await;
    // A stranger's run and a missing one are told apart by nothing.
    let mut told = [socket.ask(&subscribe(&foreign, None)).await, socket.ask(&subscribe("run_x", None)).await];
    for answer in &mut told {
        answer["request_id"] = Value::Null;
    }
    assert_eq!(told[0], told[1]);
    // What is refused by REST is refused here, and nothing was held.
    assert_eq!(ada.available().await, 100 * CREDIT);
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 0);
}

async fn what_cannot_be_read_on_ends_the_connection(app: &App) {
    let ada = app.customer("ada").await;
    let (mut large, mut other) = (ada.socket().await, ada.socket().await);
    let text = json!({"type": "ping", "id": "x".repeat(1_000_000)}).to_string();
    large.send_raw(Message::text(text)).await;
    assert_eq!(large.message().await["code"], "too_large");
    assert_alive(&mut large).await;
    large.send_raw(Message::text("x".repeat(3_000_000))).await;
    // The end may come as a reset, since the rest was not read.
    assert!(matches!(large.closed().await, Some(1009) | None));

    let mut broken = ada.socket().await;
    broken.send_raw(Message::text("\u{feff}")).await;
    assert_eq!(broken.message().await["code"], "malformed_json");

    let mut fast = ada.socket().await;
    for _ in 0..200 {
        fast.send(&json!({"type": "ping"})).await;
    }
    assert_eq!(fast.closed().await, Some(1008));
    assert_alive(&mut other).await;
}

async fn a_connection_follows_only_so_many_runs(app: &App) {
    let ada = app.customer("ada").await;
    let mut socket = ada.socket().await;
    let mut ids = Vec::new();
    // Ten are at work at once and take their time; the others wait behind them.
    for _ in 0..33 {
        ids.push(ada.start(&json!({"text": "a", "steps": 2, "wait_ms": 4_000})).await);
    }
    for id in &ids[..32] {
        socket.send(&subscribe(id, None)).await;
    }
    // Again is not one more.
    socket.send(&subscribe(&ids[0], None)).await;
    socket.send(&subscribe(&ids[32], None)).await;
    let refused = first_error(&mut socket).await;
    assert_eq!(refused["code"], "too_many_subscriptions");
    socket.send(&execute(&json!({"text": "a"}), &fresh_key())).await;
    assert_eq!(first_error(&mut socket).await["code"], "too_many_subscriptions");
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 33, "nothing was started");
    for id in &ids {
        let path = format!("/api/v1/runs/{id}/cancel");
        ada.ask(http::Method::POST, &path).send().await;
    }
}

async fn first_error(socket: &mut Socket) -> Value {
    loop {
        let message = socket.message().await;
        if message["type"] == "error" {
            return message;
        }
    }
}

async fn an_admin_sees_how_many_there_are(app: &App) {
    let (ada, admin) = (app.customer("ada").await, app.admin("grace").await);
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(ada.socket().await);
    }
    let token = format!("Bearer {}", ada.bearer.as_deref().expect("a token"));
    let refused = crate::common::socket::open(app.address, "/ws", &[("authorization", &token)]).await;
    assert_eq!(refused.err(), Some(429), "one account has twenty");
    admin.socket().await;
    assert_alive(&mut open[0]).await;
    let status = admin.get("/ws/status").await.expect(200);
    assert_eq!((&status["messages_received"], &status["messages_sent"]), (&json!(1), &json!(1)), "{status}");
    drop(open);
    wait_for(&admin, |status| status["connections"] == 0 && status["subscriptions"] == 0).await;
    ada.get("/ws/status").await.expect_problem(404, "not_found");
}

async fn wait_for(admin: &Client, is_so: impl Fn(&Value) -> bool) {
    for _ in 0..400 {
        if is_so(&admin.get("/ws/status").await.expect(200)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it stays {}", admin.get("/ws/status").await.expect(200));
}

async fn the_end_of_the_server_is_told(app: &App) {
    let ada = app.customer("ada").await;
    let mut socket = ada.socket().await;
    let id = ada.start(&json!({"text": "a", "steps": 2, "wait_ms": 500})).await;
    socket.send(&subscribe(&id, None)).await;
    socket.message().await;
    app.begin_to_close();
    assert_eq!(socket.closed().await, Some(1012));
    assert_eq!(socket.next().await, Came::Gone);
}

/// What is looked after at each beat, with beats that come fast.
mod in_a_hurry {
    use super::{App, Duration, Socket, Value, assert_alive, json, on_both, subscribe, wait_for};
    use crate::common::{Options, people};
    use server::http::state::Rhythm;

    on_both!(with hurry => whoever_is_suspended_is_put_out, a_reader_that_stands_still_harms_only_itself);

    fn hurry() -> Options {
        let rhythm = Rhythm { beat: Duration::from_millis(100), beats_per_check: 4 };
        Options { rhythm, ..Options::default() }
    }

    async fn whoever_is_suspended_is_put_out(app: &App) {
        let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
        let id = ada.start(&json!({"text": "a", "steps": 2, "wait_ms": 4_000})).await;
        let mut socket = ada.socket().await;
        socket.send(&subscribe(&id, None)).await;
        let mut listening = ada.listen(&id, None).await.expect("a stream");
        // Longer than a check, so that it is seen to stay open while nothing is wrong.
        keep(&mut socket, Duration::from_secs(1)).await;
        people::suspend(app, "ada").await;
        let told = super::first_error(&mut socket).await;
        assert_eq!(told["code"], "unauthenticated", "{told}");
        assert_eq!(socket.closed().await, Some(1008));
        while let Some(event) = listening.next().await {
            assert_ne!(event.name(), "run.settled", "the stream outlived the check");
        }
        // Others are not concerned.
        assert_alive(&mut bob.socket().await).await;
        ada.get("/api/v1/auth/me").await.expect(401);
    }

    async fn keep(socket: &mut Socket, time: Duration) {
        let end = tokio::time::Instant::now() + time;
        while tokio::time::Instant::now() < end {
            assert_ne!(socket.ask(&json!({"type": "ping"})).await, Value::Null);
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    async fn a_reader_that_stands_still_harms_only_itself(app: &App) {
        let (ada, admin) = (app.customer("ada").await, app.admin("grace").await);
        let id = ada.start(&json!({"text": "say", "steps": 40, "wait_ms": 20})).await;
        let mut still = Vec::new();
        for _ in 0..5 {
            let mut socket = ada.socket().await;
            socket.send(&subscribe(&id, None)).await;
            still.push(socket);
        }
        let mut socket = ada.socket().await;
        socket.send(&subscribe(&id, None)).await;
        let (events, _) = socket.until_the_end().await;
        let seqs: Vec<u64> = events.iter().filter_map(|event| event["seq"].as_u64()).collect();
        assert_eq!(seqs, (0..events.len() as u64).collect::<Vec<_>>());
        // Nobody answers pings for those who do not read.
        wait_for(&admin, |status| status["connections"] == 1 || status["connections"] == 0).await;
        drop(still);
    }
}
