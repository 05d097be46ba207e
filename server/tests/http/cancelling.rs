//! Asking a run to stop.

use std::time::Duration;

use http::Method;
use serde_json::json;

use crate::common::runs::CREDIT;
use crate::common::sse::assert_gapless;
use crate::common::{App, Client, Options, on_both};

on_both!(
    a_running_run_stops_at_its_next_step_and_costs_nothing,
    a_run_that_is_over_stays_as_it_is,
    stopping_races_with_the_end_and_one_of_them_wins,
);

/// Where nobody works, so that runs stay queued.
mod queued {
    use super::{App, Options, json, on_both};
    use crate::common::runs::CREDIT;

    on_both!(with idle => a_queued_run_is_cancelled_at_once);

    fn idle() -> Options {
        Options::idle()
    }

    async fn a_queued_run_is_cancelled_at_once(app: &App) {
        let ada = app.customer("ada").await;
        let id = ada.start(&json!({"text": "a"})).await;
        assert_eq!(ada.available().await, 99 * CREDIT);
        let cancelled = super::cancel(&ada, &id).await.expect(200);
        assert_eq!((&cancelled["status"], &cancelled["charged_microcredits"]), (&json!("cancelled"), &json!(0)));
        assert_eq!(ada.available().await, 100 * CREDIT);
        let names: Vec<String> = ada.hear(&id, None).await.iter().map(|heard| heard.name().to_owned()).collect();
        assert_eq!(names, ["run.queued", "run.cancelled", "run.settled"]);
    }
}

async fn cancel(client: &Client, id: &str) -> crate::common::Answer {
    client.ask(Method::POST, &format!("/api/v1/runs/{id}/cancel")).send().await
}

async fn a_running_run_stops_at_its_next_step_and_costs_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a", "steps": 50, "wait_ms": 100})).await;
    ada.run_when(&id, Duration::from_secs(20), |run| run["status"] == "running").await;
    let asked = cancel(&ada, &id).await.expect(200);
    assert!(["cancelling", "cancelled"].iter().any(|status| asked["status"] == *status), "{asked}");
    let run = ada.settled(&id).await;
    assert_eq!((&run["status"], &run["charged_microcredits"]), (&json!("cancelled"), &json!(0)));
    assert_eq!(ada.available().await, 100 * CREDIT);
    let heard = ada.hear(&id, None).await;
    assert_gapless(&heard, 0);
    assert_eq!(heard.iter().filter(|heard| heard.name() == "run.cancel_requested").count(), 1);
    assert!(heard.iter().filter(|heard| heard.name() == "step.completed").count() < 50);
}

async fn a_run_that_is_over_stays_as_it_is(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    let before = ada.settled(&id).await;
    let events = ada.hear(&id, None).await;
    let again = cancel(&ada, &id).await;
    assert!(matches!(again.status, 200 | 409), "{}", again.text());
    assert_eq!(ada.run(&id).await, before);
    assert_eq!(ada.hear(&id, None).await, events);
    assert_eq!(ada.available().await, 99 * CREDIT);
}

async fn stopping_races_with_the_end_and_one_of_them_wins(app: &App) {
    let ada = app.customer("ada").await;
    let mut charged = 0;
    for round in 0..12 {
        let id = ada.start(&json!({"text": "a", "steps": 3})).await;
        tokio::time::sleep(Duration::from_millis(round * 3)).await;
        cancel(&ada, &id).await;
        let run = ada.settled(&id).await;
        let fee = run["charged_microcredits"].as_i64().expect("a number");
        let expected = if run["status"] == "succeeded" { CREDIT } else { 0 };
        assert!(["succeeded", "cancelled"].iter().any(|status| run["status"] == *status), "{run}");
        assert_eq!(fee, expected, "{run}");
        assert_gapless(&ada.hear(&id, None).await, 0);
        charged += fee;
    }
    assert_eq!(ada.available().await, 100 * CREDIT - charged);
}
