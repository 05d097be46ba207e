//! The history of runs: narrowed, summed up, exported, kept, deleted.

use http::Method;
use serde_json::{Value, json};

use crate::common::runs::{CREDIT, fresh_key};
use crate::common::{App, Client, Options, on_both};

on_both!(
    a_history_is_narrowed_and_summed_up,
    what_cannot_be_read_is_named_by_its_field,
    an_export_is_whole_in_both_forms,
    a_deleted_run_is_gone_and_its_money_stays,
    content_is_kept_until_it_is_let_go,
    the_pages_do_the_same_without_a_script,
);

/// Where nobody works, so that runs stay queued.
mod queued {
    use super::{App, Method, Options, json, on_both};

    on_both!(with idle => a_run_in_work_is_not_deleted);

    fn idle() -> Options {
        Options::idle()
    }

    async fn a_run_in_work_is_not_deleted(app: &App) {
        let ada = app.customer("ada").await;
        let id = ada.start(&json!({"text": "a"})).await;
        let path = format!("/api/v1/runs/{id}");
        ada.ask(Method::DELETE, &path).send().await.expect_problem(409, "run_in_work");
        assert_eq!(ada.run(&id).await["status"], "queued");
        let session = super::session(app, "ada").await;
        let form = session.ask(Method::POST, &format!("/runs/{id}/delete")).body(super::FORM, "").unjudged();
        let page = form.header("cookie", session.cookie()).header("origin", &app.origin()).send().await;
        assert_eq!(page.status, 409, "{}", page.text());
        assert!(page.text().contains("This run is not over yet"), "{}", page.text());
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn ids(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/v1/runs?{query}")).await.expect(200);
    let rows = page["data"].as_array().cloned().expect("a list");
    assert_eq!(page["total"], rows.len());
    rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

async fn three(client: &Client) -> [String; 3] {
    let first = client.start(&json!({"text": "Blue Heron & co"})).await;
    client.settled(&first).await;
    let second = client.start(&json!({"text": "fail"})).await;
    client.settled(&second).await;
    let body = json!({"input": {"text": "say heron"}, "max_price_microcredits": 3 * CREDIT});
    let third = client.start_with("echo-file", &fresh_key(), &body).await.expect(201);
    let third = third["id"].as_str().expect("an id").to_owned();
    client.settled(&third).await;
    [first, second, third]
}

async fn a_history_is_narrowed_and_summed_up(app: &App) {
    let ada = app.customer("ada").await;
    let [first, second, third] = three(&ada).await;
    assert_eq!(ids(&ada, "").await, [third.clone(), second.clone(), first.clone()]);
    assert_eq!(ids(&ada, "agent=echo").await, [second.clone(), first.clone()]);
    assert_eq!(ids(&ada, "status=failed").await, [second]);
    assert_eq!(ids(&ada, "text=HERON").await, [third.clone(), first.clone()]);
    assert_eq!(ids(&ada, "text=heron+%26").await, [first]);
    assert_eq!(ids(&ada, "text=Filing").await, [third]);
    assert_eq!(ids(&ada, "text=%25").await, Vec::<String>::new());
    assert_eq!(ids(&ada, "to=2026-01-01").await, Vec::<String>::new());
    assert_eq!(ids(&ada, "from=2026-01-01&status=succeeded&agent=echo&text=blue").await.len(), 1);
    // What a form sends that was left alone.
    assert_eq!(ids(&ada, "agent=&status=&from=&to=&text=").await.len(), 3);

    let summary = ada.get("/api/v1/runs/summary").await.expect(200);
    let total = &summary["total"];
    assert_eq!((&total["runs"], &total["finished"], &total["succeeded"]), (&json!(3), &json!(3), &json!(2)));
    assert_eq!((&total["success_per_mille"], &total["charged_microcredits"]), (&json!(666), &json!(3_500_000)));
    assert!(total["mean_time_us"].as_i64().is_some_and(|us| us > 0), "{total}");
    assert_eq!(summary["periods"], json!([]));
    for by in ["day", "week", "month"] {
        let summary = ada.get(&format!("/api/v1/runs/summary?by={by}&agent=echo")).await.expect(200);
        let periods = summary["periods"].as_array().expect("a list");
        let runs: i64 = periods.iter().map(|period| period["sums"]["runs"].as_i64().expect("a number")).sum();
        assert_eq!((runs, &summary["total"]["runs"]), (2, &json!(2)), "{by}");
    }
    let nobody = app.customer("bob").await.get("/api/v1/runs/summary").await.expect(200);
    assert_eq!(nobody["total"]["success_per_mille"], Value::Null);
}

async fn what_cannot_be_read_is_named_by_its_field(app: &App) {
    let ada = app.customer("ada").await;
    let long = "x".repeat(101);
    for path in ["/api/v1/runs?", "/api/v1/runs/summary?", "/api/v1/runs/export?format=csv&"] {
        for (query, misfit) in [
            ("agent=nothing", "agent:unknown_agent"),
            ("agent=ECHO", "agent:unknown_agent"),
            ("status=done", "status:unknown_status"),
            ("status=Succeeded", "status:unknown_status"),
            ("from=2026-02-30", "from:not_a_date"),
            ("to=21.11.2026", "to:not_a_date"),
            ("from=2026-11-22&to=2026-11-21", "to:before_from"),
            (&format!("text={long}"), "text:too_long"),
        ] {
            assert_eq!(ada.get(&format!("{path}{query}")).await.misfits(), [misfit], "{path}{query}");
        }
        ada.get(&format!("{path}text=a%00")).await.expect_problem(400, "nul");
        ada.get(&format!("{path}colour=blue")).await.expect_problem(400, "unknown_parameter");
        ada.get(&format!("{path}text=a&text=b")).await.expect_problem(400, "repeated_parameter");
    }
    assert_eq!(ada.get("/api/v1/runs/summary?by=year").await.misfits(), ["by:unknown_period"]);
    assert_eq!(ada.get("/api/v1/runs/export").await.misfits(), ["format:required"]);
    assert_eq!(ada.get("/api/v1/runs/export?format=xml").await.misfits(), ["format:unknown_format"]);
}

async fn an_export_is_whole_in_both_forms(app: &App) {
    let ada = app.customer("ada").await;
    let [first, ..] = three(&ada).await;
    let json = ada.get("/api/v1/runs/export?format=json").await;
    assert_eq!(json.header("content-disposition").map(|text| text.ends_with(".json\"")), Some(true));
    let runs = json.expect(200)["runs"].as_array().cloned().expect("a list");
    assert_eq!(runs.len(), 3);
    assert_eq!(runs[2], ada.run(&first).await, "with input and output");
    let narrowed = ada.get("/api/v1/runs/export?format=json&status=failed").await.expect(200);
    assert_eq!(narrowed["runs"].as_array().map(Vec::len), Some(1));
    let none = ada.get("/api/v1/runs/export?format=json&to=2026-01-01").await.expect(200);
    assert_eq!(none, json!({"runs": []}));

    let csv = ada.get("/api/v1/runs/export?format=csv").await;
    assert_eq!((csv.status, csv.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    let text = csv.text();
    let mut lines = text.split("\r\n");
    assert!(lines.next().is_some_and(|head| head.starts_with("id,agent_slug,agent_name,version,status,")), "{text}");
    let of_first = lines.find(|line| line.starts_with(&first)).expect("a row");
    assert!(of_first.contains(r#""{""text"":""Blue Heron & co"""#), "{of_first}");
}

async fn a_deleted_run_is_gone_and_its_money_stays(app: &App) {
    let ada = app.customer("ada").await;
    let key = fresh_key();
    let body = json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT});
    let id = ada.start_with("echo", &key, &body).await.expect(201)["id"].as_str().expect("an id").to_owned();
    ada.settled(&id).await;
    let statement = ada.get("/api/v1/credits/transactions").await.expect(200);
    let path = format!("/api/v1/runs/{id}");
    let deleted = ada.ask(Method::DELETE, &path).send().await;
    assert_eq!((deleted.status, deleted.text().as_str()), (204, ""));
    ada.ask(Method::DELETE, &path).send().await.expect_problem(404, "not_found");
    for gone in ["", "/events", "/artifacts"] {
        ada.get(&format!("{path}{gone}")).await.expect_problem(404, "not_found");
    }
    assert_eq!(ids(&ada, "").await, Vec::<String>::new());
    assert_eq!(ada.get("/api/v1/runs/export?format=json").await.expect(200), json!({"runs": []}));
    ada.start_with("echo", &key, &body).await.expect_problem(409, "run_deleted");
    assert_eq!(ada.get("/api/v1/credits/transactions").await.expect(200), statement);
    assert_eq!(ada.available().await, 99 * CREDIT);
}

async fn content_is_kept_until_it_is_let_go(app: &App) {
    let ada = app.customer("ada").await;
    let id = ada.start(&json!({"text": "a"})).await;
    let run = ada.settled(&id).await;
    assert!(run["erases_at"].is_string() && run["kept_at"].is_null() && run["erased_at"].is_null(), "{run}");
    let path = format!("/api/v1/runs/{id}/keep");
    let kept = ada.ask(Method::POST, &path).send().await.expect(200);
    assert!(kept["kept_at"].is_string() && kept["erases_at"].is_null(), "{kept}");
    let free = ada.ask(Method::DELETE, &path).send().await.expect(200);
    assert_eq!((&free["kept_at"], &free["erases_at"]), (&Value::Null, &run["erases_at"]));
}

/// Somebody who signed in by a browser.
struct Session {
    client: Client,
    cookie: String,
}

impl Session {
    fn ask(&self, method: Method, path: &str) -> crate::common::client::Asking {
        self.client.ask(method, path)
    }

    fn cookie(&self) -> &str {
        &self.cookie
    }
}

impl App {
    fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn session(app: &App, name: &str) -> Session {
    let client = app.visitor();
    let form = format!("login={name}&password={}", crate::common::people::PASSWORD);
    let asking = client.ask(Method::POST, "/sign-in").body(FORM, form).header("origin", &app.origin());
    let answer = asking.unjudged().send().await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let cookies: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
    Session { client, cookie: cookies.join("; ") }
}

async fn the_pages_do_the_same_without_a_script(app: &App) {
    let ada = app.customer("ada").await;
    let [first, second, _] = three(&ada).await;
    let session = session(app, "ada").await;
    let get =
        async |path: &str| session.ask(Method::GET, path).header("cookie", session.cookie()).unjudged().send().await;
    let post = async |path: String| {
        let asking = session.ask(Method::POST, &path).body(FORM, "").header("cookie", session.cookie());
        asking.header("origin", &app.origin()).unjudged().send().await
    };
    let page = get("/runs?text=heron").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains(&first) && !page.text().contains(&second), "{}", page.text());
    let bad = get("/runs?from=yesterday").await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("A day like 2026-11-21") && bad.text().contains("from-error"));
    assert!(!bad.text().contains(&first));
    let export = get("/runs/export?format=csv&status=failed").await;
    assert_eq!(export.status, 200);
    assert!(export.text().contains(&second) && !export.text().contains(&first));

    assert_eq!(post(format!("/runs/{first}/keep")).await.status, 303);
    assert!(ada.run(&first).await["kept_at"].is_string());
    assert!(get(&format!("/runs/{first}")).await.text().contains("Keep it no longer"));
    assert_eq!(post(format!("/runs/{first}/let-go")).await.status, 303);
    assert!(ada.run(&first).await["kept_at"].is_null());
    assert!(get(&format!("/runs/{first}/delete")).await.text().contains("Delete for good"));
    assert_eq!(ada.run(&first).await["status"], "succeeded", "the page deletes nothing");
    let deleted = post(format!("/runs/{first}/delete")).await;
    assert_eq!((deleted.status, deleted.header("location")), (303, Some("/runs?deleted=1")));
    assert_eq!(get(&format!("/runs/{first}")).await.status, 404);
    assert_eq!(get(&format!("/runs/{first}/delete")).await.status, 404);
    assert!(!get("/runs?deleted=1").await.text().contains(&first));
}
