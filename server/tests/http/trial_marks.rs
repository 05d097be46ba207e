//! What a device is known by: a mark that was lost, made up or spoilt is none.

use std::collections::BTreeSet;

use http::Method;

use crate::common::{App, Browser, Database, Options, on_both};
use crate::reading_changes_nothing::rows;

on_both!(with open => a_mark_that_is_not_ours_is_nobodys);

fn open() -> Options {
    Options { has_trial_agent: true, ..Options::default() }
}

async fn a_mark_that_is_not_ours_is_nobodys(app: &App) {
    let browser = Browser::here(app);
    let id = browser.tried("a", 1, 0).await;
    let mark = browser.cookie("device").expect("a mark");
    assert_eq!(mark.len(), 54);
    let spoilt = |place: usize| {
        let mut text: Vec<char> = mark.chars().collect();
        text[place] = if text[place] == 'A' { 'B' } else { 'A' };
        text.into_iter().collect::<String>()
    };
    let forged: BTreeSet<String> = [
        spoilt(0),
        spoilt(10),
        spoilt(31),
        spoilt(40),
        mark[..53].to_owned(),
        format!("{mark}A"),
        "A".repeat(54),
        "x".to_owned(),
        "%00".to_owned(),
        "A".repeat(5_000),
        id.clone(),
    ]
    .into();
    for forged in forged {
        let stranger = Browser::here(app);
        stranger.set_cookie("device", &forged);
        let answer = stranger.api(Method::GET, &format!("/api/v1/runs/{id}"), None).await;
        answer.expect_problem(401, "unauthenticated");
        assert_eq!(stranger.left().await, Some(3), "{forged}");
        // The next form that is sent marks it anew.
        stranger.tried("a", 1, 0).await;
        let new = stranger.cookie("device").expect("a mark");
        assert!(new != forged && new != mark && new.len() == 54);
        assert_eq!(stranger.left().await, Some(2));
    }
    // In the name of https it would be another cookie.
    let stranger = Browser::here(app);
    stranger.set_cookie("__Host-device", &mark);
    assert_eq!(stranger.left().await, Some(3));
    assert_eq!(browser.left().await, Some(2), "nobody used it");
}

/// With PostgreSQL the same statements write the same values.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_mark_nor_address_nor_browser_is_kept() {
    let options = Options { is_behind_proxy: true, ..open() };
    App::run(Database::sqlite(), options, async |app: &App| {
        let browser = Browser::at(app, "198.51.100.77").named("Peculiar-Browser/7");
        browser.tried("a", 1, 0).await;
        let mark = browser.cookie("device").expect("a mark");
        let kept: Vec<String> = rows(app).await.into_values().flatten().collect();
        assert!(kept.iter().any(|row| row.contains("trial.address")), "it was counted");
        for secret in [mark.as_str(), "198.51.100", "Peculiar"] {
            assert!(!kept.iter().any(|row| row.contains(secret)), "{secret}");
        }
    })
    .await;
}
