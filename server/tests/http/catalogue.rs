//! Finding agents: words, filters, orders, pages, `ETag`s.

use http::Method;
use serde_json::Value;

use crate::common::{Answer, App, on_both};

on_both!(
    agents_are_found_by_words_filters_and_order,
    pages_by_number_and_by_cursor_show_the_same_agents,
    an_answer_that_is_held_is_not_sent_again,
    parameters_that_do_not_fit_are_named,
    a_listing_says_all_that_a_caller_needs,
    categories_are_counted,
);

fn slugs(answer: &Answer) -> Vec<String> {
    let page = answer.expect(200);
    let cards = page["data"].as_array().cloned().unwrap_or_default();
    cards.iter().map(|card| card["slug"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn agents_are_found_by_words_filters_and_order(app: &App) {
    let visitor = app.visitor();
    let found = async |query: &str| slugs(&visitor.get(&format!("/api/v1/agents?{query}")).await);
    let all = ["echo", "echo-file", "echo-dear", "echo-dearest"];
    assert_eq!(found("sort=price_up").await, all);
    assert_eq!(found("sort=price_down").await, ["echo-dearest", "echo-dear", "echo-file", "echo"]);
    for sort in ["popular", "newest", "relevance", ""] {
        let mut any = found(&format!("sort={sort}")).await;
        any.sort();
        assert_eq!(any, ["echo", "echo-dear", "echo-dearest", "echo-file"], "{sort}");
    }
    assert_eq!(found("category=operations").await, ["echo-file"]);
    assert_eq!(found("category=security").await, [""; 0]);
    assert_eq!(found("tags=dear&sort=price_up").await, ["echo-dear", "echo-dearest"]);
    assert_eq!(found("tags=dear,luxury").await, ["echo-dearest"]);
    assert_eq!(found("tags=dear%2Cluxury%2Cabsent").await, [""; 0]);
    assert_eq!(found("min_price=2.5&max_price=10&sort=price_up").await, ["echo-file", "echo-dear"]);
    assert_eq!(found("min_price=2.500001&max_price=9.999999").await, [""; 0]);
    assert_eq!(found("q=filing").await, ["echo-file"]);
    assert_eq!(found("q=filnig+echo").await, ["echo-file"], "typing errors are forgiven");
    assert_eq!(found("q=nonexistent").await, [""; 0]);
    assert_eq!(found("q=echo&category=analysis&sort=price_up&per_page=1").await, ["echo-dear"]);
}

async fn pages_by_number_and_by_cursor_show_the_same_agents(app: &App) {
    let visitor = app.visitor();
    let page = async |query: &str| visitor.get(&format!("/api/v1/agents?sort=price_up&per_page=3{query}")).await;
    let first = page("").await;
    let body = first.expect(200);
    assert_eq!((&body["total"], &body["page"], &body["total_pages"]), (&4.into(), &1.into(), &2.into()));
    assert_eq!(slugs(&first), ["echo", "echo-file", "echo-dear"]);
    let second = page("&page=2").await;
    assert_eq!(slugs(&second), ["echo-dearest"]);
    assert_eq!(second.expect(200)["next_cursor"], Value::Null);
    let cursor = body["next_cursor"].as_str().expect("more to come");
    assert_eq!(slugs(&page(&format!("&cursor={cursor}")).await), ["echo-dearest"]);

    let beyond = page("&page=900").await.expect(200);
    assert_eq!((&beyond["data"], &beyond["total"]), (&serde_json::json!([]), &4.into()));
    for bad in ["x", "%00", "AAAA", "../..", &"A".repeat(600), &cursor[1..]] {
        let refused = page(&format!("&cursor={bad}")).await;
        assert_eq!(refused.status, 400, "{bad}: {}", refused.text());
    }
}

async fn an_answer_that_is_held_is_not_sent_again(app: &App) {
    let visitor = app.visitor();
    for path in ["/api/v1/agents", "/api/v1/agents?q=echo&sort=newest", "/api/v1/agents/echo", "/api/v1/categories"] {
        let answer = visitor.get(path).await;
        answer.expect(200);
        let etag = answer.header("etag").expect("an ETag").to_owned();
        let ask = async |tag: &str| visitor.ask(Method::GET, path).header("if-none-match", tag).send().await;
        for held in [etag.as_str(), "*", &format!("\"other\", {etag}"), etag.trim_start_matches("W/")] {
            let unchanged = ask(held).await;
            assert_eq!((unchanged.status, unchanged.body.len()), (304, 0), "{path} {held}");
            assert_eq!(unchanged.header("etag"), Some(etag.as_str()));
        }
        ask("\"other\"").await.expect(200);
        assert_eq!(visitor.get(path).await.header("etag"), Some(etag.as_str()));
    }
    let tag = async |path: &str| visitor.get(path).await.header("etag").map(str::to_owned);
    assert_ne!(tag("/api/v1/agents").await, tag("/api/v1/agents?page=2").await);
}

async fn parameters_that_do_not_fit_are_named(app: &App) {
    let visitor = app.visitor();
    let ask = async |query: &str| visitor.get(&format!("/api/v1/agents?{query}")).await;
    for (query, misfit) in [
        ("category=cars", "category:not_an_option"),
        ("suite=cars", "suite:not_an_option"),
        ("sort=cheapest", "sort:not_an_option"),
        ("min_price=-1", "min_price:not_an_amount"),
        ("max_price=1e3", "max_price:not_an_amount"),
        ("min_price=3&max_price=2", "max_price:too_small"),
        ("page=0", "page:out_of_range"),
        ("page=x", "page:out_of_range"),
        ("page=99999999999", "page:out_of_range"),
        ("per_page=0", "per_page:out_of_range"),
        ("per_page=101", "per_page:out_of_range"),
        ("page=1&cursor=abc", "page:not_with_cursor"),
        ("tags=a,b,c,d,e,f,g,h,i,j,k", "tags:too_many"),
        (&format!("q={}", "a".repeat(201)), "q:too_long"),
    ] {
        assert_eq!(ask(query).await.misfits(), [misfit], "{query}");
    }
    assert_eq!(ask("page=0&sort=x").await.misfits(), ["sort:not_an_option", "page:out_of_range"]);
    for (query, code) in
        [("colour=red", "unknown_parameter"), ("q=a&q=b", "repeated_parameter"), ("q=a%00b", "nul"), ("%00=1", "nul")]
    {
        let refused = ask(query).await.expect_problem(400, code);
        assert!(refused["errors"][0]["field"].is_string(), "{refused}");
    }
    assert_eq!(ask("colour=red").await.json()["errors"][0]["field"], "colour");
}

async fn a_listing_says_all_that_a_caller_needs(app: &App) {
    let listing = app.visitor().get("/api/v1/agents/echo-file").await.expect(200);
    assert_eq!(listing["price_microcredits"], 2_500_000);
    assert_eq!(listing["version"], "1.0.0");
    assert_eq!(listing["content_hash"].as_str().map(str::len), Some(64));
    assert_eq!(listing["input_schema"]["required"], serde_json::json!(["text"]));
    assert_eq!(listing["input_schema"]["properties"]["table"]["required"], serde_json::json!(["filename", "base64"]));
    assert_eq!(listing["output_schema"]["type"], "object");
    assert_eq!(listing["fields"][0]["kind"], "long_text");
    assert_eq!(listing["samples"][0]["input"]["text"], "Hello");
    assert_eq!(listing["samples"][0]["file"], "greeting.csv");
    assert_eq!(listing["permissions"], serde_json::json!({"network": [], "models": []}));
    for missing in ["nothing", "ECHO", "echo%00", "..%2F..%2Fetc", "%F0%28%8C%28"] {
        app.visitor().get(&format!("/api/v1/agents/{missing}")).await.expect_problem(404, "not_found");
    }
}

async fn categories_are_counted(app: &App) {
    let categories = app.visitor().get("/api/v1/categories").await.expect(200);
    let counts: Vec<(&str, u64)> = categories["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["slug"].as_str().unwrap_or_default(), row["agents"].as_u64().unwrap_or_default()))
        .collect();
    assert_eq!(counts.len(), 10);
    let full: Vec<_> = counts.into_iter().filter(|(_, agents)| *agents > 0).collect();
    assert_eq!(full, [("analysis", 2), ("development", 1), ("operations", 1)]);
}
