//! The body's bytes and what they claim to be.

use axum::body::{Body, Bytes};
use domain::error::Kind;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use service::Problem;

use crate::http::problem::Refusal;

/// What a body claims to be. A body is read as that and as nothing else, whatever it looks like inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentType {
    Json,
    Multipart,
}

impl ContentType {
    /// Reads the header; `None` where there is none, a second one, or one that is not read here.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut given = headers.get_all(CONTENT_TYPE).iter();
        let (Some(value), None) = (given.next(), given.next()) else { return None };
        let text = value.to_str().ok()?;
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        match essence.trim().to_ascii_lowercase().as_str() {
            "application/json" if is_utf8(parameters) => Some(Self::Json),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

fn is_utf8(parameters: &str) -> bool {
    let parameters = parameters.trim().to_ascii_lowercase();
    matches!(parameters.as_str(), "" | "charset=utf-8" | "charset=\"utf-8\"")
}

/// The refusal of a content type that is not read here.
pub(crate) fn unsupported(wanted: &str) -> Problem {
    Problem::new(Kind::UnsupportedMediaType, "unsupported_media_type", format!("Send the body as {wanted}."))
}

/// All of the body, up to `limit` bytes.
pub(crate) async fn read_body(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > limit as u64) {
        return Err(Refusal::of_status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        // The limit may also be that of a layer outside, under axum's own error.
        Err(error) if is_over_a_limit(error.as_ref()) => Err(Refusal::of_status(StatusCode::PAYLOAD_TOO_LARGE)),
        Err(_) => Err(Problem::new(Kind::Malformed, "broken_body", "The body ended before it was complete.").into()),
    }
}

fn is_over_a_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<LengthLimitError>() {
            return true;
        }
        next = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_what_is_declared_exactly_is_read() {
        let of = |text: &'static str| {
            ContentType::of(&HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(text))]))
        };
        assert_eq!(of("application/json"), Some(ContentType::Json));
        assert_eq!(of("Application/JSON; charset=UTF-8"), Some(ContentType::Json));
        assert_eq!(of("multipart/form-data; boundary=x"), Some(ContentType::Multipart));
        for other in [
            "text/plain",
            "application/json; charset=latin1",
            "application/jsonx",
            "application/x-www-form-urlencoded",
            "",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
        assert_eq!(ContentType::of(&HeaderMap::new()), None);
    }
}
