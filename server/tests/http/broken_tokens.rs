//! A broken access token is refused, whatever is broken in it, and nobody learns what.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Method;
use serde_json::{Value, json};
use sha2::{Sha256, Sha384, Sha512};

use crate::common::app::SECRET;
use crate::common::people::PASSWORD;
use crate::common::{Answer, App, on_both};

on_both!(
    every_broken_token_gets_one_and_the_same_refusal,
    every_broken_session_gets_the_same_refusal,
    what_was_good_once_gets_the_same_refusal,
    every_broken_refresh_token_gets_one_and_the_same_refusal,
);

macro_rules! mac {
    ($hash:ty, $key:expr, $text:expr) => {{
        let mut mac = Hmac::<$hash>::new_from_slice($key).expect("a key of any length");
        mac.update($text);
        mac.finalize().into_bytes().to_vec()
    }};
}

/// HKDF (RFC 5869) as the server does it: one block, no salt.
fn key() -> Vec<u8> {
    let pseudorandom = mac!(Sha256, &[0; 32], SECRET);
    mac!(Sha256, &pseudorandom, &[b"guildhall access tokens 1".as_slice(), &[1]].concat())
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn signed(header: &Value, claims: &str, key: &[u8]) -> String {
    let text = format!("{}.{}", encoded(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = mac!(Sha256, key, text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut changed = claims.clone();
    changed[name] = value;
    changed
}

fn without(claims: &Value, name: &str) -> Value {
    let mut changed = claims.clone();
    changed.as_object_mut().expect("an object").shift_remove(name);
    changed
}

/// Claims that are wrong, under our own key: as if the key had signed something it never should.
fn wrong_claims(good: &Value, now: i64) -> Vec<Value> {
    let mut wrong = Vec::new();
    for name in ["iss", "aud", "sub", "sid", "iat", "nbf", "exp"] {
        wrong.push(without(good, name));
        let is_number = good[name].is_number();
        let other = if is_number { json!(good[name].to_string()) } else { json!(7) };
        for value in [Value::Null, json!(true), json!([good[name]]), json!({"a": good[name]}), other] {
            wrong.push(with(good, name, value));
        }
        if is_number {
            wrong.push(with(good, name, json!(-1.5)));
        } else {
            wrong.push(with(good, name, json!("")));
            wrong.push(with(good, name, json!(format!("{} ", good[name].as_str().unwrap_or_default()))));
        }
    }
    wrong.push(with(good, "exp", json!(now)));
    wrong.push(with(good, "exp", json!(now - 1)));
    wrong.push(with(good, "exp", json!(0)));
    wrong.push(with(good, "nbf", json!(now + 60)));
    wrong.push(with(good, "iat", json!(now + 60)));
    wrong.push(with(good, "iss", json!("https://accounts.example")));
    wrong.push(with(good, "aud", json!("guildhall")));
    wrong.push(with(good, "sub", json!("usr_00000000000000000000000007")));
    wrong.push(with(good, "sub", json!("own_00000000000000000000000001")));
    wrong.push(with(good, "sub", json!("admin")));
    wrong.push(with(good, "sid", json!("fam_00000000000000000000000007")));
    wrong.push(with(good, "sid", good["sub"].clone()));
    wrong.push(with(good, "role", json!("super_admin")));
    wrong
}

fn broken(token: &str, refresh_token: &str, now: i64) -> Vec<String> {
    let key = key();
    let parts: Vec<&str> = token.split('.').collect();
    let claims = URL_SAFE_NO_PAD.decode(parts[1]).expect("base 64");
    let good: Value = serde_json::from_slice(&claims).expect("claims");
    let header = json!({"typ": "JWT", "alg": "HS256"});
    let text = good.to_string();
    // The positive control: this is how ours are made.
    assert_eq!(
        signed(&header, std::str::from_utf8(&claims).expect("UTF-8"), &key),
        token,
        "the forger knows the format"
    );

    let mut broken: Vec<String> =
        wrong_claims(&good, now).iter().map(|claims| signed(&header, &claims.to_string(), &key)).collect();
    // A name twice: two readers could each see another person.
    let twice = text.replacen("\"sub\"", "\"sub\":\"usr_00000000000000000000000007\",\"sub\"", 1);
    broken.push(signed(&header, &twice, &key));
    broken.push(signed(&header, &format!("{text}{text}"), &key));
    broken.push(signed(&header, "[]", &key));
    broken.push(signed(&header, "null", &key));
    // Another algorithm, or none.
    for alg in ["none", "None", "nOnE", "NONE", "", "HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "hs256"] {
        let header = json!({"typ": "JWT", "alg": alg});
        broken.push(format!("{}.{}.", encoded(&header), parts[1]));
        broken.push(signed(&header, &text, &key));
    }
    let longer = |alg: &str| format!("{}.{}", encoded(&json!({"typ": "JWT", "alg": alg})), parts[1]);
    let (of_384, of_512) = (longer("HS384"), longer("HS512"));
    broken.push(format!("{of_384}.{}", URL_SAFE_NO_PAD.encode(mac!(Sha384, &key, of_384.as_bytes()))));
    broken.push(format!("{of_512}.{}", URL_SAFE_NO_PAD.encode(mac!(Sha512, &key, of_512.as_bytes()))));
    broken.push(signed(&json!({"typ": "JWT"}), &text, &key));
    broken.push(signed(&json!({"typ": "JWT", "alg": 256}), &text, &key));
    // Another key, brought along or pointed at.
    let foreign = b"the key of somebody else entirely";
    for header in [
        header.clone(),
        json!({"alg": "HS256", "kid": "../../dev/null"}),
        json!({"alg": "HS256", "jku": "https://evil.example/keys"}),
        json!({"alg": "HS256", "x5u": "https://evil.example/cert"}),
        json!({"alg": "HS256", "jwk": {"kty": "oct", "k": URL_SAFE_NO_PAD.encode(foreign)}}),
    ] {
        broken.push(signed(&header, &text, foreign));
    }
    for weak in [b"".as_slice(), &[0; 32], b"secret", SECRET] {
        broken.push(signed(&header, &text, weak));
    }
    // Bits turned, parts cut, moved or doubled.
    for place in (parts[0].len() + 3..token.len()).step_by(29) {
        let mut bytes = token.as_bytes().to_vec();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        broken.push(String::from_utf8(bytes).expect("ASCII"));
    }
    let standard = STANDARD.encode(URL_SAFE_NO_PAD.decode(parts[2]).expect("base 64"));
    broken.extend([
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[1], parts[0], parts[2]),
        format!("{token}.{}", parts[2]),
        format!("{token}="),
        format!("{}.{}.{standard}", parts[0], parts[1]),
        format!(".{token}"),
        format!("{token}.{token}"),
        token[..token.len() - 2].to_owned(),
        token.to_uppercase(),
        format!("{token} {token}"),
        format!("\"{token}\""),
        "a".to_owned(),
        "a.b.c".to_owned(),
        "...".to_owned(),
        "null".to_owned(),
        "undefined".to_owned(),
        "x".repeat(3_000),
        "x".repeat(5_000),
        format!("{token}{}", "A".repeat(10_000)),
        "x".repeat(60_000),
        format!("{token}\u{e9}"),
        format!("{token}%00"),
        format!("{token}\tA"),
        refresh_token.to_owned(),
    ]);
    broken
}

async fn every_broken_token_gets_one_and_the_same_refusal(app: &App) {
    let ada = app.customer("ada").await;
    let token = ada.bearer.clone().expect("a token");
    let tokens = app.visitor().tokens("ada").await;
    let now = app.clock.now().as_micros() / 1_000_000;
    let mut headers: Vec<String> = broken(&token, tokens["refresh_token"].as_str().expect("a token"), now)
        .iter()
        .map(|token| format!("Bearer {token}"))
        .collect();
    headers.extend(["Bearer", "Bearer ", "Basic YTpi", ""].map(str::to_owned));
    headers.extend([format!("Basic {token}"), format!("Token {token}"), token.clone(), format!("Bearer{token}")]);
    assert!(headers.len() >= 80, "{} tokens", headers.len());

    let visitor = app.visitor();
    let ask =
        async |value: &str| visitor.ask(Method::GET, "/api/v1/auth/me").header("authorization", value).send().await;
    let first = ask("Bearer broken").await;
    first.expect_problem(401, "unauthenticated");
    for value in &headers {
        let answer = ask(value).await;
        assert_eq!(answer.without_request_id(), first.without_request_id(), "{value}");
        // An access token is no API key either, broken or whole.
        let key = value.strip_prefix("Bearer ").unwrap_or(value);
        let as_key = visitor.ask(Method::GET, "/api/v1/auth/me").header("x-api-key", key).send().await;
        assert_eq!(as_key.without_request_id(), first.without_request_id(), "as a key: {value}");
    }
    ask(&format!("Bearer {token}")).await.expect(200);
}

/// Who asks with that cookie.
async fn with_cookie(app: &App, cookie: &str) -> Answer {
    app.visitor().ask(Method::GET, "/api/v1/auth/me").header("cookie", cookie).send().await
}

async fn refusal(app: &App) -> String {
    let refused = app.visitor().get("/api/v1/auth/me").await;
    refused.expect_problem(401, "unauthenticated");
    refused.without_request_id()
}

async fn every_broken_session_gets_the_same_refusal(app: &App) {
    let ada = app.customer("ada").await;
    let good = app.page_session("ada", "a test").await.token().to_owned();
    let tokens = app.visitor().tokens("ada").await;
    let text = |name: &str| tokens[name].as_str().expect("a token").to_owned();
    let mut values = vec![
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "undefined".to_owned(),
        "0".to_owned(),
        "true".to_owned(),
        "[]".to_owned(),
        "%00".to_owned(),
        format!("{good}%00"),
        format!("\"{good}"),
        format!("{good}="),
        format!("{good}A"),
        format!("A{good}"),
        format!("{good}{good}"),
        good[1..].to_owned(),
        good[..42].to_owned(),
        good.to_uppercase(),
        good.to_lowercase(),
        good.chars().rev().collect(),
        format!("Bearer {good}"),
        format!("{good}, {good}"),
        "A".repeat(43),
        "-".repeat(43),
        "x".repeat(3_000),
        "x".repeat(5_000),
        "x".repeat(10_000),
        store::blobs::sha256(good.as_bytes()),
        STANDARD.encode(good.as_bytes()),
        text("access_token"),
        text("refresh_token"),
        ada.bearer.clone().expect("a token"),
        "' OR '1'='1".to_owned(),
        "ses_00000000000000000000000007".to_owned(),
        "usr_00000000000000000000000007".to_owned(),
    ];
    for place in (0..good.len()).step_by(3) {
        let mut bytes = good.clone().into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        values.push(String::from_utf8(bytes).expect("ASCII"));
    }
    let mut cookies: Vec<String> = values.iter().map(|value| format!("session={value}")).collect();
    // Under another name: that of production means nothing here, and the others never do.
    for name in
        ["__Host-session", "__Secure-session", "Session", "SESSION", "sessions", "sign_in", "theme", "device", ""]
    {
        cookies.push(format!("{name}={good}"));
    }
    cookies.extend([good.clone(), format!("session {good}"), "session".to_owned(), "=".to_owned(), ";;;".to_owned()]);
    let expected = refusal(app).await;
    for cookie in &cookies {
        assert_eq!(with_cookie(app, cookie).await.without_request_id(), expected, "{cookie}");
    }
    with_cookie(app, &format!("session={good}")).await.expect(200);
    // A good session does not make up for a broken token beside it.
    let both = app.visitor().ask(Method::GET, "/api/v1/auth/me").header("cookie", &format!("session={good}"));
    assert_eq!(both.header("authorization", "Bearer broken").send().await.without_request_id(), expected);
}

async fn what_was_good_once_gets_the_same_refusal(app: &App) {
    let expected = refusal(app).await;
    let is_refused = async |client: &crate::common::Client, why: &str| {
        assert_eq!(client.get("/api/v1/auth/me").await.without_request_id(), expected, "{why}");
    };
    app.customer("ada").await;
    let tokens = app.visitor().tokens("ada").await;
    let signed_out = app.visitor().with_bearer(tokens["access_token"].as_str().expect("a token"));
    signed_out.get("/api/v1/auth/me").await.expect(200);
    let body = json!({"refresh_token": tokens["refresh_token"]});
    app.visitor().post("/api/v1/auth/logout", &body).await.expect(204);
    is_refused(&signed_out, "signed out").await;

    let session_token = app.page_session("ada", "a test").await.token().to_owned();
    let cookie = format!("session={session_token}");
    with_cookie(app, &cookie).await.expect(200);
    app.visitor().ask(Method::POST, "/sign-out").header("cookie", &cookie).unjudged().send().await;
    assert_eq!(with_cookie(app, &cookie).await.without_request_id(), expected, "a session that was ended");

    let suspended = app.customer("bob").await;
    let cookie = format!("session={}", app.page_session("bob", "a test").await.token().to_owned());
    app.suspend("bob").await;
    is_refused(&suspended, "suspended").await;
    assert_eq!(with_cookie(app, &cookie).await.without_request_id(), expected, "a session of somebody suspended");

    // Under the key of a secret that was replaced and is gone.
    let other = app.beside(b"another secret that only tests may know", None).await;
    let origin = service::account::Origin { address: [127, 0, 0, 1].into(), user_agent: String::new(), marks: None };
    let foreign = service::account::issue_tokens(&other, "ada", PASSWORD, None, &origin).await;
    let foreign = foreign.unwrap_or_else(|error| panic!("{error}"));
    is_refused(&app.visitor().with_bearer(&foreign.access_token), "another secret's").await;
    other.close().await;
}

async fn every_broken_refresh_token_gets_one_and_the_same_refusal(app: &App) {
    let ada = app.customer("ada").await;
    let tokens = app.visitor().tokens("ada").await;
    let good = tokens["refresh_token"].as_str().expect("a token");
    let key = ada.make_key(&json!({"name": "own", "scopes": ["account:read"]})).await;
    let mut broken = vec![
        " ".to_owned(),
        "null".to_owned(),
        "0".to_owned(),
        "x".to_owned(),
        good[1..].to_owned(),
        format!("{good}A"),
        format!("{good}="),
        format!(" {good}"),
        format!("{good}{good}"),
        good.to_uppercase(),
        good.to_lowercase(),
        good.chars().rev().collect(),
        "A".repeat(43),
        "x".repeat(5_000),
        "x".repeat(60_000),
        store::blobs::sha256(good.as_bytes()),
        STANDARD.encode(good.as_bytes()),
        app.page_session("ada", "a test").await.token().to_owned(),
        tokens["access_token"].as_str().expect("a token").to_owned(),
        key["token"].as_str().expect("a token").to_owned(),
        "fam_00000000000000000000000007".to_owned(),
        "' OR '1'='1".to_owned(),
    ];
    for place in (0..good.len()).step_by(4) {
        let mut bytes = good.as_bytes().to_vec();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        broken.push(String::from_utf8(bytes).expect("ASCII"));
    }
    let refresh =
        async |token: &str| app.visitor().post("/api/v1/auth/refresh", &json!({"refresh_token": token})).await;
    let first = refresh("broken").await;
    first.expect_problem(401, "bad_refresh_token");
    for token in &broken {
        assert_eq!(refresh(token).await.without_request_id(), first.without_request_id(), "{token}");
    }
    // What is no text that a token could be is told by its field, and what is too long by its length.
    for (value, misfit) in [(json!("a\u{0}"), "nul"), (json!(null), "required"), (json!(7), "not_a_text")] {
        let answer = app.visitor().post("/api/v1/auth/refresh", &json!({"refresh_token": value})).await;
        assert_eq!(answer.misfits(), [format!("refresh_token:{misfit}")]);
    }
    refresh(&"x".repeat(1_000_000)).await.expect_problem(413, "too_large");
    refresh(good).await.expect(200);
}
