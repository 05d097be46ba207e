//! Who may ask what: every row of the table of routes, by everybody there is, as it is written down here.
//!
//! `in` means that the handler was reached (it may find fault with the rest of the request); otherwise it says what
//! stopped it. `owner`, `stranger`, `admin` have confirmed their addresses, `newcomer` has not; the run in the address
//! is the owner's.

use http::Method;
use serde_json::json;
use server::routes::ROUTES;

use crate::common::{App, Client, on_both};

on_both!(everybody_gets_what_the_table_says);

/// Name, then what happens to: nobody, newcomer, owner, stranger, admin.
pub(super) const EXPECTED: &[(&str, [&str; 5])] = &[
    ("home", ["in", "in", "in", "in", "in"]),
    ("agents", ["in", "in", "in", "in", "in"]),
    ("agent", ["in", "in", "in", "in", "in"]),
    ("console", ["in", "in", "in", "in", "in"]),
    ("runs", ["sign in", "in", "in", "in", "in"]),
    ("run", ["sign in", "404", "in", "404", "404"]),
    ("run.receipt", ["sign in", "404", "in", "404", "404"]),
    ("analytics", ["sign in", "in", "in", "in", "in"]),
    ("receipts", ["in", "in", "in", "in", "in"]),
    ("run.confirm_delete", ["sign in", "404", "in", "404", "404"]),
    ("run.sharing", ["sign in", "404", "in", "404", "404"]),
    ("run.shared", ["404", "404", "404", "404", "404"]),
    ("credits", ["sign in", "in", "in", "in", "in"]),
    ("sign_up", ["in", "in", "in", "in", "in"]),
    ("sign_in", ["in", "in", "in", "in", "in"]),
    ("sign_in.code", ["in", "in", "in", "in", "in"]),
    ("verify", ["in", "in", "in", "in", "in"]),
    ("forgot_password", ["in", "in", "in", "in", "in"]),
    ("reset_password", ["in", "in", "in", "in", "in"]),
    ("account", ["sign in", "in", "in", "in", "in"]),
    ("account.security", ["sign in", "in", "in", "in", "in"]),
    ("second_factor", ["sign in", "in", "in", "in", "in"]),
    ("account.preferences", ["sign in", "in", "in", "in", "in"]),
    ("account.keys", ["sign in", "in", "in", "in", "in"]),
    ("account.usage", ["sign in", "in", "in", "in", "in"]),
    ("design", ["in", "in", "in", "in", "in"]),
    ("docs.api", ["in", "in", "in", "in", "in"]),
    ("account.register", ["in", "in", "in", "in", "in"]),
    ("account.sign_in", ["in", "in", "in", "in", "in"]),
    ("account.sign_in.code", ["in", "in", "in", "in", "in"]),
    ("account.sign_out", ["in", "in", "in", "in", "in"]),
    ("account.verify", ["in", "in", "in", "in", "in"]),
    ("account.forgot", ["in", "in", "in", "in", "in"]),
    ("account.reset", ["in", "in", "in", "in", "in"]),
    ("second_factor.begin", ["sign in", "in", "in", "in", "in"]),
    ("second_factor.confirm", ["sign in", "in", "in", "in", "in"]),
    ("second_factor.off", ["sign in", "in", "in", "in", "in"]),
    ("account.resend", ["sign in", "in", "in", "in", "in"]),
    ("run.start", ["sign in", "verify", "in", "in", "in"]),
    ("run.cancel", ["sign in", "404", "in", "404", "404"]),
    ("receipt.check", ["in", "in", "in", "in", "in"]),
    ("run.keep", ["sign in", "404", "in", "404", "404"]),
    ("run.let_go", ["sign in", "404", "in", "404", "404"]),
    ("run.share", ["sign in", "in", "in", "in", "in"]),
    ("run.unshare", ["sign in", "404", "in", "404", "404"]),
    ("run.delete", ["sign in", "404", "in", "404", "404"]),
    ("key.make", ["sign in", "in", "in", "in", "in"]),
    ("key.regenerate", ["sign in", "404", "in", "404", "404"]),
    ("key.revoke", ["sign in", "404", "in", "404", "404"]),
    ("theme.choose", ["in", "in", "in", "in", "in"]),
    ("account.update", ["sign in", "in", "in", "in", "in"]),
    ("account.avatar", ["sign in", "in", "in", "in", "in"]),
    ("account.avatar.remove", ["sign in", "in", "in", "in", "in"]),
    ("account.password", ["sign in", "in", "in", "in", "in"]),
    ("account.sessions.end_others", ["sign in", "in", "in", "in", "in"]),
    ("account.session.end", ["sign in", "404", "404", "404", "404"]),
    ("account.choose", ["sign in", "in", "in", "in", "in"]),
    ("run.export", ["401", "in", "in", "in", "in"]),
    ("analytics.export", ["401", "in", "in", "in", "in"]),
    ("run.artifact", ["401", "404", "in", "404", "404"]),
    ("run.shared_artifact", ["404", "404", "404", "404", "404"]),
    ("run.message", ["401", "404", "in", "404", "404"]),
    ("run.receipt_file", ["401", "404", "in", "404", "404"]),
    ("agent.sample", ["in", "in", "in", "in", "in"]),
    ("asset", ["in", "in", "in", "in", "in"]),
    ("avatar", ["in", "in", "in", "in", "in"]),
    ("favicon", ["in", "in", "in", "in", "in"]),
    ("robots", ["in", "in", "in", "in", "in"]),
    ("health", ["in", "in", "in", "in", "in"]),
    ("health.live", ["in", "in", "in", "in", "in"]),
    ("health.ready", ["in", "in", "in", "in", "in"]),
    ("metrics", ["in", "in", "in", "in", "in"]),
    ("ws", ["401", "in", "in", "in", "in"]),
    ("ws.status", ["401", "404", "404", "404", "in"]),
    ("csp.report", ["in", "in", "in", "in", "in"]),
    ("api.auth.register", ["in", "in", "in", "in", "in"]),
    ("api.auth.token", ["in", "in", "in", "in", "in"]),
    ("api.auth.refresh", ["in", "in", "in", "in", "in"]),
    ("api.auth.logout", ["in", "in", "in", "in", "in"]),
    ("api.auth.verify_email", ["in", "in", "in", "in", "in"]),
    ("api.auth.forgot_password", ["in", "in", "in", "in", "in"]),
    ("api.auth.reset_password", ["in", "in", "in", "in", "in"]),
    ("api.auth.me", ["401", "in", "in", "in", "in"]),
    ("api.auth.update_me", ["401", "in", "in", "in", "in"]),
    ("api.auth.avatar", ["401", "in", "in", "in", "in"]),
    ("api.auth.avatar.remove", ["401", "in", "in", "in", "in"]),
    ("api.auth.change_password", ["401", "in", "in", "in", "in"]),
    ("api.auth.sessions", ["401", "in", "in", "in", "in"]),
    ("api.auth.sessions.end_others", ["401", "in", "in", "in", "in"]),
    ("api.auth.session.end", ["401", "404", "404", "404", "404"]),
    ("api.auth.sign_ins", ["401", "in", "in", "in", "in"]),
    ("api.auth.preferences", ["401", "in", "in", "in", "in"]),
    ("api.auth.choose", ["401", "in", "in", "in", "in"]),
    ("api.agent.list", ["in", "in", "in", "in", "in"]),
    ("api.agent.show", ["in", "in", "in", "in", "in"]),
    ("api.agent.categories", ["in", "in", "in", "in", "in"]),
    ("api.run.quote", ["in", "in", "in", "in", "in"]),
    ("api.run.start", ["401", "403", "in", "in", "in"]),
    ("api.run.list", ["401", "in", "in", "in", "in"]),
    ("api.run.summary", ["401", "in", "in", "in", "in"]),
    ("api.run.export", ["401", "in", "in", "in", "in"]),
    ("api.run.show", ["401", "404", "in", "404", "404"]),
    ("api.run.events", ["401", "404", "in", "404", "404"]),
    ("api.run.cancel", ["401", "404", "in", "404", "404"]),
    ("api.run.delete", ["401", "404", "in", "404", "404"]),
    ("api.run.keep", ["401", "404", "in", "404", "404"]),
    ("api.run.let_go", ["401", "404", "in", "404", "404"]),
    ("api.run.share", ["401", "404", "404", "404", "404"]),
    ("api.run.make_share", ["401", "in", "in", "in", "in"]),
    ("api.run.end_share", ["401", "404", "in", "404", "404"]),
    ("api.run.artifacts", ["401", "404", "in", "404", "404"]),
    ("api.run.artifact", ["401", "404", "in", "404", "404"]),
    ("api.run.receipt", ["401", "404", "in", "404", "404"]),
    ("api.receipt.keys", ["in", "in", "in", "in", "in"]),
    ("api.ws.ticket", ["401", "in", "in", "in", "in"]),
    ("api.credit.balance", ["401", "in", "in", "in", "in"]),
    ("api.credit.statement", ["401", "in", "in", "in", "in"]),
    ("api.admin.cache", ["401", "404", "404", "404", "in"]),
    ("api.admin.clear_cache", ["401", "404", "404", "404", "in"]),
    ("api.key.list", ["401", "in", "in", "in", "in"]),
    ("api.key.make", ["401", "in", "in", "in", "in"]),
    ("api.key.change", ["401", "in", "in", "in", "in"]),
    ("api.key.revoke", ["401", "404", "in", "404", "404"]),
    ("api.key.regenerate", ["401", "404", "in", "404", "404"]),
    ("api.usage.mine", ["401", "in", "in", "in", "in"]),
    ("api.analytics.mine", ["401", "in", "in", "in", "in"]),
    ("api.analytics.export", ["401", "in", "in", "in", "in"]),
    ("api.openapi", ["in", "in", "in", "in", "in"]),
];

