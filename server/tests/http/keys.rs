//! API keys by REST and by the page: made, told once, listed, changed, replaced, ended.

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};

use crate::common::{App, Client, Options, on_both};

on_both!(with by_hand =>
    a_key_is_told_once_and_listed_without_its_text,
    what_does_not_fit_is_named_and_nothing_is_made,
    a_key_is_changed_in_parts,
    regenerating_keeps_all_but_the_text,
    a_key_manages_nothing,
    a_key_never_widens_what_its_owner_may,
    the_last_use_is_noted_to_the_minute,
    there_are_fifty_at_most,
    the_page_makes_shows_once_and_revokes,
);

fn by_hand() -> Options {
    Options::by_hand()
}

fn id(made: &Value) -> String {
    made["key"]["id"].as_str().expect("an id").to_owned()
}

async fn listed(client: &Client) -> Vec<Value> {
    client.get("/api/v1/keys").await.expect(200)["data"].as_array().expect("a list").clone()
}

async fn a_key_is_told_once_and_listed_without_its_text(app: &App) {
    let ada = app.customer("ada").await;
    let end = app.clock.now().plus(Micros::days(30)).to_rfc3339();
    let body = json!({
        "name": " Nightly import ", "scopes": ["runs:write", "runs:read"], "expires_at": end,
        "cap": {"microcredits": 5_000_000, "period": "month"}, "requests_per_minute": 5,
    });
    let answer = ada.post("/api/v1/keys", &body).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let made = answer.expect(201);
    let token = made["token"].as_str().expect("a text");
    assert!(token.len() == 57 && token.starts_with(made["key"]["hint"].as_str().expect("a hint")));
    assert_eq!(made["key"]["name"], "Nightly import");
    assert_eq!(made["key"]["scopes"], json!(["runs:read", "runs:write"]));
    assert_eq!(made["key"]["cap"], body["cap"]);
    assert_eq!(made["key"]["spent_microcredits"], 0);
    assert_eq!(listed(&ada).await, [made["key"].clone()]);
    assert!(!ada.get("/api/v1/keys").await.text().contains(token));
    ada.with_bearer(token).get("/api/v1/runs").await.expect(200);

    let path = format!("/api/v1/keys/{}", id(&made));
    ada.ask(Method::DELETE, &path).send().await.expect(204);
    assert_eq!(listed(&ada).await, Vec::<Value>::new());
    ada.with_bearer(token).get("/api/v1/runs").await.expect_problem(401, "unauthenticated");
    ada.ask(Method::DELETE, &path).send().await.expect_problem(404, "not_found");
    // Its name is free again.
    ada.make_key(&json!({"name": "Nightly import", "scopes": ["runs:read"]})).await;
}

async fn what_does_not_fit_is_named_and_nothing_is_made(app: &App) {
    let ada = app.customer("ada").await;
    let good = json!({"name": "a", "scopes": ["runs:read"]});
    let past = app.clock.now().to_rfc3339();
    for (name, value, misfit) in [
        ("name", json!(""), "name:required"),
        ("name", json!("x".repeat(61)), "name:length"),
        ("name", json!("a\u{0}"), "name:nul"),
        ("name", json!(7), "name:not_a_text"),
        ("scopes", json!([]), "scopes:required"),
        ("scopes", json!(["everything"]), "scopes:unknown_scope"),
        ("scopes", json!("runs:read"), "scopes:unknown_scope"),
        ("scopes", json!([1]), "scopes:unknown_scope"),
        ("expires_at", json!(past), "expires_at:in_the_past"),
        ("expires_at", json!("9999-01-01T00:00:00Z"), "expires_at:too_late"),
        ("expires_at", json!("tomorrow"), "expires_at:not_a_time"),
        ("cap", json!(5), "cap:not_an_object"),
        ("cap", json!({"microcredits": -1, "period": "total"}), "cap:out_of_range"),
        ("cap", json!({"microcredits": 1.5, "period": "total"}), "cap.microcredits:not_whole"),
        ("cap", json!({"microcredits": 1, "period": "week"}), "cap.period:unknown_period"),
        ("cap", json!({"microcredits": 1, "period": "total", "a": 1}), "cap:unknown_field"),
        ("requests_per_minute", json!(0), "requests_per_minute:out_of_range"),
        ("requests_per_minute", json!(-1), "requests_per_minute:not_whole"),
        ("owner_id", json!("own_00000000000000000000000007"), "owner_id:unknown_field"),
    ] {
        let mut body = good.clone();
        body[name] = value;
        assert_eq!(ada.post("/api/v1/keys", &body).await.misfits(), [misfit], "{body}");
    }
    assert_eq!(listed(&ada).await, Vec::<Value>::new());
    ada.make_key(&good).await;
    assert_eq!(ada.post("/api/v1/keys", &good).await.misfits(), ["name:taken"]);
    app.customer("bob").await.make_key(&good).await;
    app.visitor().post("/api/v1/keys", &good).await.expect_problem(401, "unauthenticated");
}

