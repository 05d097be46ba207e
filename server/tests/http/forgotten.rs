//! Forgotten passwords: the letter, the link, and nothing told to whoever asks.

use std::time::Duration;

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};

use crate::common::people::{PASSWORD, email};
use crate::common::{Answer, App, Client, Options, letters, on_both};

on_both!(with by_hand =>
    a_forgotten_password_is_replaced_once_and_everybody_is_signed_out,
    a_newer_letter_a_changed_password_and_an_hour_end_a_link,
    a_link_that_is_empty_null_foreign_or_of_another_purpose_changes_nothing,
    a_password_that_does_not_fit_leaves_the_link_as_it_is,
    the_answer_is_the_same_for_every_address,
    the_work_is_the_same_for_every_address,
    a_form_without_scripts_does_the_same,
);

const NEW: &str = "Another-horse-8";

fn by_hand() -> Options {
    Options::by_hand()
}

async fn forgot(app: &App, email: &str) -> Answer {
    app.visitor().post("/api/v1/auth/forgot-password", &json!({"email": email})).await
}

async fn reset(app: &App, token: &Value, password: &str) -> Answer {
    app.visitor().post("/api/v1/auth/reset-password", &json!({"token": token, "password": password})).await
}

async fn sign_in(app: &App, login: &str, password: &str) -> Answer {
    app.visitor().post("/api/v1/auth/token", &json!({"login": login, "password": password})).await
}

/// The token of the newest letter that leads to where a password is chosen, once there are so many of them.
async fn newest_token(app: &App, name: &str, count: usize) -> String {
    let tokens = || -> Vec<String> {
        let letters = letters::to(&app.folder, &email(name));
        letters.iter().filter_map(|letter| letters::token_for("reset-password", letter)).collect()
    };
    for _ in 0..400 {
        if tokens().len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(tokens().len(), count, "{:?}", letters::to(&app.folder, &email(name)));
    tokens().pop().expect("a letter")
}

/// Asks for a letter, the `count`th to that person, and waits for it.
async fn token(app: &App, name: &str, count: usize) -> Value {
    // Letters are told apart by their time.
    app.clock.advance(Micros::seconds(1));
    forgot(app, &email(name)).await.expect(202);
    json!(newest_token(app, name, count).await)
}

async fn a_forgotten_password_is_replaced_once_and_everybody_is_signed_out(app: &App) {
    let ada = app.customer("ada").await;
    let tokens = app.visitor().tokens("ada").await;
    let browser = ada.ask(Method::POST, "/sign-in").unjudged();
    let form = format!("login=ada&password={PASSWORD}");
    let signed_in = browser.body("application/x-www-form-urlencoded", form).send().await;
    let cookie = signed_in.header("set-cookie").and_then(|text| text.split(';').next()).expect("a session").to_owned();
    let with_cookie =
        async || app.visitor().ask(Method::GET, "/api/v1/auth/me").header("cookie", &cookie).send().await.status;
    assert_eq!(with_cookie().await, 200);

    let token = token(app, "ada", 1).await;
    assert!(token.as_str().is_some_and(|token| token.len() == 43), "256 bits: {token}");
    assert!(reset(app, &token, NEW).await.body.is_empty());

    sign_in(app, "ada", PASSWORD).await.expect_problem(401, "wrong_credentials");
    sign_in(app, "ada", NEW).await.expect(200);
    assert_eq!(with_cookie().await, 401, "the browser is signed out");
    ada.get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    let renewal = json!({"refresh_token": tokens["refresh_token"]});
    app.visitor().post("/api/v1/auth/refresh", &renewal).await.expect_problem(401, "bad_refresh_token");
    reset(app, &token, "Third-horse-9").await.expect_problem(422, "bad_link");
    sign_in(app, "ada", NEW).await.expect(200);
    letters::saying(&app.folder, &email("ada"), "Subject: Your password was replaced").await;
}

async fn a_newer_letter_a_changed_password_and_an_hour_end_a_link(app: &App) {
    app.customer("ada").await;
    let older = token(app, "ada", 1).await;
    let newer = token(app, "ada", 2).await;
    reset(app, &older, NEW).await.expect_problem(422, "bad_link");
    app.clock.advance(Micros::minutes(60));
    reset(app, &newer, NEW).await.expect_problem(422, "bad_link");
    sign_in(app, "ada", PASSWORD).await.expect(200);

    let last = token(app, "ada", 3).await;
    app.clock.advance(Micros::seconds(3_599));
    let tokens = app.visitor().tokens("ada").await;
    let bearer = tokens["access_token"].as_str().expect("a token");
    let viewer = service::account::viewer_of_bearer(&app.services, bearer).await.expect("a viewer");
    let origin = service::account::Origin { address: [127, 0, 0, 1].into(), user_agent: String::new(), marks: None };
    let changed = service::account::change_password(&app.services, &viewer, PASSWORD, NEW, &origin);
    changed.await.expect("is changed");
    reset(app, &last, "Third-horse-9").await.expect_problem(422, "bad_link");
    sign_in(app, "ada", NEW).await.expect(200);
}

async fn a_link_that_is_empty_null_foreign_or_of_another_purpose_changes_nothing(app: &App) {
    app.customer("ada").await;
    app.sign_up("bob").await.expect(202);
    let verification = letters::token(&app.folder, &email("bob")).await;
    let good = token(app, "ada", 1).await;
    let good_text = good.as_str().expect("a text");
    let before = app.services.passwords_worked();
    assert_eq!(reset(app, &Value::Null, NEW).await.misfits(), ["token:required"]);
    assert_eq!(reset(app, &json!(["a"]), NEW).await.misfits(), ["token:not_a_text"]);
    assert_eq!(reset(app, &json!("a\u{0}"), NEW).await.misfits(), ["token:nul"]);
    let body = json!({"password": NEW});
    assert_eq!(app.visitor().post("/api/v1/auth/reset-password", &body).await.misfits(), ["token:required"]);
    for bad in [
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "%".to_owned(),
        verification,
        good_text[..42].to_owned(),
        format!("{good_text}="),
        format!(" {good_text}"),
        good_text.to_uppercase(),
        store::blobs::sha256(good_text.as_bytes()),
        "x".repeat(50_000),
    ] {
        reset(app, &json!(bad), NEW).await.expect_problem(422, "bad_link");
    }
    assert_eq!(app.services.passwords_worked(), before, "nothing is hashed for whoever has no link");
    sign_in(app, "ada", PASSWORD).await.expect(200);
    sign_in(app, "bob", PASSWORD).await.expect(200);
    reset(app, &good, NEW).await.expect(204);
}

async fn a_password_that_does_not_fit_leaves_the_link_as_it_is(app: &App) {
    app.customer("ada").await;
    let token = token(app, "ada", 1).await;
    for (password, misfit) in
        [("", "password:required"), ("short", "password:length"), ("Password1", "password:too_common")]
    {
        assert_eq!(reset(app, &token, password).await.misfits(), [misfit], "{password}");
    }
    reset(app, &token, NEW).await.expect(204);
}

async fn the_answer_is_the_same_for_every_address(app: &App) {
    app.customer("ada").await;
    app.newcomer("new").await;
    app.customer("gone").await;
    app.suspend("gone").await;
    let unknown = forgot(app, "nobody@example.org").await;
    unknown.expect(202);
    for known in [email("ada"), email("new"), email("gone"), "ADA@Example.org ".to_owned()] {
        let answer = forgot(app, &known).await;
        assert_eq!((answer.status, answer.text()), (202, unknown.text()), "{known}");
        let names = |answer: &Answer| answer.headers.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&answer), names(&unknown), "{known}");
    }
    assert_eq!(forgot(app, "nobody").await.misfits(), ["email:not_an_email"]);
    // Whose address it is gets a letter, whoever never proved it too; a closed account and nobody get none.
    letters::saying(&app.folder, &email("ada"), "/reset-password?token=").await;
    letters::saying(&app.folder, &email("new"), "/reset-password?token=").await;
    assert_eq!(letters::to(&app.folder, &email("gone")).len(), 1);
    assert!(letters::to(&app.folder, "nobody@example.org").is_empty());
}

