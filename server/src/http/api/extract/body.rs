//! The body's bytes and what they claim to be.

use axum::body::{Body, Bytes};
use domain::error::Kind;
use futures::StreamExt as _;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body_util::LengthLimitError;
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
///
/// What is beyond the limit is read and thrown away, up to the limit of the route: a client that is still sending when
/// the connection closes sees a broken pipe instead of the answer.
pub(crate) async fn read_body(body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut whole: Vec<u8> = Vec::new();
    let mut is_over = false;
    let mut frames = body.into_data_stream();
    while let Some(chunk) = frames.next().await {
        match chunk {
            Ok(chunk) if is_over || whole.len() + chunk.len() > limit => {
                is_over = true;
                whole = Vec::new();
            }
            Ok(chunk) => whole.extend_from_slice(&chunk),
            Err(error) if is_over_a_limit(&error) => is_over = true,
            Err(_) if is_over => break,
            Err(_) => {
                return Err(
                    Problem::new(Kind::Malformed, "broken_body", "The body ended before it was complete.").into()
                );
            }
        }
    }
    if is_over { Err(Refusal::of_status(StatusCode::PAYLOAD_TOO_LARGE)) } else { Ok(whole.into()) }
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