async fn a_key_is_changed_in_parts(app: &App) {
    let ada = app.customer("ada").await;
    let end = app.clock.now().plus(Micros::days(1)).to_rfc3339();
    let body = json!({"name": "a", "scopes": ["runs:read"], "expires_at": end, "requests_per_minute": 3});
    let made = ada.make_key(&body).await;
    ada.make_key(&json!({"name": "b", "scopes": ["runs:read"]})).await;
    let path = format!("/api/v1/keys/{}", id(&made));
    let change = async |body: Value| ada.ask(Method::PATCH, &path).json(&body).send().await;

    assert_eq!(change(json!({})).await.expect(200), made["key"]);
    let changed = change(json!({"name": "c", "expires_at": null, "scopes": ["credits:read"]})).await.expect(200);
    assert_eq!((&changed["name"], &changed["scopes"]), (&json!("c"), &json!(["credits:read"])));
    assert_eq!((&changed["expires_at"], &changed["requests_per_minute"]), (&Value::Null, &json!(3)));
    let key = ada.with_bearer(made["token"].as_str().expect("a text"));
    key.get("/api/v1/credits/balance").await.expect(200);
    key.get("/api/v1/runs").await.expect_problem(403, "missing_scope");

    assert_eq!(change(json!({"name": "b"})).await.misfits(), ["name:taken"]);
    assert_eq!(change(json!({"name": null})).await.misfits(), ["name:required"]);
    assert_eq!(change(json!({"scopes": null})).await.misfits(), ["scopes:unknown_scope"]);
    assert_eq!(change(json!({"token": "x"})).await.misfits(), ["token:unknown_field"]);
    // One whose time is over may be renamed, and given more time.
    change(json!({"expires_at": end})).await.expect(200);
    app.clock.advance(Micros::days(1));
    let ada = app.visitor().with_bearer(app.visitor().tokens("ada").await["access_token"].as_str().expect("a token"));
    let change = async |body: Value| ada.ask(Method::PATCH, &path).json(&body).send().await;
    key.get("/api/v1/credits/balance").await.expect_problem(401, "unauthenticated");
    change(json!({"name": "d"})).await.expect(200);
    change(json!({"expires_at": app.clock.now().plus(Micros::days(1)).to_rfc3339()})).await.expect(200);
    key.get("/api/v1/credits/balance").await.expect(200);
}

async fn regenerating_keeps_all_but_the_text(app: &App) {
    let ada = app.customer("ada").await;
    let made = ada.make_key(&json!({"name": "a", "scopes": ["account:read"], "requests_per_minute": 3})).await;
    let path = format!("/api/v1/keys/{}/regenerate", id(&made));
    let again = ada.ask(Method::POST, &path).send().await.expect(200);
    assert_ne!(again["token"], made["token"]);
    let mut kept = made["key"].clone();
    kept["hint"] = again["key"]["hint"].clone();
    assert_eq!(again["key"], kept);
    let me = async |made: &Value| ada.with_bearer(made["token"].as_str().expect("a text")).get("/api/v1/auth/me").await;
    me(&made).await.expect_problem(401, "unauthenticated");
    me(&again).await.expect(200);
}

async fn a_key_manages_nothing(app: &App) {
    let ada = app.customer("ada").await;
    let made = ada.make_key(&json!({"name": "a", "scopes": crate::common::keys::SCOPES})).await;
    let key = ada.with_bearer(made["token"].as_str().expect("a text"));
    let path = format!("/api/v1/keys/{}", id(&made));
    for (method, path) in [
        (Method::GET, "/api/v1/keys".to_owned()),
        (Method::POST, "/api/v1/keys".to_owned()),
        (Method::PATCH, path.clone()),
        (Method::DELETE, path.clone()),
        (Method::POST, format!("{path}/regenerate")),
    ] {
        let asking = key.ask(method, &path).json(&json!({"name": "b", "scopes": ["runs:read"]}));
        asking.send().await.expect_problem(403, "not_for_keys");
    }
    assert_eq!(listed(&ada).await.len(), 1);
}

