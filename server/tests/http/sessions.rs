//! Where one is signed in, how that came about, and ending it.

use std::time::Duration;

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};

use crate::common::people::email;
use crate::common::{App, Client, Options, letters, on_both};

on_both!(with by_hand =>
    every_sign_in_is_listed_and_the_one_that_asks_is_marked,
    what_is_ended_is_refused_at_once,
    all_others_end_and_the_one_that_asks_goes_on,
    sessions_of_others_look_as_if_they_were_not_there,
    every_attempt_is_in_the_history_and_nobodys_else,
    a_new_device_is_told_by_letter_once_and_not_where_it_is_unwanted,
    the_page_ends_sessions_without_scripts,
);

const SESSIONS: &str = "/api/v1/auth/sessions";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

fn by_hand() -> Options {
    Options::by_hand()
}

async fn sessions(client: &Client) -> Vec<Value> {
    client.get(SESSIONS).await.expect(200)["data"].as_array().expect("a list").clone()
}

async fn end(client: &Client, id: &str) -> u16 {
    client.ask(Method::DELETE, &format!("{SESSIONS}/{id}")).send().await.status
}

fn current(all: &[Value]) -> &Value {
    all.iter().find(|one| one["is_current"] == true).expect("the one that asks")
}

async fn every_sign_in_is_listed_and_the_one_that_asks_is_marked(app: &App) {
    let ada = app.newcomer("ada").await;
    app.clock.advance(Micros::minutes(1));
    app.page_session("ada", FIREFOX).await;
    let all = sessions(&ada).await;
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[0]["is_current"], true);
    assert!(all[0]["id"].as_str().is_some_and(|id| id.starts_with("fam_")) && all[0]["door"] == "api");
    assert_eq!(all[1]["device"], json!({"program": "Firefox", "system": "Linux"}));
    assert_eq!((&all[1]["door"], &all[1]["is_current"]), (&json!("browser"), &json!(false)));
    assert_eq!(all[1]["address"], "127.0.0.1");
    // A renewal is the same family, seen later; an idle one is not shown.
    app.clock.advance(Micros::days(6));
    let tokens = app.visitor().tokens("ada").await;
    let refreshed =
        app.visitor().post("/api/v1/auth/refresh", &json!({"refresh_token": tokens["refresh_token"]})).await;
    let ada = app.visitor().with_bearer(refreshed.expect(200)["access_token"].as_str().expect("a token"));
    assert_eq!(sessions(&ada).await.len(), 3);
    app.clock.advance(Micros::days(1));
    let ada = app.visitor().with_bearer(app.visitor().tokens("ada").await["access_token"].as_str().expect("a token"));
    assert_eq!(sessions(&ada).await.len(), 2, "the first two were idle for a week");
}

async fn what_is_ended_is_refused_at_once(app: &App) {
    let ada = app.newcomer("ada").await;
    let other = app.visitor().tokens("ada").await;
    let program = app.visitor().with_bearer(other["access_token"].as_str().expect("a token"));
    let browser = app.page_session("ada", FIREFOX).await;
    for one in sessions(&ada).await.iter().filter(|one| one["is_current"] == false) {
        let id = one["id"].as_str().expect("an id");
        assert_eq!(end(&ada, id).await, 204);
        assert_eq!(end(&ada, id).await, 404, "it is ended already");
    }
    program.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    let refresh = json!({"refresh_token": other["refresh_token"]});
    app.visitor().post("/api/v1/auth/refresh", &refresh).await.expect_problem(401, "bad_refresh_token");
    let page = browser.get("/account").await;
    assert_eq!((page.status, page.header("location")), (303, Some("/sign-in?next=/account")));
    // One's own, too.
    let id = current(&sessions(&ada).await)["id"].as_str().expect("an id").to_owned();
    assert_eq!(end(&ada, &id).await, 204);
    ada.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
}

async fn all_others_end_and_the_one_that_asks_goes_on(app: &App) {
    let (ada, bob) = (app.newcomer("ada").await, app.newcomer("bob").await);
    let tokens = app.visitor().tokens("ada").await;
    let program = app.visitor().with_bearer(tokens["access_token"].as_str().expect("a token"));
    let browser = app.page_session("ada", FIREFOX).await;
    ada.ask(Method::DELETE, SESSIONS).send().await.expect(204);
    program.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    assert_eq!(browser.get("/account").await.status, 303);
    assert_eq!(sessions(&ada).await.len(), 1);
    bob.get("/api/v1/auth/me").await.expect(200);
    app.visitor().ask(Method::DELETE, SESSIONS).send().await.expect_problem(401, "unauthenticated");
}

async fn sessions_of_others_look_as_if_they_were_not_there(app: &App) {
    let (ada, bob, admin) = (app.newcomer("ada").await, app.newcomer("bob").await, app.admin("grace").await);
    app.page_session("ada", FIREFOX).await;
    let missing = bob.ask(Method::DELETE, &format!("{SESSIONS}/ses_00000000000000000000000007")).send().await;
    let missing = missing.without_request_id();
    for one in sessions(&ada).await {
        let id = one["id"].as_str().expect("an id").to_owned();
        for stranger in [&bob, &admin] {
            for id in [id.clone(), id.to_uppercase(), "x".to_owned(), "run_00000000000000000000000007".to_owned()] {
                let answer = stranger.ask(Method::DELETE, &format!("{SESSIONS}/{id}")).send().await;
                answer.expect_problem(404, "not_found");
                assert_eq!(answer.without_request_id(), missing, "{id}");
            }
        }
        assert!(!bob.get(SESSIONS).await.text().contains(&id));
    }
    assert_eq!(sessions(&ada).await.len(), 2, "nothing was ended");
}

