//! Opening a WebSocket: what a browser can be made to send by another site's page is not enough.

use domain::time::Micros;
use http::Method;
use serde_json::json;

use crate::common::socket::open;
use crate::common::{Answer, App, Client, Options, on_both, people};

on_both!(with by_hand => a_browser_needs_cookie_origin_and_ticket, a_program_needs_its_header);

fn by_hand() -> Options {
    Options::by_hand()
}

const HANDSHAKE: [(&str, &str); 4] = [
    ("connection", "upgrade"),
    ("upgrade", "websocket"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
];

/// A handshake whose refusal can be read.
async fn handshake(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut asking = client.ask(Method::GET, path);
    for (name, value) in HANDSHAKE.iter().chain(headers) {
        asking = asking.header(name, value);
    }
    asking.send().await
}

/// The cookie of a browser that signed in.
pub(crate) async fn cookie(app: &App, login: &str) -> String {
    let form = format!("login={login}&password={}", people::PASSWORD);
    let signing_in = app.visitor().ask(Method::POST, "/sign-in").body("application/x-www-form-urlencoded", form);
    let signed_in = signing_in.unjudged().send().await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    let cookie = signed_in.header("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
    cookie.to_owned()
}

pub(crate) async fn ticket(app: &App, cookie: &str) -> String {
    let origin = format!("http://{}", app.address);
    let asking = app.visitor().ask(Method::POST, "/api/v1/ws/ticket").header("cookie", cookie);
    let answer = asking.header("origin", &origin).send().await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer.expect(201)["ticket"].as_str().expect("a ticket").to_owned()
}

async fn a_browser_needs_cookie_origin_and_ticket(app: &App) {
    app.customer("ada").await;
    app.customer("bob").await;
    let (ada, bob) = (cookie(app, "ada").await, cookie(app, "bob").await);
    let own = format!("http://{}", app.address);
    let visitor = app.visitor();
    let path = |ticket: &str| format!("/ws?ticket={ticket}");

    let fresh = ticket(app, &ada).await;
    let with = |origin: &'static str| [("cookie", ada.clone()), ("origin", origin.to_owned())];
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", ""] {
        let headers = with(origin);
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        handshake(&visitor, &path(&fresh), &headers).await.expect_problem(403, "cross_site");
    }
    handshake(&visitor, &path(&fresh), &[("cookie", &ada)]).await.expect_problem(403, "cross_site");
    handshake(&visitor, &path(&fresh), &[("origin", &own)]).await.expect_problem(401, "unauthenticated");
    let mine = [("cookie", ada.as_str()), ("origin", own.as_str())];
    let long = "x".repeat(5_000);
    for bad in ["", "x", "%00", long.as_str()] {
        let refused = handshake(&visitor, &path(bad), &mine).await;
        assert!(matches!(refused.status, 400 | 403), "{}", refused.text());
    }
    handshake(&visitor, "/ws", &mine).await.expect_problem(403, "bad_ticket");
    // Somebody else's ticket opens nothing, and is not used up by the attempt.
    let foreign = [("cookie", bob.as_str()), ("origin", own.as_str())];
    handshake(&visitor, &path(&fresh), &foreign).await.expect_problem(403, "bad_ticket");

    let mut socket = open(app.address, &path(&fresh), &mine).await.expect("opens");
    assert_eq!(socket.ask(&json!({"type": "ping"})).await["type"], "pong");
    handshake(&visitor, &path(&fresh), &mine).await.expect_problem(403, "bad_ticket");

    let late = ticket(app, &ada).await;
    let in_time = ticket(app, &ada).await;
    app.clock.advance(Micros::seconds(29));
    open(app.address, &path(&in_time), &mine).await.expect("in time");
    app.clock.advance(Micros::seconds(1));
    handshake(&visitor, &path(&late), &mine).await.expect_problem(403, "bad_ticket");

    // Of twenty that use one at once, one wins.
    let once = path(&ticket(app, &ada).await);
    let tries = (0..20).map(|_| open(app.address, &once, &mine));
    let tries = futures::future::join_all(tries.collect::<Vec<_>>()).await;
    assert_eq!(tries.iter().filter(|attempt| attempt.is_ok()).count(), 1);
}

async fn a_program_needs_its_header(app: &App) {
    let ada = app.customer("ada").await;
    ada.socket().await;
    assert_eq!(open(app.address, "/ws", &[]).await.err(), Some(401));
    assert_eq!(open(app.address, "/ws", &[("authorization", "Bearer x")]).await.err(), Some(401));
    handshake(&ada, "/ws", &[("origin", "https://evil.example")]).await.expect_problem(403, "cross_site");
    handshake(&ada, "/ws?ticket=x", &[]).await.expect_problem(403, "bad_ticket");
    handshake(&ada, "/ws?token=x", &[]).await.expect_problem(400, "unknown_parameter");
    // Not a handshake at all.
    let plain = ada.get("/ws").await;
    assert!(matches!(plain.status, 400 | 426), "{}", plain.text());
}
