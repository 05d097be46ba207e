//! Welcome credits come once for each person, by the marks of device, network and browser.

use domain::time::Micros;

use crate::common::people::email;
use crate::common::runs::CREDIT;
use crate::common::{App, Browser, Options, letters, on_both};

on_both!(with faced => welcome_credits_come_once_for_each_person, development_on_this_machine_is_exempt);

fn faced() -> Options {
    Options { is_behind_proxy: true, ..Options::by_hand() }
}

/// Signs up and confirms in that browser; where that led, and what there is to spend.
async fn welcomed(app: &App, browser: &Browser, name: &str) -> (String, i64) {
    assert_eq!(browser.sign_up(name).await.status, 303);
    confirmed(app, browser, name).await
}

async fn confirmed(app: &App, browser: &Browser, name: &str) -> (String, i64) {
    let token = letters::token(&app.folder, &email(name)).await;
    let answer = browser.post("/verify", &[("token", &token)]).await;
    let place = answer.header("location").unwrap_or_else(|| panic!("{}", answer.text())).to_owned();
    let tokens = app.visitor().tokens(name).await;
    let client = app.visitor().with_bearer(tokens["access_token"].as_str().expect("a token"));
    (place, client.available().await)
}

async fn welcome_credits_come_once_for_each_person(app: &App) {
    let full = ("/sign-in?verified=1".to_owned(), 100 * CREDIT);
    let none = ("/sign-in?verified=1&welcome=0".to_owned(), 0);
    let home = Browser::at(app, "198.51.100.7");
    assert_eq!(welcomed(app, &home, "ada").await, full);
    // The same device; the same browser and network without its cookies; the device elsewhere.
    assert_eq!(welcomed(app, &home, "ada2").await, none);
    assert_eq!(welcomed(app, &home.cleared(), "ada3").await, none);
    let elsewhere = Browser::at(app, "203.0.113.9").named("Owl/2.0");
    elsewhere.set_cookie("device", &home.cookie("device").expect("a mark"));
    assert_eq!(welcomed(app, &elsewhere, "ada4").await, none);
    // What it says is on the page.
    let page = elsewhere.get("/sign-in?verified=1&welcome=0").await.text();
    assert!(page.contains("No welcome credits came with it"), "{page}");
    // Others: another browser in the same network, the same browser in another network.
    assert_eq!(welcomed(app, &Browser::at(app, "198.51.100.7").named("Elk/3.0"), "bob").await, full);
    assert_eq!(welcomed(app, &Browser::at(app, "198.51.101.7"), "carol").await, full);
    // The letter is opened on a device that had its welcome.
    let phone = Browser::at(app, "192.0.2.1").named("Fox/4.0");
    assert_eq!(phone.sign_up("dora").await.status, 303);
    assert_eq!(confirmed(app, &home, "dora").await, none);
    // Who was refused took nothing from others.
    assert_eq!(welcomed(app, &phone.cleared(), "erin").await, full);
    // A browser's mark in a network is forgotten after 30 days; a device's is not.
    app.clock.advance(Micros::days(31));
    assert_eq!(welcomed(app, &home, "frank").await, none);
    assert_eq!(welcomed(app, &home.cleared(), "grace").await, full);
}

async fn development_on_this_machine_is_exempt(app: &App) {
    let browser = Browser::here(app);
    for name in ["ada", "bob"] {
        assert_eq!(welcomed(app, &browser, name).await.1, 100 * CREDIT, "{name}");
    }
}
