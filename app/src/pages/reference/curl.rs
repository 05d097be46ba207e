//! An operation as a command of `curl` that can be pasted.

use serde_json::Value;

use super::read::{Body, Operation, Parameter, Place, Who};

/// The command that asks the server at `origin`.
///
/// The credential is a variable of the shell, `KEY` for an API key and `TOKEN` for an access token; everything else is
/// the document's examples.
pub(super) fn command(operation: &Operation<'_>, origin: &str) -> String {
    let mut parts = vec![first(operation, origin)];
    match (operation.who, &operation.key) {
        (Who::Everybody | Who::EverybodyOrSignedIn, _) | (_, None) => {}
        (_, Some(Ok(_))) => parts.push("-H \"X-API-Key: $KEY\"".to_owned()),
        (_, Some(Err(()))) => parts.push("-H \"Authorization: Bearer $TOKEN\"".to_owned()),
    }
    for parameter in needed(operation, Place::Header) {
        parts.push(format!("-H {}", quoted(&format!("{}: {}", parameter.name, value(parameter)))));
    }
    // JSON, where it is one of several: a form is told of in the fields.
    let body = operation.bodies.iter().find(|body| body.media_type == "application/json").or(operation.bodies.first());
    if let Some(body) = body.filter(|body| body.is_needed) {
        parts.extend(data(body));
    }
    parts.join(" \\\n  ")
}

fn first(operation: &Operation<'_>, origin: &str) -> String {
    let mut path = operation.path.to_owned();
    for parameter in needed(operation, Place::Path) {
        path = path.replace(&format!("{{{}}}", parameter.name), &value(parameter));
    }
    let query: Vec<String> =
        needed(operation, Place::Query).map(|parameter| format!("{}={}", parameter.name, value(parameter))).collect();
    if !query.is_empty() {
        path = format!("{path}?{}", query.join("&"));
    }
    let is_stream =
        operation.answers.iter().flat_map(|answer| &answer.contents).any(|(name, ..)| *name == "text/event-stream");
    let method = match operation.method.as_str() {
        "GET" if is_stream => " -N".to_owned(),
        "GET" => String::new(),
        other => format!(" -X {other}"),
    };
    format!("curl{method} {}", quoted(&format!("{origin}{path}")))
}

fn needed<'a, 'b>(operation: &'b Operation<'a>, place: Place) -> impl Iterator<Item = &'b Parameter<'a>> {
    operation.parameters.iter().filter(move |one| one.place == place && one.is_needed)
}

fn value(parameter: &Parameter<'_>) -> String {
    let option = || parameter.options.first().map(|word| (*word).to_owned());
    parameter.example.clone().or_else(option).unwrap_or_else(|| "…".to_owned())
}

fn data(body: &Body<'_>) -> [String; 2] {
    let kind = format!("-H {}", quoted(&format!("Content-Type: {}", body.media_type)));
    let sent = match body.example {
        Some(example) if body.media_type == "application/json" => {
            format!(
                "--data {}",
                quoted(&serde_json::to_string_pretty(example).unwrap_or_else(|_| Value::Null.to_string()))
            )
        }
        _ => "--data-binary @file".to_owned(),
    };
    [kind, sent]
}

/// A word of the shell, taken as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::reference::read::read;
    use serde_json::json;

    #[test]
    fn a_command_has_all_that_is_needed_and_nothing_ends_its_quotes() {
        let document = json!({
            "tags": [{"name": "runs", "description": "Runs"}],
            "paths": {"/api/v1/agents/{slug}/runs": {"post": {
                "operationId": "startRun", "tags": ["runs"], "x-scope": "runs:write",
                "security": [{"bearer": []}, {"api_key": []}],
                "parameters": [
                    {"name": "slug", "in": "path", "required": true, "schema": {"type": "string"}, "example": "echo"},
                    {"name": "Idempotency-Key", "in": "header", "required": true, "schema": {"type": "string"}, "example": "one"},
                    {"name": "format", "in": "query", "required": true, "schema": {"type": "string", "enum": ["csv", "json"]}},
                    {"name": "page", "in": "query", "schema": {"type": "integer"}},
                ],
                "requestBody": {"required": true, "content": {"application/json": {
                    "schema": {"type": "object"}, "example": {"text": "Ada's"},
                }}},
                "responses": {"201": {"description": "Queued"}},
            }}},
        });
        let read = read(&document);
        let expected = "curl -X POST 'http://127.0.0.1:3000/api/v1/agents/echo/runs?format=csv' \\\n  \
                        -H \"X-API-Key: $KEY\" \\\n  \
                        -H 'Idempotency-Key: one' \\\n  \
                        -H 'Content-Type: application/json' \\\n  \
                        --data '{\n  \"text\": \"Ada'\\''s\"\n}'";
        assert_eq!(command(&read.groups[0].operations[0], "http://127.0.0.1:3000"), expected);
    }
}
