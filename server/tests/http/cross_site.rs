//! Another site cannot make a browser change anything.

use http::Method;
use server::routes::{ROUTES, Verb};

use crate::common::{App, on_both};

on_both!(nothing_is_changed_for_another_site, a_program_with_a_token_may_call_from_anywhere);

async fn nothing_is_changed_for_another_site(app: &App) {
    let visitor = app.visitor();
    let mut count = 0;
    for row in ROUTES.iter().filter(|row| row.method != Verb::Get && row.name != "csp.report") {
        let path = row.path.replace("{slug}", "echo").replace("{id}", "run_00000000000000000000000007");
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:1"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
                let forged = visitor.ask(row.method.method(), &path).header(name, value);
                // A browser adds its cookies by itself; that is what makes the forgery worth trying.
                let forged = forged.header("cookie", "session=x; __Host-session=x; theme=dark");
                let answer = forged.body(content_type, "a=b").send().await;
                answer.expect_problem(403, "cross_site");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} forgeries");
}

async fn a_program_with_a_token_may_call_from_anywhere(app: &App) {
    let ada = app.customer("ada").await;
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/quote").header("origin", "https://tool.example");
    asking.send().await.expect(200);
    // With a cookie beside it, the browser might have sent it by itself.
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/quote").header("origin", "https://tool.example");
    asking.header("cookie", "session=x").send().await.expect_problem(403, "cross_site");
    let answer = ada.ask(Method::GET, "/api/v1/agents").header("origin", "https://tool.example").send().await;
    assert_eq!(answer.header("access-control-allow-origin"), None, "no page of another site reads an answer");
}
