//! Signing up, confirming an address, signing in.

use serde_json::{Value, json};

use crate::common::people::{PASSWORD, email};
use crate::common::{App, letters, on_both};

on_both!(
    a_confirmed_address_brings_the_welcome_once,
    a_known_address_answers_like_a_new_one,
    a_taken_name_tells_nothing_of_the_address,
    every_field_that_does_not_fit_is_named,
    a_password_that_everybody_has_is_refused,
    a_wrong_password_and_an_unknown_name_answer_alike,
    a_person_signs_in_by_name_in_any_case,
    nobody_spends_before_the_address_is_confirmed,
);

async fn a_confirmed_address_brings_the_welcome_once(app: &App) {
    let ada = app.newcomer("Ada").await;
    let me = ada.get("/api/v1/auth/me").await.expect(200);
    assert_eq!((&me["email"], &me["username"], &me["role"]), (&json!(email("Ada")), &json!("Ada"), &json!("user")));
    assert_eq!(me["email_verified_at"], Value::Null);
    assert_eq!(ada.available().await, 0);

    let token = letters::token(&app.folder, &email("Ada")).await;
    let body = json!({"token": token});
    let verified = app.visitor().post("/api/v1/auth/verify-email", &body).await.expect(200);
    assert!(verified["email_verified_at"].is_string());
    assert_eq!(ada.available().await, 100_000_000);

    app.visitor().post("/api/v1/auth/verify-email", &body).await.expect_problem(422, "bad_link");
    app.visitor().post("/api/v1/auth/verify-email", &json!({"token": "x"})).await.expect_problem(422, "bad_link");
    let statement = ada.get("/api/v1/credits/transactions").await.expect(200);
    assert_eq!(statement["total"], 1);
    assert_eq!(statement["data"][0]["code"], "grant");
    assert_eq!(statement["data"][0]["amount_microcredits"], 100_000_000);
}

async fn a_known_address_answers_like_a_new_one(app: &App) {
    let new = app.sign_up("ada").await;
    new.expect(202);
    let again = json!({"email": "ADA@example.org ", "username": "other", "full_name": "A", "password": PASSWORD});
    let known = app.visitor().post("/api/v1/auth/register", &again).await;
    known.expect(202);
    assert_eq!(new.text(), known.text());
    for _ in 0..200 {
        if letters::to(&app.folder, &email("ada")).len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    let letters = letters::to(&app.folder, &email("ada"));
    assert_eq!(letters.len(), 2, "the owner is told");
    assert!(!letters[1].contains("verify?token="), "no second way to confirm");
}

async fn a_taken_name_tells_nothing_of_the_address(app: &App) {
    app.sign_up("ada").await.expect(202);
    let with = |email: &str| json!({"email": email, "username": "ada", "full_name": "A", "password": PASSWORD});
    let unknown = app.visitor().post("/api/v1/auth/register", &with("new@example.org")).await;
    let known = app.visitor().post("/api/v1/auth/register", &with(&email("ada"))).await;
    assert_eq!(unknown.misfits(), ["username:taken"]);
    assert_eq!(known.without_request_id(), unknown.without_request_id(), "whether the address has an account is told");
}

async fn every_field_that_does_not_fit_is_named(app: &App) {
    let register = async |body: Value| app.visitor().post("/api/v1/auth/register", &body).await.misfits();
    let bad = json!({"email": "nobody", "username": "a", "full_name": "", "password": "short"});
    let expected = ["email:not_an_email", "username:length", "full_name:required", "password:length"];
    assert_eq!(register(bad).await, expected);
    let wrong = json!({"email": 1, "username": "ada\u{0}", "password": null, "role": "admin"});
    let expected =
        ["email:not_a_text", "username:nul", "full_name:required", "password:required", "role:unknown_field"];
    assert_eq!(register(wrong).await, expected);
}

async fn a_password_that_everybody_has_is_refused(app: &App) {
    for password in ["Password1", "Qwerty123", "Abc12345"] {
        let body = json!({"email": "a@b.co", "username": "ada", "full_name": "A", "password": password});
        assert_eq!(
            app.visitor().post("/api/v1/auth/register", &body).await.misfits(),
            ["password:too_common"],
            "{password}"
        );
    }
}

async fn a_wrong_password_and_an_unknown_name_answer_alike(app: &App) {
    app.customer("ada").await;
    let sign_in = async |login: &str, password: &str| {
        let body = json!({"login": login, "password": password});
        app.visitor().post("/api/v1/auth/token", &body).await
    };
    let wrong = sign_in("ada", "Wrong-horse-7").await;
    wrong.expect_problem(401, "wrong_credentials");
    for (login, password) in [("nobody", PASSWORD), (email("ada").as_str(), "x"), ("", PASSWORD), ("ada", "")] {
        assert_eq!(sign_in(login, password).await.without_request_id(), wrong.without_request_id(), "{login}");
    }
}

async fn a_person_signs_in_by_name_in_any_case(app: &App) {
    app.customer("Ada_L").await;
    for login in ["Ada_L", "ada_l", "ADA_L@example.org", " ada_l@example.org "] {
        let tokens = app.visitor().tokens(login).await;
        assert_eq!(tokens["token_type"], "Bearer");
        assert_eq!(tokens["expires_in"], 1_800);
    }
    let again = json!({"email": "b@example.org", "username": "ADA_L", "full_name": "B", "password": PASSWORD});
    assert_eq!(app.visitor().post("/api/v1/auth/register", &again).await.misfits(), ["username:taken"]);
}

async fn nobody_spends_before_the_address_is_confirmed(app: &App) {
    let ada = app.newcomer("ada").await;
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": 1_000_000});
    ada.start_with("echo", "k", &body).await.expect_problem(403, "unverified");
}
