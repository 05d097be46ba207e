//! Lists by cursor: every row once, newest first.

use serde_json::{Value, json};

use crate::common::{App, Client, Options, on_both};

on_both!(with idle => lists_by_cursor_show_every_row_once, a_cursor_that_is_none_is_refused);

fn idle() -> Options {
    Options::idle()
}

async fn all(client: &Client, path: &str, per_page: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut address = format!("{path}?per_page={per_page}");
    loop {
        let page = client.get(&address).await.expect(200);
        let data = page["data"].as_array().cloned().expect("a list");
        assert!(data.len() <= per_page);
        rows.extend(data);
        match page["next_cursor"].as_str() {
            Some(cursor) => address = format!("{path}?per_page={per_page}&cursor={cursor}"),
            None => return rows,
        }
    }
}

async fn lists_by_cursor_show_every_row_once(app: &App) {
    let ada = app.customer("ada").await;
    let mut ids = Vec::new();
    for number in 0..7 {
        ids.insert(0, json!(ada.start(&json!({"text": number.to_string()})).await));
    }
    for per_page in [1, 2, 3, 7, 100] {
        let rows = all(&ada, "/api/v1/runs", per_page).await;
        let listed: Vec<Value> = rows.iter().map(|row| row["id"].clone()).collect();
        assert_eq!(listed, ids, "{per_page} on a page");
        assert!(rows.iter().all(|row| row["input"].is_null() && row["output"].is_null()), "a list is light");
    }
    let page = ada.get("/api/v1/runs?per_page=3").await.expect(200);
    assert_eq!((&page["total"], &page["total_pages"], &page["per_page"]), (&json!(7), &json!(3), &json!(3)));
    assert_eq!(all(&ada, "/api/v1/credits/transactions", 1).await.len(), 1);
}

async fn a_cursor_that_is_none_is_refused(app: &App) {
    let ada = app.customer("ada").await;
    for path in ["/api/v1/runs", "/api/v1/credits/transactions"] {
        let long = "a".repeat(600);
        for bad in ["x", "%27%20OR%201=1--", "%F0%9F%92%A9", "run_", "..", &long] {
            ada.get(&format!("{path}?cursor={bad}")).await.expect_problem(400, "bad_cursor");
        }
        ada.get(&format!("{path}?cursor=a%00")).await.expect_problem(400, "nul");
        for bad in ["0", "101", "-1", "x", "1e1"] {
            let refused = ada.get(&format!("{path}?per_page={bad}")).await;
            assert_eq!(refused.misfits(), ["per_page:out_of_range"], "{bad}");
        }
        ada.get(&format!("{path}?page=2")).await.expect_problem(400, "unknown_parameter");
    }
}
