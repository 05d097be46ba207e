//! Changing the password.

use std::time::Duration;

use serde_json::{Value, json};

use crate::common::people::{PASSWORD, email};
use crate::common::{Answer, App, Client, Options, letters, on_both};

on_both!(
    a_new_password_ends_every_other_sign_in_and_is_told,
    what_does_not_fit_is_named_and_nothing_is_changed,
    the_page_changes_it_without_scripts,
);

const NEW: &str = "Battery-staple-8";

async fn change(client: &Client, old: &str, new: &str) -> Answer {
    client.post("/api/v1/auth/change-password", &json!({"current_password": old, "new_password": new})).await
}

async fn sign_in(app: &App, password: &str) -> u16 {
    app.visitor().post("/api/v1/auth/token", &json!({"login": "ada", "password": password})).await.status
}

async fn a_new_password_ends_every_other_sign_in_and_is_told(app: &App) {
    let (ada, bob) = (app.newcomer("ada").await, app.newcomer("bob").await);
    let tokens = app.visitor().tokens("ada").await;
    let program = app.visitor().with_bearer(tokens["access_token"].as_str().expect("a token"));
    let browser = app.page_session("ada", "a test").await;
    change(&ada, PASSWORD, NEW).await.expect(204);
    ada.get("/api/v1/auth/me").await.expect(200);
    program.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    let refresh = json!({"refresh_token": tokens["refresh_token"]});
    app.visitor().post("/api/v1/auth/refresh", &refresh).await.expect_problem(401, "bad_refresh_token");
    assert_eq!(browser.get("/account").await.status, 303);
    bob.get("/api/v1/auth/me").await.expect(200);
    assert_eq!((sign_in(app, PASSWORD).await, sign_in(app, NEW).await), (401, 200));
    for _ in 0..200 {
        if letters::to(&app.folder, &email("ada")).iter().any(|letter| letter.contains("Your password was changed")) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no letter came: {:?}", letters::to(&app.folder, &email("ada")));
}

async fn what_does_not_fit_is_named_and_nothing_is_changed(app: &App) {
    let ada = app.newcomer("ada").await;
    let other = app.visitor().tokens("ada").await;
    let other = app.visitor().with_bearer(other["access_token"].as_str().expect("a token"));
    for (old, new, misfit) in [
        ("Wrong-horse-7", NEW, "current_password:wrong"),
        (PASSWORD, "short", "new_password:length"),
        (PASSWORD, "correct-horse-8", "new_password:too_simple"),
        (PASSWORD, "Password1", "new_password:too_common"),
        (PASSWORD, PASSWORD, "new_password:same"),
        ("", NEW, "current_password:required"),
    ] {
        assert_eq!(change(&ada, old, new).await.misfits(), [misfit]);
    }
    let long = "a".repeat(5_000);
    assert_eq!(change(&ada, &long, NEW).await.misfits(), ["current_password:wrong"]);
    assert_eq!(change(&ada, PASSWORD, &long).await.misfits(), ["new_password:length"]);
    let body = json!({"current_password": null, "new_password": 7, "password": "x"});
    let answer = ada.post("/api/v1/auth/change-password", &body).await;
    let expected = ["current_password:required", "new_password:not_a_text", "password:unknown_field"];
    assert_eq!(answer.misfits(), expected);
    change(&app.visitor(), PASSWORD, NEW).await.expect_problem(401, "unauthenticated");
    other.get("/api/v1/auth/me").await.expect(200);
    assert_eq!((sign_in(app, PASSWORD).await, sign_in(app, NEW).await), (200, 401));
}

async fn the_page_changes_it_without_scripts(app: &App) {
    let ada = app.newcomer("ada").await;
    let browser = app.page_session("ada", "a test").await;
    let refused =
        browser.post("/account/security/password", "current_password=wrong&new_password=Battery-staple-8").await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("id=\"current_password-error\"") && !page.contains("Battery-staple"), "{page}");
    let form = format!("current_password={PASSWORD}&new_password={NEW}");
    let changed = browser.post("/account/security/password", &form).await;
    assert_eq!((changed.status, changed.header("location")), (303, Some("/account/security?done=password")));
    assert_eq!(browser.get("/account/security?done=password").await.status, 200);
    ada.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    assert_eq!((sign_in(app, PASSWORD).await, sign_in(app, NEW).await), (401, 200));
}

/// Guesses at the old password are limited like those at a sign-in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_at_the_old_password_are_limited() {
    let options = Options { is_limited: true, ..Options::default() };
    App::run(crate::common::Database::sqlite(), options, async |app: &App| {
        let ada = app.newcomer("ada").await;
        let mut limited: Option<Value> = None;
        for _ in 0..15 {
            let answer = change(&ada, "Wrong-horse-7", NEW).await;
            if answer.status == 429 {
                assert!(answer.header("retry-after").is_some());
                limited = Some(answer.expect_problem(429, "too_many_tries"));
                break;
            }
            assert_eq!(answer.misfits(), ["current_password:wrong"]);
        }
        assert!(limited.is_some(), "fifteen guesses were taken");
    })
    .await;
}
