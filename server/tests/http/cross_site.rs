//! Another site cannot make a browser change anything.

use std::collections::BTreeSet;

use http::Method;
use serde_json::{Value, json};
use server::routes::{ROUTES, Verb};

use crate::common::{App, Client, on_both};
use crate::handshakes::cookie;

on_both!(nothing_is_changed_for_another_site, a_program_with_a_token_may_call_from_anywhere);

/// How a browser says that a page of another site made it send something.
const FORGED: [(&str, &str); 6] = [
    ("origin", "https://evil.example"),
    ("origin", "null"),
    ("origin", "http://127.0.0.1:1"),
    ("origin", "http://localhost.evil.example"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
];

/// What a form of another site can send without being asked for leave, and what it would send if it had it.
const CONTENT_TYPES: [&str; 4] =
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"];

/// Every address of the table, each as if it were the victim's own, with the methods by which it could be forged.
fn targets(run: &str, key: &str) -> BTreeSet<(String, &'static str)> {
    ROUTES
        .iter()
        .flat_map(|row| {
            let id = if row.path.contains("/keys/{id}") { key } else { run };
            let path = row.path.replace("{slug}", "echo").replace("{id}", id).replace("{name}", "echo-1.txt");
            let path = path.replace("{message_id}", "echo").replace("{number}", "0").replace("{*path}", "none.css");
            let path = path.replace("{owner}", "own_x").replace("{sha256}", "0").replace("{token}", "x");
            assert!(!path.contains('{'), "{path}");
            // A form of another site posts wherever it likes.
            let own = (row.method != Verb::Get).then(|| row.method.as_str());
            std::iter::once("POST").chain(own).map(move |method| (path.clone(), method)).collect::<Vec<_>>()
        })
        .filter(|(path, _)| path != "/csp-reports")
        .collect()
}

/// What a forgery could have changed.
async fn belongings(ada: &Client) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in [
        "/api/v1/auth/me",
        "/api/v1/auth/preferences",
        "/api/v1/auth/sessions",
        "/api/v1/keys",
        "/api/v1/runs",
        "/api/v1/credits/balance",
    ] {
        seen.push(ada.get(path).await.expect(200));
    }
    seen
}

async fn nothing_is_changed_for_another_site(app: &App) {
    let ada = app.customer("ada").await;
    let run = ada.start(&json!({"text": "a", "steps": 1, "wait_ms": 1})).await;
    ada.settled(&run).await;
    let made = ada.make_key(&json!({"name": "own", "scopes": ["runs:read"]})).await;
    let key = made["key"]["id"].as_str().expect("an id");
    // A browser adds its cookies by itself; that is what makes the forgery worth trying.
    let session = cookie(app, "ada").await;
    let with_session =
        async || app.visitor().ask(Method::GET, "/api/v1/auth/me").header("cookie", &session).send().await;
    with_session().await.expect(200);
    let before = belongings(&ada).await;
    let targets = targets(&run, key);
    let visitor = app.visitor();
    for (path, method) in &targets {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        for (number, (name, value)) in FORGED.into_iter().enumerate() {
            for content_type in [CONTENT_TYPES[number % 4], CONTENT_TYPES[(number + 1) % 4]] {
                let forged = visitor.ask(method.clone(), path).header(name, value).header("cookie", &session);
                let answer = forged.body(content_type, "a=b").send().await;
                answer.expect_problem(403, "cross_site");
            }
        }
    }
    let named: BTreeSet<&str> = targets.iter().map(|(path, _)| path.as_str()).collect();
    let all: BTreeSet<&str> = ROUTES.iter().map(|row| row.path).collect();
    assert_eq!(named.len(), all.len() - 1, "every address but that of reports, which carry nothing of the viewer");
    assert_eq!(belongings(&ada).await, before);
    with_session().await.expect(200);
    // The same from our own page is carried out, so it was the site that was refused.
    let own = format!("http://{}", app.address);
    let asking = visitor.ask(Method::DELETE, &format!("/api/v1/keys/{key}")).header("cookie", &session);
    asking.header("origin", &own).send().await.expect(204);
}

async fn a_program_with_a_token_may_call_from_anywhere(app: &App) {
    let ada = app.customer("ada").await;
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/quote").header("origin", "https://tool.example");
    asking.send().await.expect(200);
    // With a cookie beside it, the browser might have sent it by itself.
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/quote").header("origin", "https://tool.example");
    asking.header("cookie", "session=x").send().await.expect_problem(403, "cross_site");
    let answer = ada.ask(Method::GET, "/api/v1/agents").header("origin", "https://tool.example").send().await;
    assert_eq!(answer.header("access-control-allow-origin"), None, "no page of another site reads an answer");
}
