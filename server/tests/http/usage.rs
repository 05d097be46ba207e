//! What programs asked for is noted and added up for its owner, and kept for thirty days.

use std::time::Duration;

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};

use crate::common::runs::CREDIT;
use crate::common::{App, Client, Options, on_both};

on_both!(with by_hand =>
    calls_are_added_up_by_day_agent_key_and_error,
    nothing_of_others_is_added_up,
    calls_are_kept_for_thirty_days,
    the_page_shows_what_was_asked_for,
);

fn by_hand() -> Options {
    Options::by_hand()
}

/// The usage, once so many calls are noted.
async fn usage(client: &Client, calls: u64) -> Value {
    for _ in 0..100 {
        let usage = client.get("/api/v1/usage/my-usage").await.expect(200);
        let noted = usage["total"]["calls"].as_u64().unwrap_or_default();
        // The looks themselves are calls too, by the token.
        let looks: u64 = usage["by_key"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|key| key["key_id"].is_null())
            .map(|key| key["calls"].as_u64().unwrap_or_default())
            .sum();
        // They are read one after another: what was noted in between is in the second alone.
        if noted.saturating_sub(looks) >= calls {
            return usage;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the calls were never noted");
}

fn found<'a>(usage: &'a Value, list: &str, name: &str, value: &str) -> &'a Value {
    let found = usage[list].as_array().and_then(|all| all.iter().find(|one| one[name] == value));
    found.unwrap_or_else(|| panic!("no {value} in {usage}"))
}

async fn calls_are_added_up_by_day_agent_key_and_error(app: &App) {
    let ada = app.customer("ada").await;
    let made = ada.make_key(&json!({"name": "Import", "scopes": ["runs:read", "runs:write"]})).await;
    let key = ada.with_bearer(made["token"].as_str().expect("a text"));
    for _ in 0..3 {
        key.get("/api/v1/runs").await.expect(200);
    }
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT});
    let run = key.start_with("echo", "one", &body).await.expect(201);
    key.get("/api/v1/credits/balance").await.expect_problem(403, "missing_scope");
    let refused = key.get("/api/v1/agents/nothing-of-that-name").await;
    refused.expect_problem(404, "not_found");
    // What cannot even be read is noted by its row; a path that nobody serves is none of the API's.
    key.get("/api/v1/runs?per_page=0").await.expect(422);
    key.get("/api/v1/nothing").await.expect(404);

    let usage = usage(&ada, 7).await;
    let by_key = found(&usage, "by_key", "key_id", made["key"]["id"].as_str().expect("an id"));
    assert_eq!((&by_key["name"], &by_key["calls"], &by_key["errors"]), (&json!("Import"), &json!(7), &json!(3)));
    assert!(by_key["mean_duration_us"].as_u64().is_some_and(|us| us > 0));
    let echo = found(&usage, "by_agent", "agent", "echo");
    assert_eq!((&echo["calls"], &echo["errors"]), (&json!(1), &json!(0)));
    assert!(!usage.to_string().contains("nothing-of-that-name"), "a name that is no agent's is not kept");
    let today = app.clock.now().to_day();
    assert_eq!(found(&usage, "by_day", "day", &today)["errors"], 3);
    let missing = found(&usage, "errors", "code", "missing_scope");
    assert_eq!((&missing["status"], &missing["calls"]), (&json!(403), &json!(1)));
    let last = &found(&usage, "errors", "code", "not_found")["last_request_id"];
    assert_eq!(last.as_str(), refused.header("x-request-id"));
    assert_eq!((&usage["plan"], &usage["requests_per_minute"]), (&json!("internal"), &Value::Null));
    ada.settled(run["id"].as_str().expect("an id")).await;

    // A key keeps its name here when it is gone.
    ada.ask(Method::DELETE, &format!("/api/v1/keys/{}", made["key"]["id"].as_str().expect("an id"))).send().await;
    let after = ada.get("/api/v1/usage/my-usage?days=1").await.expect(200);
    assert_eq!(found(&after, "by_key", "name", "Import")["calls"], 7);
    for days in ["0", "31", "-1", "x", "1.5"] {
        let answer = ada.get(&format!("/api/v1/usage/my-usage?days={days}")).await;
        assert_eq!(answer.misfits(), ["days:out_of_range"], "{days}");
    }
}

async fn nothing_of_others_is_added_up(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let key = ada.with_key("canary-of-ada", &["account:read"]).await;
    for _ in 0..5 {
        key.get("/api/v1/auth/me").await.expect(200);
    }
    let mine = usage(&key, 5).await;
    assert!(mine.to_string().contains("canary-of-ada"), "a key may read the usage of its owner");
    let theirs = bob.get("/api/v1/usage/my-usage").await.expect(200);
    assert!(!theirs.to_string().contains("canary"));
    app.visitor().get("/api/v1/usage/my-usage").await.expect_problem(401, "unauthenticated");
}

async fn calls_are_kept_for_thirty_days(app: &App) {
    let ada = app.customer("ada").await;
    let key = ada.with_key("a", &["account:read"]).await;
    key.get("/api/v1/auth/me").await.expect(200);
    usage(&ada, 1).await;
    app.clock.advance(Micros::days(29));
    let shown = key.get("/api/v1/usage/my-usage").await.expect(200);
    assert!(shown["total"]["calls"].as_u64().is_some_and(|calls| calls >= 1), "{shown}");
    let first = app.clock.now().minus(Micros::days(29)).to_day();
    assert_eq!(found(&shown, "by_day", "day", &first)["errors"], 0);
    let narrow = key.get("/api/v1/usage/my-usage?days=29").await.expect(200);
    assert!(!narrow["by_day"].to_string().contains(&first), "{narrow}");
    app.clock.advance(Micros::days(1));
    let shown = key.get("/api/v1/usage/my-usage").await.expect(200);
    assert!(!shown["by_day"].to_string().contains(&first), "{shown}");
}

async fn the_page_shows_what_was_asked_for(app: &App) {
    let ada = app.customer("ada").await;
    let page = async || {
        let answer = ada.ask(Method::GET, "/account/usage").unjudged().send().await;
        assert_eq!(answer.status, 200);
        answer.text()
    };
    let key = ada.with_key("Nightly import", &["runs:read"]).await;
    key.get("/api/v1/runs").await.expect(200);
    key.get("/api/v1/credits/balance").await.expect(403);
    usage(&ada, 2).await;
    let text = page().await;
    assert!(text.contains("Nightly import") && text.contains("403 missing_scope"), "{text}");
}
