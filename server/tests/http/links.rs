//! Links that show a run to whoever has one: what they show, and when they end.

use http::Method;
use serde_json::{Value, json};

use crate::common::{App, Client, on_both};

on_both!(
    a_link_shows_what_was_chosen_and_nothing_else,
    a_new_link_ends_the_one_before_and_a_run_without_one_answers_as_missing,
    a_link_ends_with_the_run,
    only_the_owner_makes_a_link_and_only_of_a_run_that_is_over,
    the_page_makes_a_link_and_ends_it,
);

const GIVEN: &str = "given-canary-8812";

/// A run that made a file, and is over.
async fn run(owner: &Client) -> String {
    let id = owner.start(&json!({"text": GIVEN, "steps": 2, "wait_ms": 1})).await;
    owner.settled(&id).await;
    id
}

async fn link(owner: &Client, run: &str, shows_input: bool, shows_files: bool) -> String {
    let body = json!({"shows_input": shows_input, "shows_files": shows_files});
    let made = owner.post(&format!("/api/v1/runs/{run}/share"), &body).await;
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let made = made.expect(201);
    assert_eq!((&made["shows_input"], &made["shows_files"]), (&json!(shows_input), &json!(shows_files)));
    let link = made["link"].as_str().expect("a link");
    let path = link.splitn(4, '/').nth(3).expect("a path");
    assert_eq!(path.len(), "shared/".len() + 43, "{link}");
    format!("/{path}")
}

async fn assert_missing(app: &App, path: &str) {
    for path in [path.to_owned(), format!("{path}/artifacts/echo-1.txt")] {
        assert_eq!(app.visitor().get(&path).await.status, 404, "{path}");
    }
}

async fn a_link_shows_what_was_chosen_and_nothing_else(app: &App) {
    let ada = app.customer("ada").await;
    let run = run(&ada).await;
    for (shows_input, shows_files) in [(false, false), (true, false), (false, true), (true, true)] {
        let path = link(&ada, &run, shows_input, shows_files).await;
        let page = app.visitor().get(&path).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
        let text = page.text();
        for told in ["Echo 2", "Succeeded", "noindex"] {
            assert!(text.contains(told), "{told} in {text}");
        }
        // Neither whose it is, nor which of theirs, nor what it cost.
        for kept in ["ada@", run.as_str(), "usr_", " credit", "data-again", "/delete", "Receipt"] {
            assert!(!text.contains(kept), "{kept} in {text}");
        }
        assert_eq!(text.contains("What the run was given"), shows_input, "{text}");
        assert_eq!(text.contains("echo-1.txt"), shows_files, "{text}");
        assert_eq!(text.contains("Result as data"), shows_files, "{text}");
        assert_eq!(text.contains(GIVEN), shows_input || shows_files, "{text}");
        let file = app.visitor().get(&format!("{path}/artifacts/echo-1.txt")).await;
        assert_eq!(file.status, if shows_files { 200 } else { 404 });
        if shows_files {
            assert_eq!((file.text().as_str(), file.header("x-robots-tag")), (GIVEN, Some("noindex, nofollow")));
            assert!(file.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
        }
        assert_eq!(app.visitor().get(&format!("{path}/artifacts/none.txt")).await.status, 404);
    }
    // The run itself stays its owner's.
    assert_eq!(app.visitor().get(&format!("/api/v1/runs/{run}")).await.status, 401);
}

async fn a_new_link_ends_the_one_before_and_a_run_without_one_answers_as_missing(app: &App) {
    let ada = app.customer("ada").await;
    let run = run(&ada).await;
    let share = format!("/api/v1/runs/{run}/share");
    ada.get(&share).await.expect_problem(404, "not_found");
    let first = link(&ada, &run, true, true).await;
    let second = link(&ada, &run, false, true).await;
    assert_missing(app, &first).await;
    assert_eq!(app.visitor().get(&second).await.status, 200);
    let told = ada.get(&share).await.expect(200);
    assert_eq!((&told["shows_input"], &told["link"]), (&json!(false), &Value::Null));
    for _ in 0..2 {
        assert_eq!(ada.ask(Method::DELETE, &share).send().await.status, 204, "ending it again changes nothing");
    }
    assert_missing(app, &second).await;
    ada.get(&share).await.expect_problem(404, "not_found");
    for wrong in ["/shared/", "/shared/a", &format!("/shared/{}", "a".repeat(4_000)), "/shared/%00", "/shared/%ff"] {
        assert_eq!(app.visitor().get(wrong).await.status, 404, "{wrong}");
    }
}

async fn a_link_ends_with_the_run(app: &App) {
    let ada = app.customer("ada").await;
    let run = run(&ada).await;
    let path = link(&ada, &run, true, true).await;
    assert_eq!(ada.ask(Method::DELETE, &format!("/api/v1/runs/{run}")).send().await.status, 204);
    assert_missing(app, &path).await;
    let body = json!({"shows_input": false, "shows_files": false});
    ada.post(&format!("/api/v1/runs/{run}/share"), &body).await.expect_problem(404, "not_found");
}

async fn only_the_owner_makes_a_link_and_only_of_a_run_that_is_over(app: &App) {
    let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
    let over = run(&ada).await;
    let body = json!({"shows_input": true, "shows_files": true});
    let share = format!("/api/v1/runs/{over}/share");
    bob.post(&share, &body).await.expect_problem(404, "not_found");
    bob.get(&share).await.expect_problem(404, "not_found");
    bob.ask(Method::DELETE, &share).send().await.expect_problem(404, "not_found");
    assert_eq!(ada.post(&share, &json!({})).await.misfits(), ["shows_input:required", "shows_files:required"]);

    let live = ada.start(&json!({"text": "a", "steps": 20, "wait_ms": 100})).await;
    ada.post(&format!("/api/v1/runs/{live}/share"), &body).await.expect_problem(409, "run_not_over");
    ada.post(&format!("/api/v1/runs/{live}/cancel"), &json!({})).await.expect(200);
}

async fn the_page_makes_a_link_and_ends_it(app: &App) {
    let ada = app.customer("ada").await;
    let run = run(&ada).await;
    let session = app.page_session("ada", "a browser").await;
    let place = format!("/runs/{run}/share");
    assert!(session.get(&place).await.text().contains("There is none"));
    let made = session.post(&place, "shows_files=on").await;
    assert_eq!(made.status, 200);
    let text = made.text();
    let start = text.find("/shared/").expect("the link is shown");
    let path: String = text[start..].chars().take("/shared/".len() + 43).collect();
    let shown = app.visitor().get(&path).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("echo-1.txt") && !shown.text().contains("What the run was given"));
    // It is told this once.
    let again = session.get(&place).await.text();
    assert!(again.contains("It also shows the files") && !again.contains("/shared/"), "{again}");
    assert_eq!(session.post(&format!("/runs/{run}/unshare"), "").await.status, 303);
    assert_missing(app, &path).await;
}
