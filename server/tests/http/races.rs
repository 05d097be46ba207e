//! Everybody at once: exactly as many succeed as can be paid, and one key is one run.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::{Answer, App, Client, Options, on_both};

on_both!(with idle => the_last_credits_are_spent_once, one_key_at_once_is_one_run, a_link_confirms_once);

/// The same races with somebody at work: holds turn into charges meanwhile.
mod at_work {
    use super::{App, Options, on_both};

    on_both!(with busy => the_last_credits_are_charged_once);

    fn busy() -> Options {
        Options::default()
    }

    async fn the_last_credits_are_charged_once(app: &App) {
        let ada = app.customer("ada").await;
        super::spend_everything(&ada).await;
        for _ in 0..500 {
            let balance = ada.get("/api/v1/credits/balance").await.expect(200);
            if balance["held_microcredits"] == 0 {
                assert_eq!(balance["posted_microcredits"], 0);
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("holds stay open");
    }
}

fn idle() -> Options {
    Options::idle()
}

/// `count` starts of the dear echo at once; one that is told to come back does.
async fn at_once(client: &Client, count: usize, key: impl Fn() -> String) -> Vec<Answer> {
    let barrier = Arc::new(Barrier::new(count));
    let starts: Vec<_> = (0..count)
        .map(|_| {
            let (client, barrier, key) = (client.clone(), Arc::clone(&barrier), key());
            tokio::spawn(async move {
                let body = json!({"input": {"text": "a"}, "max_price_microcredits": 10 * CREDIT});
                barrier.wait().await;
                for _ in 0..100 {
                    let answer = client.start_with("echo-dear", &key, &body).await;
                    if answer.status != 503 {
                        return answer;
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                panic!("always busy");
            })
        })
        .collect();
    let mut answers = Vec::new();
    for start in starts {
        answers.push(start.await.expect("a start"));
    }
    answers
}

fn counted(answers: &[Answer]) -> BTreeMap<u16, usize> {
    let mut counts = BTreeMap::new();
    for answer in answers {
        *counts.entry(answer.status).or_default() += 1;
    }
    counts
}

async fn spend_everything(ada: &Client) {
    let answers = at_once(ada, 40, fresh_key).await;
    assert_eq!(counted(&answers), BTreeMap::from([(201, 10), (402, 30)]), "ten can be paid");
    let mut ids: Vec<Value> =
        answers.iter().filter(|answer| answer.status == 201).map(|answer| answer.json()["id"].clone()).collect();
    ids.sort_by_key(ToString::to_string);
    ids.dedup();
    assert_eq!(ids.len(), 10);
    assert_eq!(ada.available().await, 0);
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 10);
}

async fn the_last_credits_are_spent_once(app: &App) {
    let ada = app.customer("ada").await;
    spend_everything(&ada).await;
    let balance = ada.get("/api/v1/credits/balance").await.expect(200);
    assert_eq!(
        (&balance["posted_microcredits"], &balance["held_microcredits"]),
        (&json!(100 * CREDIT), &json!(100 * CREDIT))
    );
}

async fn one_key_at_once_is_one_run(app: &App) {
    let ada = app.customer("ada").await;
    let answers = at_once(&ada, 30, || "the-same".to_owned()).await;
    assert_eq!(counted(&answers), BTreeMap::from([(200, 29), (201, 1)]));
    assert!(answers.iter().all(|answer| answer.json()["id"] == answers[0].json()["id"]));
    assert_eq!(ada.available().await, 90 * CREDIT);
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 1);
}

async fn a_link_confirms_once(app: &App) {
    let ada = app.newcomer("ada").await;
    let token = crate::common::letters::token(&app.folder, &crate::common::people::email("ada")).await;
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (visitor, token) = (app.visitor(), token.clone());
            tokio::spawn(async move { visitor.post("/api/v1/auth/verify-email", &json!({"token": token})).await })
        })
        .collect();
    let mut answers = Vec::new();
    for attempt in tries {
        answers.push(attempt.await.expect("a try"));
    }
    assert_eq!(counted(&answers), BTreeMap::from([(200, 1), (422, 19)]));
    assert_eq!(ada.available().await, 100 * CREDIT);
}
