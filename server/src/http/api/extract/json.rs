//! A JSON body.

use axum::extract::{FromRequest, Request};
use domain::error::Kind;
use serde_json::Value;
use service::Problem;

use super::body::{ContentType, read_body, unsupported};
use super::fields::Fields;
use crate::http::problem::Refusal;

/// Levels of nesting that are read; `serde_json` itself stops at 128, this leaves room for whoever walks the value.
const MAX_DEPTH: usize = 64;

/// What a JSON body is read into.
pub trait FromFields: Sized {
    /// Bytes at most.
    const MAX_BYTES: usize = 64 * 1024;
    /// Whether no body at all stands for `{}`.
    const MAY_BE_ABSENT: bool = false;

    /// Takes what it needs. Where a field is missing or misfits, `fields` remembers it and the value given here is
    /// thrown away.
    fn from_fields(fields: &mut Fields) -> Self;
}

/// A JSON object, read strictly.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: FromFields> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let content_type = ContentType::of(&parts.headers);
        let may_be_empty = T::MAY_BE_ABSENT && !parts.headers.contains_key(http::header::CONTENT_TYPE);
        if content_type != Some(ContentType::Json) && !may_be_empty {
            return Err(unsupported("application/json").into());
        }
        let bytes = read_body(body, T::MAX_BYTES).await?;
        if may_be_empty && !bytes.is_empty() {
            return Err(unsupported("application/json").into());
        }
        let mut fields = if may_be_empty { Fields::default() } else { fields_of(&bytes)? };
        let value = T::from_fields(&mut fields);
        fields.end()?;
        Ok(Self(value))
    }
}

/// The fields of a JSON object.
pub(crate) fn fields_of(bytes: &[u8]) -> Result<Fields, Refusal> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        Problem::new(Kind::Malformed, "malformed_json", format!("The body is not JSON that can be read; see {place}."))
    })?;
    if is_deeper(&value, MAX_DEPTH) {
        let detail = format!("The body is nested deeper than {MAX_DEPTH} levels.");
        return Err(Problem::new(Kind::Malformed, "too_deep", detail).into());
    }
    match value {
        Value::Object(map) => Ok(Fields::new(map)),
        _ => Err(Problem::new(Kind::Invalid, "not_an_object", "The body must be a JSON object.").into()),
    }
}

fn is_deeper(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(items) => levels == 0 || items.iter().any(|item| is_deeper(item, levels - 1)),
        Value::Object(map) => levels == 0 || map.values().any(|item| is_deeper(item, levels - 1)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_has_a_limit() {
        let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(fields_of(nested(60).as_bytes()).is_ok());
        assert_eq!(fields_of(nested(70).as_bytes()).err().map(|refusal| refusal.problem().code), Some("too_deep"));
        assert_eq!(
            fields_of(nested(100_000).as_bytes()).err().map(|refusal| refusal.problem().code),
            Some("malformed_json")
        );
    }
}
