//! Which codes a refusal of an operation may have, by its status: `x-codes` beside the description.
//!
//! Most follow from what an operation takes: a body can be broken, a cursor be none. The others are listed by the
//! operation's name. The HTTP tests judge every refusal by this, so a code that is missing here is a failure there.

use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, ParameterIn};

use crate::routes::Verb;

/// The name of the extension.
const CODES: &str = "x-codes";

/// Codes of single operations.
const OF_OPERATIONS: &[(&str, u16, &[&str])] = &[
    ("signIn", 401, &["wrong_credentials", "second_factor_required", "wrong_code"]),
    ("refresh", 401, &["bad_refresh_token"]),
    ("register", 429, &["too_many_tries"]),
    ("signIn", 429, &["too_many_tries"]),
    ("refresh", 429, &["too_many_tries"]),
    ("verifyEmail", 422, &["bad_link"]),
    ("verifyEmail", 429, &["too_many_tries"]),
    ("forgotPassword", 429, &["too_many_tries"]),
    ("resetPassword", 422, &["bad_link"]),
    ("resetPassword", 429, &["too_many_tries"]),
    ("changePassword", 429, &["too_many_tries"]),
    ("startRun", 402, &["insufficient_credits", "key_cap_reached"]),
    ("startRun", 403, &["unverified"]),
    (
        "startRun",
        409,
        &["quote_changed", "idempotency_key_reused", "run_deleted", "run_erased", "branch_of_other_version"],
    ),
    ("startRun", 429, &["trial_used_up"]),
    ("watchRun", 400, &["not_a_number"]),
    ("cancelRun", 409, &["run_over"]),
    ("deleteRun", 409, &["run_in_work"]),
    ("keepRun", 409, &["run_erased"]),
    ("letRunGo", 409, &["run_erased"]),
    ("shareRun", 409, &["run_not_over", "run_erased"]),
    ("showReceipt", 409, &["run_not_settled"]),
    ("makeKey", 409, &["too_many_keys"]),
];

/// Writes them into the document.
pub(super) fn tell(operation: &mut Operation, verb: Verb) {
    let Some(name) = operation.operation_id.clone() else { return };
    let takes = takes(operation, verb);
    for (status, response) in &mut operation.responses.responses {
        let (Ok(number), RefOr::T(response)) = (status.parse::<u16>(), response) else { continue };
        let codes: Vec<Value> = codes(&name, &takes, number).into_iter().map(Value::from).collect();
        if !codes.is_empty() {
            let told = Extensions::from_iter([(CODES, Value::Array(codes))]);
            response.extensions.get_or_insert_default().merge(told);
        }
    }
}

/// What codes follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Body,
    Json,
    Multipart,
    Cursor,
    IdempotencyKey,
    /// It changes something.
    Change,
    /// Somebody who is signed in, with an API key as well.
    Key,
}

fn takes(operation: &Operation, verb: Verb) -> Vec<Takes> {
    let has = |wanted: &str, place: ParameterIn| {
        let mut named = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        });
        named.any(|parameter| parameter.name == wanted && parameter.parameter_in == place)
    };
    let sends = |media_type: &str| match &operation.request_body {
        Some(RefOr::T(body)) => body.content.contains_key(media_type),
        _ => false,
    };
    let mut ways = operation.security.iter().flatten().filter_map(|way| serde_json::to_value(way).ok());
    let all = [
        (Takes::Body, operation.request_body.is_some()),
        (Takes::Json, sends("application/json")),
        (Takes::Multipart, sends("multipart/form-data")),
        (Takes::Cursor, has("cursor", ParameterIn::Query)),
        (Takes::IdempotencyKey, has("Idempotency-Key", ParameterIn::Header)),
        (Takes::Change, verb != Verb::Get),
        (Takes::Key, ways.any(|way| way.get("api_key").is_some())),
    ];
    all.into_iter().filter(|(_, is)| *is).map(|(one, _)| one).collect()
}

fn codes(name: &str, takes: &[Takes], status: u16) -> Vec<&'static str> {
    let has = |one| takes.contains(&one);
    let mut codes = match status {
        400 => malformed(takes),
        401 => vec!["unauthenticated"],
        403 if has(Takes::Key) => vec!["missing_scope"],
        403 => vec!["not_for_keys"],
        404 => vec!["not_found"],
        413 => vec!["too_large"],
        415 => vec!["unsupported_media_type"],
        422 if has(Takes::Json) => vec!["invalid_fields", "not_an_object"],
        422 => vec!["invalid_fields"],
        429 => vec!["rate_limited"],
        500 => vec!["internal"],
        503 if has(Takes::Change) => vec!["unavailable", "database_away", "busy", "outcome_unknown"],
        503 => vec!["unavailable", "database_away"],
        _ => Vec::new(),
    };
    let own = OF_OPERATIONS.iter().filter(|(of, at, _)| *of == name && *at == status);
    codes.extend(own.flat_map(|(_, _, codes)| codes.iter()));
    codes
}

fn malformed(takes: &[Takes]) -> Vec<&'static str> {
    let mut codes = vec!["malformed_parameters", "repeated_parameter", "unknown_parameter", "nul"];
    for (one, more) in [
        (Takes::Cursor, ["bad_cursor"].as_slice()),
        (Takes::IdempotencyKey, &["idempotency_key_required", "idempotency_key_invalid"]),
        (Takes::Body, &["broken_body"]),
        (Takes::Json, &["malformed_json", "too_deep"]),
        (Takes::Multipart, &["malformed_multipart", "too_many_parts"]),
    ] {
        if takes.contains(&one) {
            codes.extend(more);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::openapi::Document;
    use utoipa::OpenApi as _;

    #[test]
    fn every_row_is_about_an_operation_and_a_status_of_it() {
        let document = serde_json::to_value(Document::openapi()).expect("JSON");
        let items = document["paths"].as_object().expect("paths").values();
        let operations: Vec<&Value> = items.flat_map(|item| item.as_object().expect("operations").values()).collect();
        for (name, status, codes) in OF_OPERATIONS {
            let operation = operations.iter().find(|operation| operation["operationId"] == *name);
            let told =
                &operation.unwrap_or_else(|| panic!("no operation {name}"))["responses"][status.to_string()][CODES];
            let told = told.as_array().unwrap_or_else(|| panic!("{name} does not answer {status}"));
            assert!(codes.iter().all(|code| told.contains(&Value::from(*code))), "{name} {status}");
        }
    }

    #[test]
    fn every_refusal_has_a_code() {
        let document = serde_json::to_value(Document::openapi()).expect("JSON");
        for (path, item) in document["paths"].as_object().expect("paths") {
            for (method, operation) in item.as_object().expect("operations") {
                for (status, response) in operation["responses"].as_object().expect("responses") {
                    let has = response[CODES].as_array().is_some_and(|codes| !codes.is_empty());
                    assert_eq!(has, status.as_str() >= "400", "{method} {path} {status}");
                }
            }
        }
    }
}
