//! What is not yours answers exactly like what does not exist, and nothing of it shows anywhere.

use http::Method;
use serde_json::json;

use crate::common::{App, Client, on_both};

on_both!(a_foreign_run_answers_like_a_missing_one, nothing_of_others_shows_in_a_list);

const CANARY: &str = "canary-of-ada";

fn addresses(id: &str) -> Vec<(Method, String)> {
    vec![
        (Method::GET, format!("/api/v1/runs/{id}")),
        (Method::GET, format!("/api/v1/runs/{id}/events")),
        (Method::GET, format!("/api/v1/runs/{id}/events?after=0")),
        (Method::POST, format!("/api/v1/runs/{id}/cancel")),
        (Method::POST, format!("/api/v1/runs/{id}/keep")),
        (Method::DELETE, format!("/api/v1/runs/{id}/keep")),
        (Method::DELETE, format!("/api/v1/runs/{id}")),
        (Method::GET, format!("/api/v1/runs/{id}/artifacts")),
        (Method::GET, format!("/api/v1/runs/{id}/artifacts/echo-1.txt")),
    ]
}

async fn a_foreign_run_answers_like_a_missing_one(app: &App) {
    let (ada, bob, admin) = (app.customer("ada").await, app.customer("bob").await, app.admin("grace").await);
    let over = ada.start(&json!({"text": CANARY, "steps": 2, "wait_ms": 1})).await;
    ada.settled(&over).await;
    let live = ada.start(&json!({"text": CANARY, "steps": 20, "wait_ms": 100})).await;
    let missing = "run_00000000000000000000000007";
    for stranger in [&bob, &admin] {
        let expected = answers(stranger, missing).await;
        for id in [over.as_str(), &live, "run_x", "own_00000000000000000000000007", "%00", &over.to_uppercase()] {
            assert_eq!(answers(stranger, id).await, expected, "{id}");
        }
    }
    assert_ne!(ada.run(&live).await["status"], "cancelled", "a stranger stopped it");
    ada.ask(Method::POST, &format!("/api/v1/runs/{live}/cancel")).send().await.expect(200);
    ada.settled(&live).await;
}

async fn answers(client: &Client, id: &str) -> Vec<String> {
    let mut told = Vec::new();
    for (method, path) in addresses(id) {
        let answer = client.ask(method, &path).send().await;
        answer.expect_problem(404, "not_found");
        assert!(!answer.text().contains(CANARY));
        told.push(answer.without_request_id());
    }
    told
}

async fn nothing_of_others_shows_in_a_list(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let id = ada.start(&json!({"text": CANARY})).await;
    ada.settled(&id).await;
    for path in [
        "/api/v1/runs",
        "/api/v1/runs?text=canary",
        "/api/v1/runs/export?format=json",
        "/api/v1/runs/export?format=csv",
        "/api/v1/analytics/mine",
        "/api/v1/analytics/mine/export?format=csv",
        "/api/v1/credits/transactions",
        "/api/v1/credits/balance",
        "/api/v1/auth/me",
    ] {
        let text = bob.get(path).await.text();
        assert!(!text.contains(CANARY) && !text.contains(&id) && !text.contains("ada@"), "{path}: {text}");
    }
    // A cursor of somebody else is no way in.
    for path in ["/api/v1/runs", "/api/v1/credits/transactions"] {
        let answer = bob.get(&format!("{path}?cursor={id}")).await;
        assert!(!answer.text().contains(CANARY) && matches!(answer.status, 200 | 400), "{}", answer.text());
    }
}