async fn every_attempt_is_in_the_history_and_nobodys_else(app: &App) {
    let (ada, bob) = (app.newcomer("ada").await, app.newcomer("bob").await);
    app.clock.advance(Micros::minutes(1));
    let wrong = json!({"login": "ada", "password": "Wrong-horse-7"});
    let asking = app.visitor().ask(Method::POST, "/api/v1/auth/token").header("user-agent", "curl/8.5.0").json(&wrong);
    asking.send().await.expect_problem(401, "wrong_credentials");
    let history = async |client: &Client, query: &str| client.get(&format!("/api/v1/auth/sign-ins{query}")).await;
    // Noted off the request.
    for _ in 0..200 {
        if history(&ada, "").await.expect(200)["total"] == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let all = history(&ada, "").await.expect(200);
    assert_eq!(all["total"], 2, "{all}");
    let (failed, first) = (&all["data"][0], &all["data"][1]);
    assert_eq!((&failed["outcome"], &failed["door"]), (&json!("wrong_password"), &json!("api")));
    assert_eq!(failed["device"], json!({"program": "curl", "system": null}));
    assert_eq!(first["outcome"], "succeeded");
    assert_eq!(history(&bob, "").await.expect(200)["total"], 1);
    let page = history(&ada, "?per_page=1").await.expect(200);
    let cursor = page["next_cursor"].as_str().expect("a cursor").to_owned();
    let next = history(&ada, &format!("?per_page=1&cursor={cursor}")).await.expect(200);
    assert_eq!((&next["data"][0], &next["next_cursor"]), (first, &Value::Null));
    history(&ada, "?cursor=run_x").await.expect_problem(400, "bad_cursor");
    assert_eq!(history(&bob, &format!("?cursor={cursor}")).await.expect(200)["data"].as_array().map(Vec::len), Some(1));
    history(&app.visitor(), "").await.expect_problem(401, "unauthenticated");
    // Forgotten with the first sign-in after half a year.
    app.clock.advance(Micros::days(181));
    let ada = app.visitor().with_bearer(app.visitor().tokens("ada").await["access_token"].as_str().expect("a token"));
    assert_eq!(history(&ada, "").await.expect(200)["total"], 1);
}

/// How many letters of that subject came, once there are as many as `at_least`.
async fn letters_of(app: &App, name: &str, subject: &str, at_least: usize) -> usize {
    let count = || letters::to(&app.folder, &email(name)).iter().filter(|letter| letter.contains(subject)).count();
    for _ in 0..200 {
        if count() >= at_least {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    // One too many would come at once after.
    tokio::time::sleep(Duration::from_millis(200)).await;
    count()
}

async fn a_new_device_is_told_by_letter_once_and_not_where_it_is_unwanted(app: &App) {
    const SUBJECT: &str = "Subject: A sign-in from a new device";
    let ada = app.newcomer("ada").await;
    app.visitor().tokens("ada").await;
    assert_eq!(letters_of(app, "ada", SUBJECT, 0).await, 0, "the first is no news, and the same again is none");
    app.page_session("ada", FIREFOX).await;
    assert_eq!(letters_of(app, "ada", SUBJECT, 1).await, 1);
    let letter = letters::to(&app.folder, &email("ada")).into_iter().find(|letter| letter.contains(SUBJECT));
    let letter = letter.expect("a letter");
    assert!(letter.contains("Firefox on Linux") && letter.contains("127.0.0.1"), "{letter}");
    app.page_session("ada", &FIREFOX.replace("145", "146")).await;
    assert_eq!(letters_of(app, "ada", SUBJECT, 1).await, 1, "an update is no new device");
    let mut chosen = ada.get("/api/v1/auth/preferences").await.expect(200);
    chosen["notices"]["new_device"] = json!(false);
    ada.ask(Method::PUT, "/api/v1/auth/preferences").json(&chosen).send().await.expect(200);
    app.page_session("ada", "curl/8.5.0").await;
    assert_eq!(letters_of(app, "ada", SUBJECT, 1).await, 1, "unwanted");
}

async fn the_page_ends_sessions_without_scripts(app: &App) {
    let ada = app.newcomer("ada").await;
    let browser = app.page_session("ada", FIREFOX).await;
    let page = browser.get("/account/security").await;
    assert_eq!(page.status, 200);
    let shown = page.text();
    assert!(shown.contains("Firefox on Linux") && shown.contains("This one"), "{shown}");
    let (_, rest) = shown.split_once("/account/security/sessions/fam_").expect("a button");
    let id = rest.split('/').next().unwrap_or_default();
    let ended = browser.post(&format!("/account/security/sessions/fam_{id}/end"), "").await;
    assert_eq!(ended.status, 303);
    ada.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    let again = browser.post(&format!("/account/security/sessions/fam_{id}/end"), "").await;
    assert_eq!(again.status, 404);
    let program = app.visitor().tokens("ada").await;
    assert_eq!(browser.post("/account/security/sessions/end-others", "").await.status, 303);
    let program = app.visitor().with_bearer(program["access_token"].as_str().expect("a token"));
    program.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    assert_eq!(browser.get("/account/security").await.status, 200);
}
