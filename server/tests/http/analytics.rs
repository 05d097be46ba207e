//! What runs come to, by REST, as a file and as a page.

use domain::time::Micros;
use http::Method;
use serde_json::{Value, json};

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::{App, Client, Options, on_both};

on_both!(with by_hand =>
    runs_are_added_up_by_day_and_by_agent,
    a_file_has_a_row_for_each_day,
    nothing_of_others_is_added_up,
    what_cannot_be_read_is_named_by_its_field,
    the_page_shows_figures_charts_and_tables_without_scripts,
);

fn by_hand() -> Options {
    Options::by_hand()
}

/// A customer's key: a token would be over before the clock has moved a day.
async fn keyed(app: &App, name: &str) -> Client {
    app.customer(name).await.with_key("all of it", &["runs:read", "runs:write"]).await
}

async fn worked(client: &Client, text: &str) {
    let body = json!({"input": {"text": text}, "max_price_microcredits": CREDIT});
    let run = client.start_with("echo", &fresh_key(), &body).await.expect(201);
    client.settled(run["id"].as_str().expect("an id")).await;
}

/// A run of the day before yesterday and two of today, one of which failed.
async fn three(app: &App, client: &Client) {
    worked(client, "a").await;
    app.clock.advance(Micros::days(2));
    worked(client, "b").await;
    worked(client, "fail").await;
}

async fn analytics(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/v1/analytics/mine{query}")).await.expect(200)
}

async fn runs_are_added_up_by_day_and_by_agent(app: &App) {
    let person = app.customer("ada").await;
    let ada = person.with_key("all of it", &["runs:read", "runs:write"]).await;
    let (reads, other) = (person.with_key("a", &["runs:read"]).await, person.with_key("b", &["credits:read"]).await);
    three(app, &ada).await;
    let seen = analytics(&ada, "?days=3").await;
    let counts: Vec<&Value> = seen["by_day"].as_array().expect("days").iter().map(|day| &day["runs"]).collect();
    assert_eq!(counts, [1, 0, 2]);
    assert_eq!(seen["by_day"][2]["day"], app.clock.now().to_day());
    assert_eq!(seen["by_day"][2]["success_per_mille"], 500);
    assert_eq!((&seen["total"]["runs"], &seen["total"]["charged_microcredits"]), (&json!(3), &json!(2 * CREDIT)));
    assert_eq!((&seen["time_zone"], &seen["days"], &seen["forecast"]), (&json!("UTC"), &json!(3), &Value::Null));
    let agent = &seen["by_agent"][0];
    assert_eq!((&agent["agent_slug"], &agent["runs"]), (&json!("echo"), &json!(3)));
    assert_eq!(seen["hints"][0]["kind"], "failed");
    assert_eq!(analytics(&ada, "").await["by_day"].as_array().map(Vec::len), Some(30));
    assert_eq!(analytics(&ada, "?days=2").await["before"]["runs"], 1);
    assert_eq!(analytics(&ada, "?agent=echo&days=1").await["total"]["runs"], 2);
    // A key may as it may read runs.
    assert_eq!(analytics(&reads, "?days=3").await["total"], seen["total"]);
    other.get("/api/v1/analytics/mine").await.expect_problem(403, "missing_scope");
}

async fn a_file_has_a_row_for_each_day(app: &App) {
    let ada = keyed(app, "ada").await;
    three(app, &ada).await;
    let csv = ada.get("/api/v1/analytics/mine/export?format=csv&days=3").await;
    assert_eq!((csv.status, csv.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    let name = format!("attachment; filename=\"analytics-{}.csv\"", app.clock.now().to_day());
    assert_eq!(csv.header("content-disposition"), Some(name.as_str()));
    let text = csv.text();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines[0], "day,runs,finished,succeeded,cached,success_per_mille,charged_microcredits,mean_time_us");
    let yesterday = app.clock.now().minus(Micros::days(1)).to_day();
    assert_eq!((lines.len(), lines[2]), (4, format!("{yesterday},0,0,0,0,,0,").as_str()));
    assert!(lines[3].contains(",2,2,1,0,500,1000000,"), "{text}");
    let json = ada.get("/api/v1/analytics/mine/export?format=json&days=3").await;
    assert_eq!(json.header("content-disposition").map(|text| text.ends_with(".json\"")), Some(true));
    assert_eq!(json.expect(200)["total"], analytics(&ada, "?days=3").await["total"]);
    for query in ["", "?format=xml"] {
        let misfits = ada.get(&format!("/api/v1/analytics/mine/export{query}")).await.misfits();
        assert!(misfits[0].starts_with("format:"), "{misfits:?}");
    }
}

async fn nothing_of_others_is_added_up(app: &App) {
    let (ada, bob) = (keyed(app, "ada").await, keyed(app, "bob").await);
    three(app, &ada).await;
    let theirs = analytics(&bob, "?days=365").await;
    assert_eq!((&theirs["total"]["runs"], &theirs["by_agent"], &theirs["hints"]), (&json!(0), &json!([]), &json!([])));
    for path in ["/api/v1/analytics/mine", "/api/v1/analytics/mine/export?format=csv"] {
        app.visitor().get(path).await.expect_problem(401, "unauthenticated");
    }
}

async fn what_cannot_be_read_is_named_by_its_field(app: &App) {
    let ada = keyed(app, "ada").await;
    for path in ["/api/v1/analytics/mine?", "/api/v1/analytics/mine/export?format=csv&"] {
        for days in ["0", "366", "-1", "x", "1.5", "99999999999"] {
            assert_eq!(ada.get(&format!("{path}days={days}")).await.misfits(), ["days:out_of_range"], "{days}");
        }
        assert_eq!(ada.get(&format!("{path}agent=nobody")).await.misfits(), ["agent:unknown_agent"]);
        ada.get(&format!("{path}zone=UTC")).await.expect_problem(400, "unknown_parameter");
        ada.get(&format!("{path}days=1&days=2")).await.expect_problem(400, "repeated_parameter");
    }
}

async fn the_page_shows_figures_charts_and_tables_without_scripts(app: &App) {
    let ada = keyed(app, "ada").await;
    let page = async |query: &str| ada.ask(Method::GET, &format!("/analytics{query}")).unjudged().send().await;
    assert!(page("").await.text().contains("/agents"), "an empty page leads on");
    three(app, &ada).await;
    let shown = page("?days=7&agent=echo").await;
    let text = shown.text();
    assert_eq!(shown.status, 200);
    assert!(text.contains("<svg") && text.contains("<table") && text.contains("<desc"), "{text}");
    assert!(text.contains("/analytics/export?days=7&amp;agent=echo&amp;format=csv"), "{text}");
    assert!(!text.contains(" style="), "no inline style: {text}");
    let misread = page("?days=0&agent=nobody").await;
    assert_eq!(misread.status, 422);
    assert!(misread.text().contains("days-error") && misread.text().contains("agent-error"), "{}", misread.text());
    let file = ada.ask(Method::GET, "/analytics/export?format=csv&days=7").unjudged().send().await;
    assert!(file.text().starts_with("day,runs,"), "{}", file.text());
}
