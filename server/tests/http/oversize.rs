//! More than is taken: refused early, told why, and the server goes on.

use std::time::Duration;

use http::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::common::{App, on_both};

on_both!(
    a_body_too_large_is_refused,
    json_too_deep_is_refused,
    headers_and_addresses_too_long_are_refused,
    a_body_that_ends_early_starts_nothing,
);

async fn a_body_too_large_is_refused(app: &App) {
    let visitor = app.visitor();
    let large = json!({"login": "a".repeat(100_000), "password": "x"});
    visitor.post("/api/v1/auth/token", &large).await.expect_problem(413, "too_large");
    // Told in pieces, without a length.
    let pieces = futures::stream::iter((0..200).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1_000])));
    let asking = visitor.ask(Method::POST, "/api/v1/auth/token");
    asking.body("application/json", reqwest::Body::wrap_stream(pieces)).send().await.expect_problem(413, "too_large");
    let ada = app.customer("ada").await;
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", "k");
    let body = vec![b' '; 29_000_000];
    asking.body("application/json", body).send().await.expect_problem(413, "too_large");
    // Beyond the route's limit the length alone is refused: nothing of the body is waited for.
    let bearer = ada.bearer.unwrap_or_default();
    let announced =
        [("auth/token", 3_000_000_u64), ("agents/echo/quote", 3_000_000), ("agents/echo/runs", u64::MAX / 4)];
    for (path, length) in announced {
        let head = format!(
            "POST /api/v1/{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {bearer}\r\nIdempotency-Key: k\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
            app.address,
        );
        let line = raw(app, &head).await;
        assert!(line.contains(" 413 "), "{path}: {line:?}");
    }
}

async fn json_too_deep_is_refused(app: &App) {
    let ada = app.customer("ada").await;
    for (levels, code) in [(70, "too_deep"), (1_000, "malformed_json"), (10_000, "malformed_json")] {
        let text = format!("{{\"input\":{}1{}}}", "[".repeat(levels), "]".repeat(levels));
        let asking = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", "k");
        asking.body("application/json", text.clone()).send().await.expect_problem(400, code);
        let asking = ada.ask(Method::POST, "/api/v1/agents/echo/quote");
        asking.body("application/json", text).send().await.expect_problem(400, code);
    }
}

async fn raw(app: &App, head: &str) -> String {
    let mut stream = TcpStream::connect(app.address).await.expect("a connection");
    // The server may answer and close before all is written.
    _ = stream.write_all(head.as_bytes()).await;
    let mut answer = Vec::new();
    _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

async fn headers_and_addresses_too_long_are_refused(app: &App) {
    let host = app.address;
    let header = format!("GET /api/v1/agents HTTP/1.1\r\nHost: {host}\r\nX-Long: {}\r\n\r\n", "a".repeat(200_000));
    let many = "X-A: b\r\n".repeat(200);
    let many = format!("GET /api/v1/agents HTTP/1.1\r\nHost: {host}\r\n{many}\r\n");
    let long =
        format!("GET /api/v1/agents?q={} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", "a".repeat(200_000));
    for head in [header, many, long] {
        let line = raw(app, &head).await;
        assert!(
            line.contains(" 431 ") || line.contains(" 414 ") || line.contains(" 400 ") || line.is_empty(),
            "{line:?}"
        );
    }
    for head in ["GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /api/v1/agents HTTP/1.1\r\n\r\n", "\0\0\0\0\r\n\r\n"]
    {
        let line = raw(app, head).await;
        assert!(line.is_empty() || line.contains(" 4"), "{head:?}: {line:?}");
    }
    let both = format!(
        "POST /api/v1/auth/token HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\
         Content-Type: application/json\r\nConnection: close\r\n\r\n0\r\n\r\n"
    );
    assert!(raw(app, &both).await.contains(" 4"), "two lengths");
    app.visitor().get("/api/v1/agents").await.expect(200);
}

async fn a_body_that_ends_early_starts_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let token = ada.bearer.clone().unwrap_or_default();
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": 1_000_000}).to_string();
    let head = format!(
        "POST /api/v1/agents/echo/runs HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: k\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        app.address,
        body.len() + 10,
    );
    let mut stream = TcpStream::connect(app.address).await.expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("written");
    stream.shutdown().await.expect("half closed");
    let mut answer = Vec::new();
    _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(!String::from_utf8_lossy(&answer).contains(" 201 "));
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 0);
}
