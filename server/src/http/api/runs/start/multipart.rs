//! A start as multipart (RFC 7578): the parts `input` and `branch_from` (JSON), `max_price_microcredits` and `use_cache`, and
//! a part for each file.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use domain::error::{FieldError, Kind};
use domain::input::{self, MAX_FILE_BYTES, Schema};
use http::StatusCode;
use serde_json::{Map, Value};
use service::Problem;
use service::run::GivenFile;

use super::{Body, json};
use crate::http::api::extract::{Fields, fields_of};
use crate::http::api::runs::inline_files::{Files, too_large};
use crate::http::problem::Refusal;

/// More than any input has fields.
const MAX_PARTS: usize = 64;
/// Bytes of the part `input`.
const MAX_INPUT: usize = 2_000_000;
/// Bytes of the part `max_price_microcredits`: 64 bits have 19 digits.
const MAX_PRICE: usize = 32;

pub(super) async fn read(schema: &Schema, request: Request) -> Result<(Body, Files), Refusal> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let mut top = Map::new();
    let mut files = Files::new();
    let mut errors = Vec::new();
    for count in 0.. {
        let Some(part) = parts.next_field().await.map_err(|error| refusal(&error))? else { break };
        if count == MAX_PARTS {
            return Err(Problem::new(Kind::Malformed, "too_many_parts", "The form has too many parts.").into());
        }
        let name = part.name().unwrap_or_default().to_owned();
        let is_twice = top.contains_key(&name) || files.iter().any(|(taken, _)| *taken == name);
        match (name.as_str(), part.file_name().map(str::to_owned)) {
            _ if is_twice => errors.push(misfit(&name, "repeated", "This part stands twice.")),
            ("input" | "branch_from", None) => drop(top.insert(name, Value::Object(object(part).await?))),
            ("use_cache", None) => drop(top.insert(name, flag(&bytes(part, MAX_PRICE).await?))),
            ("max_price_microcredits", None) => drop(top.insert(name, number(&bytes(part, MAX_PRICE).await?))),
            (_, Some(filename)) if is_file(schema, &name) => {
                let bytes = bytes(part, usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX)).await?;
                files.push((name, GivenFile { filename, bytes }));
            }
            _ if is_file(schema, &name) => {
                errors.push(misfit(&name, "not_a_file", "A part with a file name is needed."));
            }
            _ if schema.field(&name).is_some() => {
                errors.push(misfit(
                    &name,
                    "not_in_input",
                    "This is no file: it belongs into the part `input`, which is JSON.",
                ));
            }
            _ => errors.push(misfit(&name, "unknown_field", "This agent takes no such file.")),
        }
    }
    let mut fields = Fields::new(top);
    let body = json::take(&mut fields);
    fields.end()?;
    // A file belongs into a part of its own; its field has no place among the values.
    for field in schema.fields.iter().filter(|field| is_file(schema, &field.name)) {
        if body.input.get(&field.name).is_some_and(|value| !value.is_null()) {
            errors.push(misfit(&field.name, "not_a_file", "Send the file as a part of its own."));
        }
    }
    if errors.is_empty() { Ok((body, files)) } else { Err(Problem::invalid(errors).into()) }
}

fn is_file(schema: &Schema, name: &str) -> bool {
    schema.field(name).is_some_and(|field| matches!(field.kind, input::Kind::File { .. }))
}

fn misfit(name: &str, code: &str, message: &str) -> FieldError {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    FieldError::new(format!("input.{shown}"), code, message)
}

async fn bytes(mut part: Field<'_>, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refusal(&error))? {
        if bytes.len() + chunk.len() > limit {
            return Err(too_large().into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn object(part: Field<'_>) -> Result<Map<String, Value>, Refusal> {
    Ok(fields_of(&bytes(part, MAX_INPUT).await?)?.into_map())
}

/// A number, or a text that is then named as none.
fn number(bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    text.trim().parse::<i64>().map_or_else(|_| Value::String(text.into_owned()), Value::from)
}

/// `true` or `false`, or a text that is then named as neither.
fn flag(bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    text.trim().parse::<bool>().map_or_else(|_| Value::String(text.into_owned()), Value::from)
}

fn refusal(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::of_status(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        broken()
    }
}

fn broken() -> Refusal {
    Problem::new(Kind::Malformed, "malformed_multipart", "The body is not a multipart form that can be read.").into()
}
