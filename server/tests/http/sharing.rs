//! Pages of other origins call the API where the configuration lists them, without cookies; our own name is asked for.

use http::Method;
use serde_json::json;

use crate::common::{App, Options, on_both};

const TOOLS: &str = "https://tools.example";

on_both!(with shared => a_listed_origin_asks_and_reads_with_a_key, another_origin_does_not, only_our_own_host_is_answered);

fn shared() -> Options {
    Options { shared_with: vec![TOOLS.parse().expect("an origin")], ..Options::default() }
}

async fn a_listed_origin_asks_and_reads_with_a_key(app: &App) {
    let ada = app.customer("ada").await;
    let made = ada.make_key(&json!({"name": "a", "scopes": ["runs:read"]})).await;
    let visitor = app.visitor();
    let preflight = visitor.ask(Method::OPTIONS, "/api/v1/runs").unjudged().header("origin", TOOLS);
    let preflight = preflight.header("access-control-request-method", "GET");
    let preflight = preflight.header("access-control-request-headers", "x-api-key,idempotency-key").send().await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, Some(TOOLS)));
    assert_eq!(preflight.header("access-control-allow-credentials"), None);
    let allowed = preflight.header("access-control-allow-headers").unwrap_or_default().to_lowercase();
    assert!(allowed.contains("x-api-key") && allowed.contains("idempotency-key"), "{allowed}");

    let asking = visitor.ask(Method::GET, "/api/v1/runs").header("origin", TOOLS);
    let answer = asking.header("x-api-key", made["token"].as_str().expect("a text")).send().await;
    answer.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some(TOOLS));
    let told = answer.header("access-control-expose-headers").unwrap_or_default().to_lowercase();
    assert!(told.contains("x-ratelimit-remaining") && told.contains("x-request-id"), "{told}");
    let refused = visitor.ask(Method::GET, "/api/v1/runs").header("origin", TOOLS).send().await;
    refused.expect_problem(401, "unauthenticated");
    assert_eq!(refused.header("access-control-allow-origin"), Some(TOOLS), "it may read why");
    // With a cookie, the browser might have sent it by itself.
    let asking = visitor.ask(Method::POST, "/api/v1/agents/echo/quote").header("origin", TOOLS);
    asking.header("cookie", "session=x").send().await.expect_problem(403, "cross_site");
}

async fn another_origin_does_not(app: &App) {
    let visitor = app.visitor();
    for (path, origin) in [
        ("/api/v1/agents", "https://evil.example"),
        ("/api/v1/agents", "http://tools.example"),
        ("/api/v1/agents", "null"),
        ("/agents", TOOLS),
        ("/health", TOOLS),
    ] {
        let answer = visitor.ask(Method::GET, path).unjudged().header("origin", origin).send().await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, None), "{path} {origin}");
    }
    let preflight = visitor.ask(Method::OPTIONS, "/agents").unjudged().header("origin", TOOLS);
    assert_eq!(preflight.header("access-control-request-method", "GET").send().await.status, 405);
}

async fn only_our_own_host_is_answered(app: &App) {
    let visitor = app.visitor();
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "tools.example"] {
        for (method, path) in [(Method::GET, "/api/v1/agents"), (Method::GET, "/"), (Method::POST, "/sign-in")] {
            let refused = visitor.ask(method.clone(), path).unjudged().header("host", host).send().await;
            assert_eq!(refused.status, 421, "{host} {method} {path}");
        }
        // A preflight under a foreign name is refused before it is answered.
        let preflight = visitor.ask(Method::OPTIONS, "/api/v1/agents").unjudged().header("host", host);
        let preflight = preflight.header("origin", TOOLS).header("access-control-request-method", "GET").send().await;
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (421, None), "{host}");
    }
    visitor.ask(Method::GET, "/api/v1/agents").header("host", "localhost").send().await.expect(200);
}
