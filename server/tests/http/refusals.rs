//! One shape for everything that is refused.

use http::Method;
use serde_json::json;

use crate::common::{App, Client, Options, on_both};

on_both!(
    what_is_not_there_and_what_is_not_served_are_problems,
    a_host_that_is_not_ours_is_refused,
    fields_and_parameters_that_are_unknown_are_named_everywhere,
);

/// Where tries are limited.
mod limited {
    use super::{App, Options, json, on_both};

    on_both!(with limited => too_many_tries_are_told_when_to_come_back);

    fn limited() -> Options {
        Options { is_limited: true, ..Options::default() }
    }

    async fn too_many_tries_are_told_when_to_come_back(app: &App) {
        let body = json!({"login": "nobody", "password": "Wrong-horse-7"});
        for _ in 0..30 {
            let answer = app.visitor().post("/api/v1/auth/token", &body).await;
            if answer.status == 429 {
                answer.expect_problem(429, "too_many_tries");
                let seconds: u64 = answer.header("retry-after").and_then(|text| text.parse().ok()).expect("seconds");
                assert!((1..=120).contains(&seconds), "{seconds}");
                return;
            }
            answer.expect(401);
        }
        panic!("thirty tries and no limit");
    }
}

async fn what_is_not_there_and_what_is_not_served_are_problems(app: &App) {
    let visitor = app.visitor();
    for path in ["/api/v1/nothing", "/api/v1", "/api/", "/api/v2/agents", "/api/v1/agents/", "/api/v1//agents"] {
        visitor.get(path).await.expect_problem(404, "not_found");
    }
    for (method, path) in [
        (Method::POST, "/api/v1/agents"),
        (Method::DELETE, "/api/v1/agents/echo"),
        (Method::PUT, "/api/v1/auth/token"),
        (Method::GET, "/api/v1/auth/token"),
        (Method::PATCH, "/api/v1/categories"),
        (Method::TRACE, "/api/v1/agents"),
        (Method::OPTIONS, "/api/v1/agents"),
    ] {
        let refused = visitor.ask(method.clone(), path).send().await;
        refused.expect_problem(405, "method_not_allowed");
        assert!(refused.header("allow").is_some(), "{method} {path}");
    }
    let refused = visitor.get("/api/v1/auth/me").await;
    refused.expect_problem(401, "unauthenticated");
    assert_eq!(refused.header("www-authenticate"), Some("Bearer realm=\"guildhall\""));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    let head = visitor.ask(Method::HEAD, "/api/v1/agents").send().await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

async fn a_host_that_is_not_ours_is_refused(app: &App) {
    for host in ["evil.example", "127.0.0.1.evil.example", "guildhall.example"] {
        let refused = app.visitor().ask(Method::GET, "/api/v1/agents").header("host", host).send().await;
        refused.expect_problem(421, "unknown_host");
    }
}

async fn posts(client: &Client) -> Vec<(String, crate::common::Answer)> {
    let mut answers = Vec::new();
    for path in ["register", "token", "refresh", "logout", "verify-email", "forgot-password", "reset-password"] {
        let path = format!("/api/v1/auth/{path}");
        answers.push((path.clone(), client.post(&path, &json!({"unknown": 1})).await));
    }
    answers
}

async fn fields_and_parameters_that_are_unknown_are_named_everywhere(app: &App) {
    let ada = app.customer("ada").await;
    for (path, answer) in posts(&ada).await {
        assert!(answer.misfits().contains(&"unknown:unknown_field".to_owned()), "{path}");
        ada.post(&format!("{path}?a=1"), &json!({})).await.expect_problem(400, "unknown_parameter");
        let text = ada.ask(Method::POST, &path).body("text/plain", "{}").send().await;
        text.expect_problem(415, "unsupported_media_type");
        let form = ada.ask(Method::POST, &path).body("application/x-www-form-urlencoded", "a=b").send().await;
        form.expect_problem(415, "unsupported_media_type");
    }
    for path in
        ["/api/v1/auth/me", "/api/v1/categories", "/api/v1/credits/balance", "/api/v1/agents/echo", "/api/openapi.json"]
    {
        let refused = ada.get(&format!("{path}?a=1")).await.expect_problem(400, "unknown_parameter");
        assert_eq!(refused["errors"][0]["field"], "a", "{path}");
    }
}
