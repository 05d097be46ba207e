//! What the runs of a key may cost is counted with the hold: exactly as many start as the cap pays for.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::{App, Client, Options, on_both};

on_both!(with idle => the_last_credits_of_a_cap_are_spent_once, a_month_gives_a_cap_again_and_a_total_does_not);

/// The same with somebody at work: what a run did not cost is given back to its key.
mod at_work {
    use super::{App, CREDIT, Options, json, on_both, spent, start, with_cap};

    on_both!(with busy => what_a_run_does_not_cost_is_given_back);

    fn busy() -> Options {
        Options::default()
    }

    async fn what_a_run_does_not_cost_is_given_back(app: &App) {
        let ada = app.customer("ada").await;
        let (key_id, key) = with_cap(&ada, 25 * CREDIT, "total").await;
        let done = start(&key, &json!({"text": "a", "wait_ms": 1})).await.expect(201);
        ada.settled(done["id"].as_str().expect("an id")).await;
        assert_eq!(spent(&ada, &key_id).await, (10 * CREDIT, 10 * CREDIT));
        let slow = start(&key, &json!({"text": "a", "steps": 40, "wait_ms": 250})).await.expect(201);
        assert_eq!(spent(&ada, &key_id).await, (20 * CREDIT, 20 * CREDIT), "an open hold counts");
        let refused = start(&key, &json!({"text": "a"})).await.expect_problem(402, "key_cap_reached");
        assert_eq!(refused["left_microcredits"], 5 * CREDIT);
        let id = slow["id"].as_str().expect("an id");
        key.ask(http::Method::POST, &format!("/api/v1/runs/{id}/cancel")).send().await.expect(200);
        ada.settled(id).await;
        assert_eq!(spent(&ada, &key_id).await, (10 * CREDIT, 10 * CREDIT));
        start(&key, &json!({"text": "a"})).await.expect(201);
    }
}

fn idle() -> Options {
    Options { works: false, ..Options::by_hand() }
}

async fn with_cap(ada: &Client, microcredits: i64, period: &str) -> (String, Client) {
    let body = json!({
        "name": format!("{period} {microcredits}"), "scopes": ["runs:write", "runs:read"],
        "cap": {"microcredits": microcredits, "period": period},
    });
    let made = ada.make_key(&body).await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (text(&made["key"]["id"]), ada.with_bearer(&text(&made["token"])))
}

/// A start of the echo that costs ten credits; one that is told to come back does.
async fn start(client: &Client, input: &Value) -> crate::common::Answer {
    let body = json!({"input": input, "max_price_microcredits": 10 * CREDIT});
    let key = fresh_key();
    for _ in 0..100 {
        let answer = client.start_with("echo-dear", &key, &body).await;
        if answer.status != 503 {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("always busy");
}

/// What a key spent this month and altogether.
async fn spent(ada: &Client, id: &str) -> (i64, i64) {
    let keys = ada.get("/api/v1/keys").await.expect(200);
    let key = keys["data"].as_array().and_then(|keys| keys.iter().find(|key| key["id"] == id)).expect("the key");
    let number = |name: &str| key[name].as_i64().expect("a number");
    (number("spent_this_month_microcredits"), number("spent_microcredits"))
}

async fn the_last_credits_of_a_cap_are_spent_once(app: &App) {
    let ada = app.customer("ada").await;
    for (period, cap, expected) in [("month", 35 * CREDIT, 3), ("total", 20 * CREDIT, 2)] {
        let (key_id, key) = with_cap(&ada, cap, period).await;
        let barrier = Arc::new(Barrier::new(40));
        let starts: Vec<_> = (0..40)
            .map(|_| {
                let (key, barrier) = (key.clone(), Arc::clone(&barrier));
                tokio::spawn(async move {
                    barrier.wait().await;
                    start(&key, &json!({"text": "a"})).await
                })
            })
            .collect();
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        for attempt in starts {
            let answer = attempt.await.expect("a start");
            if answer.status == 402 {
                answer.expect_problem(402, "key_cap_reached");
            }
            *counts.entry(answer.status).or_default() += 1;
        }
        assert_eq!(counts, BTreeMap::from([(201, expected), (402, 40 - expected)]), "{period}");
        let held = i64::try_from(expected).expect("small") * 10 * CREDIT;
        assert_eq!(spent(&ada, &key_id).await, (held, held));
    }
    assert_eq!(ada.available().await, 50 * CREDIT);
    // The owner itself, and another key, go on.
    start(&ada, &json!({"text": "a"})).await.expect(201);
    start(&ada.with_key("free", &["runs:write"]).await, &json!({"text": "a"})).await.expect(201);
}

async fn a_month_gives_a_cap_again_and_a_total_does_not(app: &App) {
    let ada = app.customer("ada").await;
    let (_, total) = with_cap(&ada, 10 * CREDIT, "total").await;
    let (monthly_id, monthly) = with_cap(&ada, 10 * CREDIT, "month").await;
    for key in [&total, &monthly] {
        start(key, &json!({"text": "a"})).await.expect(201);
        let refused = start(key, &json!({"text": "a"})).await.expect_problem(402, "key_cap_reached");
        assert_eq!((&refused["left_microcredits"], &refused["cap"]["microcredits"]), (&json!(0), &json!(10 * CREDIT)));
    }
    app.clock.advance(Micros::days(31));
    let ada = app.visitor().with_bearer(app.visitor().tokens("ada").await["access_token"].as_str().expect("a token"));
    assert_eq!(spent(&ada, &monthly_id).await, (0, 10 * CREDIT));
    start(&monthly, &json!({"text": "a"})).await.expect(201);
    start(&monthly, &json!({"text": "a"})).await.expect_problem(402, "key_cap_reached");
    start(&total, &json!({"text": "a"})).await.expect_problem(402, "key_cap_reached");
    assert_eq!(spent(&ada, &monthly_id).await, (10 * CREDIT, 20 * CREDIT));
    // A cap below what is spent leaves nothing, and above it leaves the rest.
    let raise = async |cap: i64| {
        let body = json!({"cap": {"microcredits": cap, "period": "total"}});
        ada.ask(Method::PATCH, &format!("/api/v1/keys/{monthly_id}")).json(&body).send().await.expect(200);
    };
    raise(CREDIT).await;
    start(&monthly, &json!({"text": "a"})).await.expect_problem(402, "key_cap_reached");
    raise(30 * CREDIT).await;
    start(&monthly, &json!({"text": "a"})).await.expect(201);
}
