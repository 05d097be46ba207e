//! A key that is none is refused like any broken token: one and the same answer, whatever is wrong with it.

use domain::key::Token;
use domain::time::Micros;
use http::Method;
use serde_json::json;

use crate::common::{Answer, App, Options, on_both};

on_both!(with by_hand => every_bad_key_gets_one_and_the_same_refusal, a_foreign_key_answers_like_a_missing_one);

fn by_hand() -> Options {
    Options::by_hand()
}

fn unwell_made(good: &str) -> Vec<String> {
    let mut bad: Vec<String> = (8..good.len())
        .map(|place| {
            let mut bytes = good.as_bytes().to_vec();
            bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
            String::from_utf8(bytes).expect("ASCII")
        })
        .collect();
    bad.extend([
        Token::of_bits([3; 32]).expose().to_owned(),
        good[..good.len() - 1].to_owned(),
        format!("{good}0"),
        format!("{good}{good}"),
        good.replace("gh_live_", "gh_test_"),
        good.replace("gh_live_", "GH_LIVE_"),
        good.to_lowercase(),
        good.to_uppercase(),
        "gh_live_".to_owned(),
        format!("gh_live_{}", "0".repeat(49)),
        format!("gh_live_{}", "x".repeat(3_000)),
        format!("gh_live_{}", "x".repeat(6_000)),
        format!("\"{good}\""),
        format!("{good},{good}"),
    ]);
    bad
}

async fn every_bad_key_gets_one_and_the_same_refusal(app: &App) {
    let ada = app.customer("ada").await;
    let access_token = ada.bearer.clone().expect("a token");
    let make = async |name: &str, more: serde_json::Value| {
        let mut body = json!({"name": name, "scopes": ["account:read"]});
        body.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        let made = ada.make_key(&body).await;
        let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        (text(&made["key"]["id"]), text(&made["token"]))
    };
    let (_, good) = make("good", json!({})).await;
    let (revoked_id, revoked) = make("revoked", json!({})).await;
    let (replaced_id, replaced) = make("replaced", json!({})).await;
    let end = app.clock.now().plus(Micros::hours(1)).to_rfc3339();
    let (_, expired) = make("expired", json!({"expires_at": end})).await;

    let visitor = app.visitor();
    let ask = async |name: &str, value: &str| -> Answer {
        visitor.ask(Method::GET, "/api/v1/auth/me").header(name, value).send().await
    };
    for key in [&good, &revoked, &replaced, &expired] {
        ask("x-api-key", key).await.expect(200);
        ask("authorization", &format!("Bearer {key}")).await.expect(200);
    }
    ada.ask(Method::DELETE, &format!("/api/v1/keys/{revoked_id}")).send().await.expect(204);
    ada.post(&format!("/api/v1/keys/{replaced_id}/regenerate"), &json!({})).await.expect(200);
    app.clock.advance(Micros::hours(1));

    let first = ask("x-api-key", "broken").await;
    first.expect_problem(401, "unauthenticated");
    let mut bad = unwell_made(&good);
    bad.extend([revoked, replaced, expired]);
    for key in &bad {
        for (name, value) in [("x-api-key", key.clone()), ("authorization", format!("Bearer {key}"))] {
            assert_eq!(ask(name, &value).await.without_request_id(), first.without_request_id(), "{name}: {value}");
        }
    }
    for value in ["", " ", access_token.as_str(), &format!("Bearer {good}"), "null"] {
        assert_eq!(ask("x-api-key", value).await.without_request_id(), first.without_request_id(), "{value}");
    }
    // Two at once: nobody can tell which was meant.
    let both = visitor.ask(Method::GET, "/api/v1/auth/me").header("x-api-key", &good);
    let both = both.header("authorization", &format!("Bearer {good}")).send().await;
    assert_eq!(both.without_request_id(), first.without_request_id());
    ask("x-api-key", &good).await.expect(200);
}

async fn a_foreign_key_answers_like_a_missing_one(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let made = ada.make_key(&json!({"name": "canary-of-ada", "scopes": ["runs:read"]})).await;
    let id = made["key"]["id"].as_str().expect("an id").to_owned();
    let missing = "key_00000000000000000000000007";
    let answers = async |id: &str| {
        let mut told = Vec::new();
        for (method, path, body) in [
            (Method::PATCH, format!("/api/v1/keys/{id}"), json!({"name": "mine"})),
            (Method::DELETE, format!("/api/v1/keys/{id}"), json!({})),
            (Method::POST, format!("/api/v1/keys/{id}/regenerate"), json!({})),
        ] {
            let answer = bob.ask(method, &path).json(&body).send().await;
            answer.expect_problem(404, "not_found");
            told.push(answer.without_request_id());
        }
        told
    };
    let expected = answers(missing).await;
    for id in [id.as_str(), "key_x", "run_00000000000000000000000007", "%00", &id.to_uppercase()] {
        assert_eq!(answers(id).await, expected, "{id}");
    }
    assert!(!bob.get("/api/v1/keys").await.text().contains("canary"));
    let kept = ada.get("/api/v1/keys").await.expect(200);
    assert_eq!(kept["data"][0], made["key"], "nothing of it was changed");
}