pub(super) async fn outcome(client: &Client, method: Method, path: &str) -> String {
    let answer = client.ask(method.clone(), path).unjudged().send().await;
    let place = answer.header("location").unwrap_or_default();
    let is_asset_or_probe = ["/pkg/", "/avatars/", "/favicon", "/metrics", "/health", "/robots"]
        .iter()
        .any(|start| path.starts_with(start));
    match answer.status {
        303 if place.starts_with("/sign-in?next=") => "sign in".to_owned(),
        303 if place == "/verify" && path.ends_with("/run") => "verify".to_owned(),
        401 if path == "/api/v1/auth/token" || path == "/api/v1/auth/refresh" => "in".to_owned(),
        401 | 403 => answer.status.to_string(),
        // Not built, or not recorded, in a test: nobody was refused.
        404 | 503 if is_asset_or_probe => "in".to_owned(),
        404 => "404".to_owned(),
        500.. => panic!("{method} {path}: {} {}", answer.status, answer.text()),
        _ => "in".to_owned(),
    }
}

async fn everybody_gets_what_the_table_says(app: &App) {
    let names: Vec<&str> = ROUTES.iter().map(|row| row.name).collect();
    let expected: Vec<&str> = EXPECTED.iter().map(|row| row.0).collect();
    assert_eq!(names, expected, "the table of routes and the table of this test have the same rows");

    let owner = app.customer("owner").await;
    let everybody = [
        app.visitor(),
        app.newcomer("newcomer").await,
        owner.clone(),
        app.customer("stranger").await,
        app.admin("admin").await,
    ];
    // Each way of deleting takes one of its own.
    let mut spare = Vec::new();
    for _ in 0..2 {
        let id = owner.start(&json!({"text": "a"})).await;
        owner.settled(&id).await;
        spare.push(id);
    }
    let run = owner.start(&json!({"text": "say", "steps": 1, "wait_ms": 1})).await;
    owner.settled(&run).await;
    let mut wrong = Vec::new();
    for (row, (name, expected)) in ROUTES.iter().zip(EXPECTED) {
        let deleted = if name.ends_with("run.delete") { spare.pop() } else { None };
        let mut id = deleted.unwrap_or_else(|| run.clone());
        if row.path.contains("/keys/{id}") {
            // Of its own for each row: one of them revokes it.
            let made = owner.make_key(&json!({"name": name, "scopes": ["runs:read"]})).await;
            made["key"]["id"].as_str().expect("an id").clone_into(&mut id);
        }
        let path = row.path.replace("{id}", &id).replace("{message_id}", "echo").replace("{number}", "0");
        let path = path.replace("{name}", "echo-1.txt").replace("{*path}", "none.css");
        let slug = if *name == "agent.sample" { "echo-file" } else { "echo" };
        let path = path.replace("{slug}", slug);
        let method = row.method.method();
        for (who, expected) in everybody.iter().zip(expected) {
            let got = outcome(who, method.clone(), &path).await;
            if got != *expected {
                let place = everybody.iter().position(|one| std::ptr::eq(one, who)).unwrap_or_default();
                wrong.push(format!(
                    "{name}, {}: {got}, not {expected}",
                    ["nobody", "newcomer", "owner", "stranger", "admin"][place]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
