//! An example of every answer, made of the types that are answered with: what is no longer true does not compile, or does
//! not fit its schema any more, which a test finds.
//!
//! They all tell of one customer, Ada, who had a table cleaned. Examples of what is sent stand beside the fields that are
//! read, as `#[schema(example = …)]`; the tests below have them read by the same code as a request's body.

mod account;
mod agents;
mod analytics;
mod credits;
mod keys;
mod runs;
mod usage;

use domain::time::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::Operation;

/// An example of one answer.
pub(super) struct Example {
    operation: &'static str,
    status: &'static str,
    media_type: &'static str,
    value: Value,
}

/// A JSON answer.
fn json(operation: &'static str, status: &'static str, value: &impl Serialize) -> Example {
    // A type of ours that cannot be JSON would have no example, and the test tells which.
    let value = serde_json::to_value(value).unwrap_or_default();
    Example { operation, status, media_type: "application/json", value }
}

/// An answer that is no JSON.
fn text(operation: &'static str, media_type: &'static str, text: String) -> Example {
    Example { operation, status: "200", media_type, value: Value::String(text) }
}

/// One of the events of a stream.
fn streamed(operation: &'static str, value: &impl Serialize) -> Example {
    Example { media_type: "text/event-stream", ..json(operation, "200", value) }
}

/// All of them.
pub(super) fn all() -> Vec<Example> {
    let groups = [
        account::examples(),
        agents::examples(),
        runs::examples(),
        credits::examples(),
        keys::examples(),
        usage::examples(),
        analytics::examples(),
    ];
    groups.into_iter().flatten().collect()
}

/// Adds an operation's examples to its answers.
pub(super) fn add(operation: &mut Operation, examples: &[Example]) {
    let Some(name) = operation.operation_id.clone() else { return };
    for example in examples.iter().filter(|example| example.operation == name) {
        let Some(RefOr::T(response)) = operation.responses.responses.get_mut(example.status) else { continue };
        if let Some(RefOr::T(content)) = response.content.get_mut(example.media_type) {
            content.example = Some(example.value.clone());
        }
    }
}

/// The moment at which Ada asked for her run: 2026-11-21, half past nine.
const ASKED_AT: Timestamp = Timestamp::from_micros(1_795_253_400_000_000);

