//! Access tokens end; refresh tokens work once.

use domain::account::Preferences;
use domain::time::Micros;
use serde_json::{Value, json};

use crate::common::people::email;
use crate::common::{Answer, App, Client, Options, letters, on_both};

on_both!(with by_hand =>
    an_access_token_ends_after_half_an_hour,
    a_refresh_token_gives_the_next_pair,
    a_second_use_ends_the_whole_family,
    the_same_client_may_renew_twice_at_once,
    another_client_may_not_renew_with_a_used_token,
    of_twenty_clients_at_once_one_renews_and_the_family_ends,
    a_reused_token_is_told_to_its_owner_once,
    signing_out_ends_the_family_and_tells_nothing,
    a_refresh_token_ends_after_a_week_unused_and_a_family_after_thirty_days,
);

fn by_hand() -> Options {
    Options::by_hand()
}

async fn refresh(client: &Client, token: &Value) -> Answer {
    client.post("/api/v1/auth/refresh", &json!({"refresh_token": token})).await
}

fn access(client: &Client, tokens: &Value) -> Client {
    client.with_bearer(tokens["access_token"].as_str().expect("a token"))
}

async fn an_access_token_ends_after_half_an_hour(app: &App) {
    let ada = app.customer("ada").await;
    app.clock.advance(Micros::seconds(1_799));
    ada.get("/api/v1/auth/me").await.expect(200);
    app.clock.advance(Micros::seconds(1));
    let ended = ada.get("/api/v1/auth/me").await;
    ended.expect_problem(401, "unauthenticated");
    assert!(ended.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")));
}

async fn a_refresh_token_gives_the_next_pair(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let mut tokens = visitor.tokens("ada").await;
    for _ in 0..3 {
        app.clock.advance(Micros::minutes(40));
        access(&visitor, &tokens).get("/api/v1/auth/me").await.expect(401);
        let answer = refresh(&visitor, &tokens["refresh_token"]).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let next = answer.expect(200);
        assert_ne!(next["refresh_token"], tokens["refresh_token"]);
        access(&visitor, &next).get("/api/v1/auth/me").await.expect(200);
        tokens = next;
    }
}

async fn a_second_use_ends_the_whole_family(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let first = visitor.tokens("ada").await;
    let other_family = visitor.tokens("ada").await;
    let second = refresh(&visitor, &first["refresh_token"]).await.expect(200);
    app.clock.advance(Micros::seconds(11));
    refresh(&visitor, &first["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
    refresh(&visitor, &second["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
    refresh(&visitor, &other_family["refresh_token"]).await.expect(200);
}

async fn the_same_client_may_renew_twice_at_once(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let tokens = visitor.tokens("ada").await;
    let token = &tokens["refresh_token"];
    let (one, other) = tokio::join!(refresh(&visitor, token), refresh(&visitor, token));
    let (one, other) = (one.expect(200), other.expect(200));
    assert_ne!(one["refresh_token"], other["refresh_token"]);
    refresh(&visitor, &one["refresh_token"]).await.expect(200);
    refresh(&visitor, &other["refresh_token"]).await.expect(200);
}

async fn another_client_may_not_renew_with_a_used_token(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let tokens = visitor.tokens("ada").await;
    let next = refresh(&visitor, &tokens["refresh_token"]).await.expect(200);
    let asking = visitor.ask(http::Method::POST, "/api/v1/auth/refresh").header("user-agent", "a thief's");
    asking.json(&json!({"refresh_token": tokens["refresh_token"]})).send().await.expect(401);
    refresh(&visitor, &next["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
}

async fn refresh_as(client: &Client, agent: &str, token: &Value) -> Answer {
    let asking = client.ask(http::Method::POST, "/api/v1/auth/refresh").header("user-agent", agent);
    asking.json(&json!({"refresh_token": token})).send().await
}

async fn of_twenty_clients_at_once_one_renews_and_the_family_ends(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    for round in 0..5 {
        let tokens = visitor.tokens("ada").await;
        let token = &tokens["refresh_token"];
        let at_once = (0..20).map(|number| {
            let visitor = visitor.clone();
            async move { refresh_as(&visitor, &format!("thief {number}"), token).await }
        });
        let answers = futures::future::join_all(at_once).await;
        let won: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(won.len(), 1, "round {round}");
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            lost.expect_problem(401, "bad_refresh_token");
        }
        let won = won[0].json();
        // Whoever won may be the thief: nothing of the family is good any more.
        refresh(&visitor, &won["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
        access(&visitor, &won).get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
        access(&visitor, &tokens).get("/api/v1/auth/me").await.expect_problem(401, "unauthenticated");
    }
}

async fn a_reused_token_is_told_to_its_owner_once(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let tokens = visitor.tokens("ada").await;
    let viewer = service::account::viewer_of_bearer(&app.services, tokens["access_token"].as_str().expect("a token"));
    let in_tokyo = Preferences { time_zone: "Asia/Tokyo".to_owned(), ..Preferences::default() };
    let viewer = viewer.await.expect("a viewer");
    service::account::choose_preferences(&app.services, &viewer, in_tokyo).await.expect("a choice");
    refresh(&visitor, &tokens["refresh_token"]).await.expect(200);
    for _ in 0..3 {
        refresh_as(&visitor, "curl/8.5.0", &tokens["refresh_token"]).await.expect(401);
    }
    letters::saying(&app.folder, &email("ada"), "token was used twice").await;
    let letters = letters::to(&app.folder, &email("ada"));
    let told: Vec<_> = letters.iter().filter(|letter| letter.contains("token was used twice")).collect();
    assert_eq!(told.len(), 1, "{letters:?}");
    assert!(told[0].contains("It was curl, from the address 127.0.0.1"), "{}", told[0]);
    assert!(told[0].contains(" JST.") && !told[0].contains("UTC"), "its owner's time: {}", told[0]);
    let viewer = app.visitor().tokens("ada").await;
    let viewer = service::account::viewer_of_bearer(&app.services, viewer["access_token"].as_str().expect("a token"));
    let viewer = viewer.await.expect("a viewer");
    let history = service::account::sign_in_history(&app.services, &viewer, None, 20).await.expect("a history");
    let reused = history.data.iter().filter(|line| line.outcome == domain::account::Outcome::ReusedToken);
    assert_eq!(reused.count(), 1, "{:?}", history.data);
}

async fn signing_out_ends_the_family_and_tells_nothing(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let tokens = visitor.tokens("ada").await;
    let next = refresh(&visitor, &tokens["refresh_token"]).await.expect(200);
    let sign_out = async |token: &Value| {
        let answer = visitor.post("/api/v1/auth/logout", &json!({"refresh_token": token})).await;
        assert!(answer.body.is_empty());
        answer.expect(204);
    };
    sign_out(&next["refresh_token"]).await;
    refresh(&visitor, &next["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
    sign_out(&next["refresh_token"]).await;
    sign_out(&json!("never given")).await;
}

async fn a_refresh_token_ends_after_a_week_unused_and_a_family_after_thirty_days(app: &App) {
    app.customer("ada").await;
    let visitor = app.visitor();
    let idle = visitor.tokens("ada").await;
    app.clock.advance(Micros::days(7));
    refresh(&visitor, &idle["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
    let mut tokens = visitor.tokens("ada").await;
    for _ in 0..4 {
        app.clock.advance(Micros::days(6));
        tokens = refresh(&visitor, &tokens["refresh_token"]).await.expect(200);
    }
    app.clock.advance(Micros::days(6));
    refresh(&visitor, &tokens["refresh_token"]).await.expect_problem(401, "bad_refresh_token");
}
