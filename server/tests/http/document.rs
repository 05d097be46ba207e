//! The `OpenAPI` document says what is served, all of it and nothing else.

use std::collections::BTreeSet;

use domain::account::Action;
use serde_json::Value;
use server::routes::ROUTES;

use crate::common::{App, on_both};

on_both!(the_document_is_served_and_complete);

async fn the_document_is_served_and_complete(app: &App) {
    let answer = app.visitor().get("/api/openapi.json").await;
    let document = answer.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")), "{}", document["openapi"]);

    let served: BTreeSet<(String, String)> = ROUTES
        .iter()
        .filter(|row| row.path.starts_with("/api/v1/"))
        .map(|row| (row.method.method().as_str().to_lowercase(), row.path.to_owned()))
        .collect();
    let mut described = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            described.insert((method.clone(), path.clone()));
            assert!(names.insert(operation["operationId"].to_string()), "{path}: the name stands twice");
            judge_operation(path, method, operation);
        }
    }
    assert_eq!(described, served);
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("an own place");
        assert!(document.pointer(pointer).is_some(), "{reference} points nowhere");
    }
    let ways = &document["components"]["securitySchemes"];
    assert_eq!(ways["bearer"]["scheme"], "bearer");
    assert_eq!((&ways["api_key"]["in"], &ways["api_key"]["name"]), (&"header".into(), &"x-api-key".into()));
}

fn judge_operation(path: &str, method: &str, operation: &Value) {
    let told = format!("{method} {path}");
    assert!(operation["summary"].is_string(), "{told} says nothing");
    let row = ROUTES.iter().find(|row| row.path == path && row.method.method().as_str().eq_ignore_ascii_case(method));
    let is_open = row.is_some_and(|row| row.action == Action::Browse);
    let is_way = |way: &Value| way.as_object().is_some_and(|way| !way.is_empty());
    let needs = operation["security"].as_array().is_some_and(|ways| ways.iter().all(is_way));
    assert_eq!(needs, !is_open, "{told}: who may ask");
    let ways = operation["security"].as_array();
    let has_key = ways.is_some_and(|ways| ways.iter().any(|way| way.get("api_key").is_some()));
    let opens_to_keys = ways.is_some() && row.is_some_and(|row| row.action.key_scope().is_ok());
    assert_eq!(has_key, opens_to_keys, "{told}: whether a key may ask");
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')) {
        let name = name.trim_end_matches('}');
        let is_told = operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["name"] == name));
        assert!(is_told, "{told}: {name} is not described");
    }
    for (status, response) in operation["responses"].as_object().expect("responses") {
        assert!(response["description"].is_string(), "{told} {status}");
        if status.as_str() >= "400" {
            assert!(response["content"]["application/problem+json"].is_object(), "{told} {status}");
        }
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found.push(reference.clone());
            }
            map.values().for_each(|value| collect_references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}
