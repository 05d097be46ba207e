//! Judges answers by the `OpenAPI` document: the status must be declared, the code of a refusal too, and the body must fit,
//! without a field that the document does not know.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use http::Method;
use serde_json::{Map, Value, json};
use server::http::openapi::Document;
use server::routes::ROUTES;
use utoipa::OpenApi as _;

use super::client::Answer;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(Document::openapi()).expect("JSON"));

/// Every error, as people read of it.
const ERRORS: &str = include_str!("../../../docs/errors.md");

/// The schemas, closed: an answer with a field too many is as wrong as one with a field too few.
static SCHEMAS: LazyLock<Value> = LazyLock::new(|| {
    let schemas = &DOCUMENT["components"]["schemas"];
    let closed = schemas.as_object().expect("schemas").iter().map(|(name, schema)| {
        // A problem carries facts that belong to its code.
        let is_open = name == "Problem";
        (name.clone(), if is_open { schema.clone() } else { close(schema, schemas) })
    });
    Value::Object(closed.collect())
});

fn close(schema: &Value, all: &Value) -> Value {
    let mut closed = schema.clone();
    if let Some(parts) = schema["allOf"].as_array() {
        closed = merge(parts, all);
    }
    if closed["properties"].is_object() && closed.get("additionalProperties").is_none() {
        closed["additionalProperties"] = json!(false);
    }
    closed
}

/// A flattened struct: one object with the fields of all its parts.
fn merge(parts: &[Value], all: &Value) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for part in parts {
        let name = part["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        let part = name.map_or(part, |name| &all[name]);
        properties.extend(part["properties"].as_object().cloned().unwrap_or_default());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
    }
    json!({"type": "object", "properties": properties, "required": required})
}

fn template(path: &str) -> Option<&'static str> {
    let asked: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let fits = |row: &str| {
        let row: Vec<&str> = row.split('/').collect();
        row.len() == asked.len() && row.iter().zip(&asked).all(|(row, asked)| row.starts_with('{') || row == asked)
    };
    ROUTES.iter().map(|row| row.path).find(|row| row.starts_with("/api/v1/") && fits(row))
}

/// Panics where an answer is not what the document says.
pub(crate) fn judge(method: &Method, path: &str, answer: &Answer) {
    let told = format!("{method} {path}: {} {}", answer.status, answer.text());
    let content_type = answer.header("content-type").unwrap_or_default();
    assert!(answer.header("x-request-id").is_some(), "no request id: {told}");
    assert_ne!(answer.status, 500, "{told}");
    if path.starts_with("/api/") && answer.status >= 400 && *method != Method::HEAD {
        assert_eq!(content_type, "application/problem+json", "{told}");
        assert_eq!(answer.json()["request_id"].as_str(), answer.header("x-request-id"), "{told}");
        assert_eq!(answer.json()["status"], answer.status, "{told}");
        assert_eq!(fault("Problem", &answer.json()), None, "{told}");
        let body = answer.json();
        let code = body["code"].as_str().unwrap_or_default();
        assert!(
            ERRORS.contains(&format!("| `{code}` |")),
            "docs/errors.md does not list it; run `cargo xtask docs`: {told}"
        );
    }
    let Some(template) = template(path) else { return };
    let operation = &DOCUMENT["paths"][template][method.as_str().to_lowercase()];
    // Refused before any operation: a method or a host that nobody serves, another site.
    if !operation.is_object() || matches!(answer.status, 405 | 421) || answer.text().contains("\"cross_site\"") {
        return;
    }
    let response = &operation["responses"][answer.status.to_string()];
    assert!(response.is_object(), "a status that the document does not declare: {told}");
    if answer.status >= 400 {
        let body = answer.json();
        let is_told = response["x-codes"].as_array().is_some_and(|codes| codes.contains(&body["code"]));
        assert!(is_told, "a code that the document does not tell of (server/src/http/openapi/codes.rs): {told}");
    }
    let essence = content_type.split(';').next().unwrap_or_default();
    if essence == "application/json" {
        let schema = &response["content"]["application/json"]["schema"]["$ref"];
        let name = schema.as_str().and_then(|path| path.rsplit('/').next());
        let name = name.unwrap_or_else(|| panic!("a body that the document does not declare: {told}"));
        assert_eq!(fault(name, &answer.json()), None, "not a {name}: {told}");
    }
}

/// Why `value` is not what the document calls `name`.
pub(crate) fn fault(name: &str, value: &Value) -> Option<String> {
    static VALIDATORS: LazyLock<Mutex<HashMap<String, jsonschema::Validator>>> = LazyLock::new(Mutex::default);
    let mut validators = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    let validator = validators.entry(name.to_owned()).or_insert_with(|| {
        let root = json!({"$ref": format!("#/components/schemas/{name}"), "components": {"schemas": *SCHEMAS}});
        jsonschema::validator_for(&root).expect("a JSON Schema")
    });
    validator.iter_errors(value).next().map(|error| format!("{} at {}", error, error.instance_path()))
}
