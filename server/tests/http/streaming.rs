//! Watching a run: every event once, in order, whatever happens to the connection.

use std::time::Duration;

use http::Method;
use serde_json::json;

use crate::common::sse::{Heard, assert_gapless};
use crate::common::{App, on_both};

on_both!(
    a_stream_goes_on_after_any_event,
    whoever_breaks_off_and_comes_back_misses_nothing,
    many_watch_the_same,
    a_run_that_is_over_and_seen_answers_204,
    a_number_that_is_none_is_refused,
);

async fn a_stream_goes_on_after_any_event(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "say", "steps": 6, "wait_ms": 1})).await;
    ada.settled(&id).await;
    let all = ada.hear(&id, None).await;
    assert_gapless(&all, 0);
    assert!(all.len() > 20, "{} events", all.len());
    for (place, last) in all.iter().enumerate() {
        assert_eq!(ada.hear(&id, Some(last.id)).await, all[place + 1..], "after {}", last.id);
    }
    let by_parameter = ada.ask(Method::GET, &format!("/api/v1/runs/{id}/events?after=3")).open().await;
    let text = by_parameter.text().await.expect("a whole stream");
    assert!(text.contains("id: 4\n") || text.contains("id:4\n"), "{text}");
    assert!(!text.contains("id: 3\n") && !text.contains("id:3\n"), "{text}");
    // A browser that comes back asks the same address again, with the header: the header counts.
    let path = format!("/api/v1/runs/{id}/events?after=3");
    let both = ada.ask(Method::GET, &path).header("last-event-id", "10").open().await;
    let text = both.text().await.expect("a whole stream");
    assert!(!text.contains("id: 4\n") && !text.contains("id:4\n"), "{text}");
}

async fn whoever_breaks_off_and_comes_back_misses_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a", "steps": 30, "wait_ms": 20})).await;
    let mut heard: Vec<Heard> = Vec::new();
    let mut visits = 0;
    loop {
        let Some(mut listening) = ada.listen(&id, heard.last().map(|last| last.id)).await else { break };
        visits += 1;
        // Away after one, two, three … events: at every place of a run, also in the middle of what is stored.
        for _ in 0..visits {
            match listening.next().await {
                Some(event) => heard.push(event),
                None => break,
            }
        }
    }
    assert!(visits > 5, "{visits} visits");
    assert_gapless(&heard, 0);
    assert_eq!(heard, ada.hear(&id, None).await);
    assert_eq!(heard.last().map(Heard::name), Some("run.settled"));
}

async fn many_watch_the_same(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a", "steps": 20, "wait_ms": 10})).await;
    let watchers: Vec<_> = (0..20)
        .map(|number| {
            let (ada, id) = (ada.clone(), id.clone());
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(number * 13)).await;
                ada.hear(&id, None).await
            })
        })
        .collect();
    let mut heard = Vec::new();
    for watcher in watchers {
        heard.push(watcher.await.expect("a watcher"));
    }
    assert_gapless(&heard[0], 0);
    assert_eq!(heard[0].last().map(Heard::name), Some("run.settled"));
    assert!(heard.iter().all(|other| *other == heard[0]));
}

async fn a_run_that_is_over_and_seen_answers_204(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    ada.settled(&id).await;
    let last = ada.hear(&id, None).await.last().map(|last| last.id).expect("events");
    let path = format!("/api/v1/runs/{id}/events");
    for seen in [last, last + 1, last + 1_000, i64::MAX as u64] {
        let answer = ada.ask(Method::GET, &path).header("last-event-id", &seen.to_string()).send().await;
        assert_eq!((answer.status, answer.body.len()), (204, 0), "after {seen}: {}", answer.text());
    }
}

async fn a_number_that_is_none_is_refused(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    ada.settled(&id).await;
    let path = format!("/api/v1/runs/{id}/events");
    for bad in ["x", "-1", "1.5", "99999999999999999999999", "1 2", "0x1"] {
        let refused = ada.ask(Method::GET, &path).header("last-event-id", bad).send().await;
        assert_eq!(refused.status, 400, "{bad}: {}", refused.text());
        let refused = ada.get(&format!("{path}?after={}", bad.replace(' ', "+"))).await;
        assert_eq!(refused.misfits(), ["after:bad_event_id"], "{bad}");
    }
    let large = ada.ask(Method::GET, &path).header("last-event-id", &u64::MAX.to_string()).send().await;
    assert!(matches!(large.status, 204 | 400), "{}", large.text());
    ada.get(&format!("{path}?since=1")).await.expect_problem(400, "unknown_parameter");
}