async fn the_work_is_the_same_for_every_address(app: &App) {
    app.customer("ada").await;
    app.newcomer("new").await;
    app.customer("gone").await;
    app.suspend("gone").await;
    let everybody = ["nobody@example.org".to_owned(), email("ada"), email("new"), email("gone")];
    let worked = || app.services.passwords_worked();
    for (number, email) in everybody.iter().enumerate() {
        let before = worked();
        forgot(app, email).await.expect(202);
        assert_eq!(worked() - before, 0, "forgetting: {email}");
        sign_in(app, email, "Wrong-horse-7").await.expect_problem(401, "wrong_credentials");
        assert_eq!(worked() - before, 1, "signing in: {email}");
        let name = format!("other{number}");
        let body = json!({"email": email, "username": name, "full_name": "N", "password": PASSWORD});
        app.visitor().post("/api/v1/auth/register", &body).await.expect(202);
        assert_eq!(worked() - before, 2, "signing up: {email}");
    }
}

async fn post_form(client: &Client, path: &str, form: &str) -> Answer {
    let asking = client.ask(Method::POST, path).unjudged().header("accept", "text/html");
    asking.body("application/x-www-form-urlencoded", form.to_owned()).send().await
}

async fn a_form_without_scripts_does_the_same(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let sent = post_form(&visitor, "/forgot-password", "email=ada%40example.org").await;
    assert_eq!((sent.status, sent.header("location")), (303, Some("/forgot-password?sent=1")));
    let token = newest_token(app, "ada", 1).await;
    let page = visitor.ask(Method::GET, &format!("/reset-password?token={token}")).unjudged().send().await;
    assert!(page.text().contains(&format!("name=\"token\" value=\"{token}\"")), "{}", page.text());
    let again = visitor.ask(Method::GET, &format!("/reset-password?token={token}")).unjudged().send().await;
    assert_eq!(again.status, 200, "looking changes nothing");
    let misfit = post_form(&visitor, "/reset-password", &format!("token={token}&password=short")).await;
    assert_eq!(misfit.status, 422);
    assert!(misfit.text().contains(&token) && misfit.text().contains("8 to 128 characters."));
    let done = post_form(&visitor, "/reset-password", &format!("token={token}&password={NEW}")).await;
    assert_eq!((done.status, done.header("location")), (303, Some("/sign-in?reset=1")));
    let over = visitor.ask(Method::GET, &format!("/reset-password?token={token}")).unjudged().send().await;
    assert!(!over.text().contains("name=\"token\"") && over.text().contains("/forgot-password"));
    sign_in(app, "ada", NEW).await.expect(200);
}
