//! What an API key may ask: every row of the table of routes, with the scope that it needs and with all others.
//!
//! A key's viewer is the owner of [`super::policies`]; what that one is refused, its key is refused too.

use domain::account::Action;
use serde_json::json;
use server::routes::ROUTES;

use super::policies::{EXPECTED, outcome};
use crate::common::keys::SCOPES;
use crate::common::{App, Client, on_both};

on_both!(a_key_opens_what_its_scopes_name_and_nothing_else);

/// The rows that a key may ask with a scope. What is open to everybody needs none, but for a page that shows runs; what is not
/// here is closed to keys.
const NEEDED: &[(&str, &str)] = &[
    ("console", "runs:read"),
    ("runs", "runs:read"),
    ("run", "runs:read"),
    ("credits", "credits:read"),
    ("account", "account:read"),
    ("account.usage", "account:read"),
    ("run.start", "runs:write"),
    ("run.cancel", "runs:write"),
    ("run.artifact", "runs:read"),
    ("run.message", "runs:read"),
    ("run.receipt", "runs:read"),
    ("run.receipt_file", "runs:read"),
    ("run.confirm_delete", "runs:read"),
    ("run.confirm_delete", "runs:write"),
    ("run.delete", "runs:write"),
    ("run.keep", "runs:write"),
    ("run.let_go", "runs:write"),
    ("run.sharing", "runs:read"),
    ("run.sharing", "runs:write"),
    ("run.share", "runs:write"),
    ("run.unshare", "runs:write"),
    ("run.export", "runs:read"),
    ("ws", "runs:read"),
    ("api.auth.preferences", "account:read"),
    ("api.run.receipt", "runs:read"),
    ("api.run.summary", "runs:read"),
    ("api.run.export", "runs:read"),
    ("api.run.delete", "runs:write"),
    ("api.run.keep", "runs:write"),
    ("api.run.let_go", "runs:write"),
    ("api.run.share", "runs:read"),
    ("api.run.make_share", "runs:write"),
    ("api.run.end_share", "runs:write"),
    ("api.ws.ticket", "runs:read"),
    ("api.auth.me", "account:read"),
    ("api.run.start", "runs:write"),
    ("api.run.list", "runs:read"),
    ("api.run.show", "runs:read"),
    ("api.run.events", "runs:read"),
    ("api.run.cancel", "runs:write"),
    ("api.run.artifacts", "runs:read"),
    ("api.run.artifact", "runs:read"),
    ("api.credit.balance", "credits:read"),
    ("api.credit.statement", "credits:read"),
    ("api.usage.mine", "account:read"),
    ("analytics", "runs:read"),
    ("analytics.export", "runs:read"),
    ("api.analytics.mine", "runs:read"),
    ("api.analytics.export", "runs:read"),
];

/// A run that is over, with everything that an address may name.
async fn settled_run(owner: &Client) -> String {
    let run = owner.start(&json!({"text": "say", "steps": 1, "wait_ms": 1})).await;
    owner.settled(&run).await;
    run
}

async fn a_key_opens_what_its_scopes_name_and_nothing_else(app: &App) {
    let owner = app.customer("owner").await;
    let run = settled_run(&owner).await;
    let every = owner.with_key("every", &SCOPES).await;
    let mut without = Vec::new();
    for left_out in SCOPES {
        let others: Vec<&str> = SCOPES.into_iter().filter(|scope| *scope != left_out).collect();
        without.push((left_out, owner.with_key(&format!("without {left_out}"), &others).await));
    }
    let mut wrong = Vec::new();
    for (row, (name, expected)) in ROUTES.iter().zip(EXPECTED) {
        let path = row.path.replace("{message_id}", "echo").replace("{number}", "0");
        let path = path.replace("{name}", "echo-1.txt").replace("{*path}", "none.css");
        let path = path.replace("{slug}", if *name == "agent.sample" { "echo-file" } else { "echo" });
        let method = row.method.method();
        let needed: Vec<&str> = NEEDED.iter().filter(|(known, _)| known == name).map(|(_, scope)| *scope).collect();
        // To a key, what admins do is not there.
        let closed = if row.action == Action::Administer { "404" } else { "403" };
        let is_open = matches!(row.action, Action::Browse | Action::Observe);
        let with = if is_open || !needed.is_empty() { expected[2] } else { closed };
        let deletes = name.ends_with("run.delete");
        let mut path_of_run = path.replace("{id}", &run);
        if deletes {
            path_of_run = path.replace("{id}", &settled_run(&owner).await);
        }
        let got = outcome(&every, method.clone(), &path_of_run).await;
        if got != with {
            wrong.push(format!("{name} with every scope: {got}, not {with}"));
        }
        for (left_out, key) in &without {
            let is_refused = needed.contains(left_out);
            let expected = if is_refused { "403" } else { with };
            if deletes {
                path_of_run = path.replace("{id}", &settled_run(&owner).await);
            }
            let got = outcome(key, method.clone(), &path_of_run).await;
            if got != expected {
                wrong.push(format!("{name} without {left_out}: {got}, not {expected}"));
            }
            if is_refused && row.path.starts_with("/api/") && got == "403" {
                let refused = key.ask(method.clone(), &path_of_run).send().await.expect_problem(403, "missing_scope");
                assert_eq!(refused["scope"], **left_out, "{name}");
                assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains(*left_out)), "{name}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