/// The bits of an example's id: the last digit tells things of one kind apart.
const fn bits(last: u128) -> u128 {
    0x019a_a534_6be7_7836_9a0e_e2e9_5866_a1c0 + last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::api::extract::{Fields, FromFields};
    use crate::http::api::{auth, keys, runs};
    use crate::http::openapi::Document;
    use serde_json::json;
    use utoipa::OpenApi as _;

    /// Reads a body as its route does.
    type Reader = fn(&mut Fields);

    /// What each body is read with.
    fn readers() -> Vec<(&'static str, Reader)> {
        fn reads<T: FromFields>(fields: &mut Fields) {
            T::from_fields(fields);
        }
        vec![
            ("Register", reads::<auth::register::Body>),
            ("SignIn", reads::<auth::token::Body>),
            ("RefreshToken", reads::<auth::refresh::Body>),
            ("VerificationToken", reads::<auth::verify_email::Body>),
            ("ForgotPassword", reads::<auth::forgot_password::Body>),
            ("ResetPassword", reads::<auth::reset_password::Body>),
            ("PasswordChange", reads::<auth::change_password::Body>),
            ("ProfileChange", reads::<auth::update_me::Body>),
            ("Preferences", reads::<auth::preferences::Body>),
            ("NewApiKey", reads::<keys::make::NewKey>),
            ("ChangedApiKey", reads::<keys::change::Changed>),
            ("QuoteRequest", reads::<runs::quote::Body>),
            ("NewRunShare", reads::<runs::share::Body>),
            ("StartRequest", |fields| drop(runs::start::take(fields))),
            ("Nothing", reads::<runs::cancel::Nothing>),
        ]
    }

    fn document() -> Value {
        serde_json::to_value(Document::openapi()).expect("JSON")
    }

    /// Every operation with its method and path.
    fn operations(document: &Value) -> Vec<(String, &Value)> {
        let items = document["paths"].as_object().expect("paths").iter();
        items
            .flat_map(|(path, item)| {
                let operations = item.as_object().expect("operations").iter();
                operations.map(move |(method, operation)| (format!("{method} {path}"), operation))
            })
            .collect()
    }

    fn named<'a>(document: &'a Value, schema: &'a Value) -> (&'a str, &'a Value) {
        // `Option<T>` is one of null and the thing itself.
        let of_two = schema["oneOf"].as_array().and_then(|parts| parts.iter().find(|part| part.get("$ref").is_some()));
        let reference = of_two.unwrap_or(schema)["$ref"].as_str();
        let name = reference.and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        (name, &document["components"]["schemas"][name])
    }

    fn is_binary(media_type: &str) -> bool {
        media_type.starts_with("image/")
    }

    /// Why a value does not fit a schema of the document.
    fn fault(document: &Value, schema: &Value, value: &Value) -> Option<String> {
        let mut root = schema.clone();
        root["components"] = document["components"].clone();
        let validator = jsonschema::options().should_validate_formats(true).build(&root).expect("a JSON Schema");
        validator.iter_errors(value).next().map(|error| format!("{error} at {:?}", error.instance_path().to_string()))
    }

    #[test]
    fn every_operation_has_an_example_of_each_answer_and_each_fits_its_schema() {
        let document = document();
        for (told, operation) in operations(&document) {
            for (status, response) in operation["responses"].as_object().expect("responses") {
                if !status.starts_with('2') {
                    continue;
                }
                for (media_type, content) in response["content"].as_object().into_iter().flatten() {
                    let example = content.get("example");
                    let example = example.unwrap_or_else(|| panic!("{told}: no example of {status} {media_type}"));
                    assert_eq!(fault(&document, &content["schema"], example), None, "{told} {status} {media_type}");
                }
            }
        }
    }

    #[test]
    fn every_example_is_one_of_an_answer_that_there_is() {
        let document = document();
        for example in all() {
            let operation = operations(&document).into_iter().find(|(_, one)| one["operationId"] == example.operation);
            let (_, operation) = operation.unwrap_or_else(|| panic!("no operation {}", example.operation));
            let told = &operation["responses"][example.status]["content"][example.media_type]["example"];
            assert_eq!(*told, example.value, "{} {} {}", example.operation, example.status, example.media_type);
        }
    }

    #[test]
    fn every_body_has_an_example_that_fits_and_is_read() {
        let document = document();
        let readers = readers();
        for (told, operation) in operations(&document) {
            for (media_type, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
                if is_binary(media_type) {
                    continue;
                }
                let (name, schema) = named(&document, &content["schema"]);
                let example = schema.get("example").unwrap_or_else(|| panic!("{told}: no example of {name:?}"));
                assert_eq!(fault(&document, &content["schema"], example), None, "{told}: {name}");
                if media_type == "application/json" {
                    let reader = readers.iter().find(|(known, _)| *known == name);
                    let (_, read) = reader.unwrap_or_else(|| panic!("{told}: nothing reads {name}"));
                    let mut fields = Fields::new(example.as_object().cloned().expect("an object"));
                    read(&mut fields);
                    assert_eq!(fields.end().err().map(|refusal| refusal.problem().fields.clone()), None, "{told}");
                }
            }
        }
    }

    #[test]
    fn every_example_inside_a_schema_or_of_a_parameter_fits_it() {
        fn walk(document: &Value, place: &str, value: &Value, count: &mut usize) {
            match value {
                Value::Object(map) => {
                    if let Some(example) =
                        map.get("example").filter(|_| map.contains_key("type") || map.contains_key("oneOf"))
                    {
                        assert_eq!(fault(document, value, example), None, "{place}");
                        *count += 1;
                    }
                    if let (Some(example), Some(schema)) = (map.get("example"), map.get("schema")) {
                        assert_eq!(fault(document, schema, example), None, "{place}");
                        *count += 1;
                    }
                    for (name, value) in map.iter().filter(|(name, _)| *name != "example") {
                        walk(document, &format!("{place}/{name}"), value, count);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| walk(document, place, item, count)),
                _ => {}
            }
        }
        let document = document();
        let mut count = 0;
        walk(&document, "", &document, &mut count);
        assert!(count > 150, "{count} examples were looked at");
    }

    #[test]
    fn the_event_of_the_stream_is_one() {
        let document = document();
        let frame = all().into_iter().find(|example| example.operation == "watchRun").expect("an example");
        let event: Value = serde_json::from_str(frame.value["data"].as_str().expect("a text")).expect("JSON");
        assert_eq!(fault(&document, &document["components"]["schemas"]["Event"], &event), None);
        assert_eq!(event["seq"].to_string(), frame.value["id"].as_str().expect("a text"));
    }

    #[test]
    fn every_part_of_a_path_has_an_example() {
        let document = document();
        for (told, operation) in operations(&document) {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(
                    parameter["in"] != "path" || parameter.get("example").is_some(),
                    "{told}: {}",
                    parameter["name"]
                );
            }
        }
    }

    #[test]
    fn the_run_of_the_examples_is_one_of_the_agent_of_the_examples() {
        let listing = agents::LISTING.as_ref().expect("the agent that comes with the program");
        let schema: Value = serde_json::from_str(&listing.manifest.version.output_schema).expect("a schema");
        let output = jsonschema::validator_for(&schema).expect("a JSON Schema");
        assert!(output.is_valid(&super::runs::output()));
        let input = json!({"file": {"filename": "customers.csv", "bytes": 3, "sha256": ""}, "date_order": "dmy"});
        assert!(listing.manifest.input.check(input.as_object().expect("an object")).is_ok());
    }
}