async fn a_key_never_widens_what_its_owner_may(app: &App) {
    let newcomer = app.newcomer("newcomer").await;
    let key = newcomer.with_key("a", &crate::common::keys::SCOPES).await;
    key.get("/api/v1/runs").await.expect(200);
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": 1_000_000});
    key.start_with("echo", "one", &body).await.expect_problem(403, "unverified");
    // The quote of a key that may not see the balance does not tell it.
    let ada = app.customer("ada").await;
    let (blind, seeing) =
        (ada.with_key("blind", &["runs:read"]).await, ada.with_key("seeing", &["credits:read"]).await);
    let quote = async |client: &Client| client.post("/api/v1/agents/echo/quote", &json!({})).await.expect(200);
    assert_eq!(quote(&blind).await["available_microcredits"], Value::Null);
    assert_eq!(quote(&seeing).await["available_microcredits"], 100_000_000);
}

async fn the_last_use_is_noted_to_the_minute(app: &App) {
    let ada = app.customer("ada").await;
    let key = ada.with_key("a", &["account:read"]).await;
    let used = async || listed(&ada).await[0]["last_used_at"].clone();
    let becomes = async |expected: &str| {
        for _ in 0..200 {
            if used().await.as_str().is_some_and(|at| at.starts_with(expected)) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{expected}, and it is {}", used().await);
    };
    assert_eq!(used().await, Value::Null);
    let first = app.clock.now().to_rfc3339();
    key.get("/api/v1/auth/me").await.expect(200);
    becomes(first.trim_end_matches('Z')).await;
    app.clock.advance(Micros::seconds(59));
    key.get("/api/v1/auth/me").await.expect(200);
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    becomes(first.trim_end_matches('Z')).await;
    app.clock.advance(Micros::seconds(1));
    key.get("/api/v1/auth/me").await.expect(200);
    becomes(app.clock.now().to_rfc3339().trim_end_matches('Z')).await;
}

async fn there_are_fifty_at_most(app: &App) {
    let ada = app.customer("ada").await;
    for number in 0..49 {
        ada.make_key(&json!({"name": number.to_string(), "scopes": ["runs:read"]})).await;
    }
    // Of ten at once, one finds the last place.
    let tries: Vec<_> = (100..110)
        .map(|number| {
            let ada = ada.clone();
            let body = json!({"name": number.to_string(), "scopes": ["runs:read"]});
            tokio::spawn(async move { ada.post("/api/v1/keys", &body).await })
        })
        .collect();
    let mut made = 0;
    for attempt in tries {
        let answer = attempt.await.expect("a try");
        if answer.status == 201 {
            made += 1;
        } else {
            answer.expect_problem(409, "too_many_keys");
        }
    }
    assert_eq!((made, listed(&ada).await.len()), (1, 50));
}

async fn the_page_makes_shows_once_and_revokes(app: &App) {
    let ada = app.customer("ada").await;
    let send = async |path: &str, body: &str| {
        let asking = ada.ask(Method::POST, path).unjudged();
        asking.body("application/x-www-form-urlencoded", body.to_owned()).send().await
    };
    let page = async || ada.ask(Method::GET, "/account/keys").unjudged().send().await;
    let refused = send("/account/keys", "name=&cap=much&cap_period=month&expires_days=90").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("A number of credits is needed"), "{}", refused.text());
    assert_eq!(listed(&ada).await.len(), 0);

    let body = "name=Import&scopes=runs%3Aread&scopes=runs%3Awrite&expires_days=90&cap=2.5&cap_period=total&requests_per_minute=";
    let shown = send("/account/keys", body).await;
    assert_eq!((shown.status, shown.header("cache-control")), (200, Some("no-store")));
    let text = shown.text();
    let begin = text.find("gh_live_").expect("the key is shown");
    let token = &text[begin..begin + 57];
    ada.with_bearer(token).get("/api/v1/runs").await.expect(200);
    let key = listed(&ada).await.remove(0);
    assert_eq!(key["cap"], json!({"microcredits": 2_500_000, "period": "total"}));
    assert!(!page().await.text().contains(token), "it is shown once");
    // The browser's reload sends the form again: no second key.
    let again = send("/account/keys", body).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("You have a key of that name already"));

    let path = format!("/account/keys/{}", key["id"].as_str().expect("an id"));
    let replaced = send(&format!("{path}/regenerate"), "").await;
    assert!(replaced.status == 200 && replaced.text().contains("gh_live_") && !replaced.text().contains(token));
    ada.with_bearer(token).get("/api/v1/runs").await.expect_problem(401, "unauthenticated");
    let revoked = send(&format!("{path}/revoke"), "").await;
    assert_eq!((revoked.status, revoked.header("location")), (303, Some("/account/keys")));
    assert_eq!(listed(&ada).await.len(), 0);
    assert_eq!(send(&format!("{path}/revoke"), "").await.status, 404);
}
