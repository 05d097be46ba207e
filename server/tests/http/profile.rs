//! What a person tells of itself, and its picture.

use http::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::common::{Answer, App, Client, on_both};

on_both!(
    a_profile_is_changed_in_part_and_the_user_name_stays,
    what_does_not_fit_is_named_and_nothing_is_written,
    a_picture_is_made_anew_and_everybody_sees_it,
    what_is_no_picture_is_refused_and_the_one_before_stays,
    the_page_does_the_same_without_scripts,
);

const ME: &str = "/api/v1/auth/me";
const AVATAR: &str = "/api/v1/auth/me/avatar";

/// A picture of one pixel, as the smallest GIF that there is.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

async fn patch(client: &Client, body: &Value) -> Answer {
    client.ask(Method::PATCH, ME).json(body).send().await
}

async fn put(client: &Client, content_type: &str, bytes: Vec<u8>) -> Answer {
    client.ask(Method::PUT, AVATAR).body(content_type, bytes).send().await
}

async fn a_profile_is_changed_in_part_and_the_user_name_stays(app: &App) {
    let ada = app.newcomer("ada").await;
    let before = ada.get(ME).await.expect(200);
    assert_eq!((&before["bio"], &before["avatar_path"]), (&json!(""), &Value::Null));
    let changed = patch(&ada, &json!({"bio": " Counts\r\nthings. "})).await.expect(200);
    assert_eq!((&changed["bio"], &changed["full_name"]), (&json!("Counts\nthings."), &before["full_name"]));
    patch(&ada, &json!({"full_name": " Ada King "})).await.expect(200);
    let after = ada.get(ME).await.expect(200);
    assert_eq!((&after["full_name"], &after["bio"]), (&json!("Ada King"), &json!("Counts\nthings.")));
    patch(&ada, &json!({})).await.expect(200);
    assert_eq!(patch(&ada, &json!({"username": "king"})).await.misfits(), ["username:unknown_field"]);
    assert_eq!(patch(&ada, &json!({"role": "admin", "email": "a@b.co"})).await.status, 422);
    assert_eq!(ada.get(ME).await.expect(200), after);
    patch(&app.visitor(), &json!({"bio": "x"})).await.expect_problem(401, "unauthenticated");
}

async fn what_does_not_fit_is_named_and_nothing_is_written(app: &App) {
    let ada = app.newcomer("ada").await;
    let before = ada.get(ME).await.expect(200);
    let long = "ü".repeat(501);
    let misfits = patch(&ada, &json!({"full_name": "", "bio": long})).await.misfits();
    assert_eq!(misfits, ["full_name:required", "bio:too_long"]);
    assert_eq!(patch(&ada, &json!({"bio": "a\u{1b}b"})).await.misfits(), ["bio:characters"]);
    assert_eq!(
        patch(&ada, &json!({"bio": 7, "full_name": "\u{0}"})).await.misfits(),
        ["full_name:nul", "bio:not_a_text"]
    );
    assert_eq!(ada.get(ME).await.expect(200), before);
}

async fn a_picture_is_made_anew_and_everybody_sees_it(app: &App) {
    let ada = app.newcomer("ada").await;
    // What it is called does not matter; what it is does.
    let put = put(&ada, "image/png", GIF.to_vec()).await.expect(200);
    let path = put["avatar_path"].as_str().expect("a path").to_owned();
    assert_eq!(ada.get(ME).await.expect(200)["avatar_path"], json!(path));
    let seen = app.visitor().ask(Method::GET, &path).unjudged().send().await;
    assert_eq!((seen.status, seen.header("content-type")), (200, Some("image/jpeg")));
    assert_eq!(&seen.body[..3], b"\xff\xd8\xff", "not what was sent");
    assert!(seen.header("cache-control").is_some_and(|value| value.starts_with("public, max-age=")), "{seen:?}");
    assert!(seen.header("content-security-policy").is_some_and(|value| value.starts_with("sandbox")));
    assert_eq!(seen.header("x-content-type-options"), Some("nosniff"));
    // Another owner's address with this content, or another content, is nothing.
    let other = path.replace("/avatars/own_", "/avatars/own_0");
    for path in [other, format!("{}0", &path[..path.len() - 1]), "/avatars/own_x/y".to_owned()] {
        let answer = app.visitor().ask(Method::GET, &path).unjudged().send().await;
        assert!(answer.status == 404 || answer.body == seen.body, "{path}");
    }
    for _ in 0..2 {
        ada.ask(Method::DELETE, AVATAR).send().await.expect(204);
    }
    assert_eq!(ada.get(ME).await.expect(200)["avatar_path"], Value::Null);
    assert_eq!(app.visitor().ask(Method::GET, &path).unjudged().send().await.status, 404);
}

async fn what_is_no_picture_is_refused_and_the_one_before_stays(app: &App) {
    let ada = app.newcomer("ada").await;
    let before = put(&ada, "image/gif", GIF.to_vec()).await.expect(200);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    assert_eq!(put(&ada, "image/svg+xml", svg).await.misfits(), ["avatar:not_a_picture"]);
    assert_eq!(put(&ada, "image/gif", GIF[..12].to_vec()).await.misfits(), ["avatar:broken"]);
    assert_eq!(put(&ada, "image/png", Vec::new()).await.misfits(), ["avatar:not_a_picture"]);
    put(&ada, "text/html", GIF.to_vec()).await.expect_problem(415, "unsupported_media_type");
    put(&ada, "image/png", vec![0; 2_000_001]).await.expect_problem(413, "too_large");
    put(&app.visitor(), "image/png", GIF.to_vec()).await.expect_problem(401, "unauthenticated");
    assert_eq!(ada.get(ME).await.expect(200), before);
}

async fn the_page_does_the_same_without_scripts(app: &App) {
    app.newcomer("ada").await;
    let browser = app.page_session("ada", "a test").await;
    let page = browser.get("/account").await.text();
    assert!(page.contains(">AL<"), "initials stand for a picture");
    let saved = browser.post("/account", "full_name=Ada+King&bio=Counts+%3C%2Ftextarea%3E%3Cb%3Ethings").await;
    assert_eq!((saved.status, saved.header("location")), (303, Some("/account?saved=profile")));
    let page = browser.get("/account?saved=profile").await.text();
    assert!(page.contains("Counts &lt;/textarea&gt;&lt;b&gt;things") && page.contains("role=\"status\""), "{page}");
    let refused = browser.post("/account", "full_name=&bio=mine").await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("id=\"full_name-error\"") && refused.text().contains("mine"),
        "what was typed stays"
    );
    let file = |bytes: Vec<u8>| Form::new().part("avatar", Part::bytes(bytes).file_name("me.gif"));
    let refused = browser.upload("/account/avatar", file(b"none".to_vec())).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("avatar-error"), "{}", refused.text());
    assert_eq!(browser.upload("/account/avatar", file(vec![0; 2_000_001])).await.status, 413);
    assert_eq!(browser.upload("/account/avatar", file(Vec::new())).await.status, 422);
    assert_eq!(browser.upload("/account/avatar", file(GIF.to_vec())).await.status, 303);
    assert!(browser.get("/account").await.text().contains("src=\"/avatars/own_"));
    assert_eq!(browser.post("/account/avatar/remove", "").await.status, 303);
    assert!(!browser.get("/account").await.text().contains("src=\"/avatars/"));
}
