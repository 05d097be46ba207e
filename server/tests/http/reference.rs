//! The reference page of the API has all that the document has, and is small.

use http::Method;
use serde_json::Value;

use crate::common::{App, on_both};

on_both!(the_page_tells_of_every_operation, the_page_is_small_and_drawn_once);

/// Bytes of the whole page at most, as a browser gets it.
const SMALL: usize = 60_000;

async fn the_page_tells_of_every_operation(app: &App) {
    let page = app.visitor().get("/docs/api").await;
    assert_eq!(page.status, 200);
    let html = page.text();
    let document = app.visitor().get("/api/openapi.json").await.expect(200);
    let mut count = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        for operation in item.as_object().expect("operations").values() {
            count += 1;
            let id = operation["operationId"].as_str().expect("a name");
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} has one anchor");
            assert!(html.contains(&format!("href=\"#{id}\"")), "{id} is in the contents");
            let asked = format!("{}{}", app.services.settings().public_url, path.split('{').next().unwrap_or_default());
            assert!(html.contains(&asked), "{id}: no command asks {asked}");
            for response in operation["responses"].as_object().expect("responses").values() {
                for code in response["x-codes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    assert!(html.contains(&format!(">{code}<")), "{id}: {code} is not told");
                }
            }
        }
    }
    assert!(count > 40);
    for (name, _) in document["components"]["schemas"].as_object().expect("schemas") {
        assert_eq!(html.matches(&format!(" id=\"shape-{name}\"")).count(), 1, "{name} has one anchor");
    }
    for reference in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        assert!(html.contains(&format!(" id=\"{reference}\"")), "#{reference} leads nowhere");
    }
    assert!(!html.contains("<leptos-island") && !html.contains(" style=\""));
}

async fn the_page_is_small_and_drawn_once(app: &App) {
    let visitor = app.visitor();
    let get = async || {
        let answer = visitor.ask(Method::GET, "/docs/api").header("accept-encoding", "br").send().await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, Some("br")));
        answer.body
    };
    let first = get().await;
    assert!(first.len() < SMALL, "{} bytes", first.len());
    let ada = app.customer("ada").await;
    let own = ada.get("/docs/api").await.text();
    let (_, article) = own.split_once("<h1").expect("a heading");
    let other = visitor.get("/docs/api").await.text();
    assert!(other.contains(article.split_once("<footer").expect("a footer").0), "it is the same for everybody");
}
