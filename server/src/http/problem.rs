//! From a failure to what a client reads of it (RFC 9457): the one place.
//!
//! A handler answers `Result<_, Refusal>`; `?` turns each use case's error into one. What axum and tower refuse by
//! themselves (a path nobody serves, a method, a body too large, a panic) has a status and no words: [`render`], the
//! layer around the API, gives it words, and it writes the request's id into every answer. So there is no second shape
//! of an error on the wire. Internal text is in none: a [`Problem`] carries only what the outside may know.

use std::any::Any;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::error::{FieldError, Kind};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};
use service::Problem;

use crate::http::request_id::RequestId;

/// The media type of every error of the API.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A request that is refused, as the outside sees it.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    // Boxed: it travels in the `Err` of everything that reads a request.
    problem: Box<Problem>,
}

impl<E: Into<Problem>> From<E> for Refusal {
    fn from(error: E) -> Self {
        let problem = Box::new(error.into());
        let status = StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, problem }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.answer(None)
    }
}

impl Refusal {
    /// The words for a status that came without any.
    pub fn of_status(status: StatusCode) -> Self {
        let (kind, code, detail) = match status {
            StatusCode::UNAUTHORIZED => return Self::from(Problem::unauthenticated()),
            StatusCode::NOT_FOUND => return Self::from(Problem::not_found()),
            StatusCode::INTERNAL_SERVER_ERROR => return Self::from(Problem::internal()),
            StatusCode::FORBIDDEN => (Kind::Forbidden, "forbidden", "This is not allowed here."),
            StatusCode::METHOD_NOT_ALLOWED => {
                (Kind::Malformed, "method_not_allowed", "This address does not take that method; see the header Allow.")
            }
            StatusCode::NOT_ACCEPTABLE => {
                (Kind::Malformed, "not_acceptable", "The answer cannot be given in that form.")
            }
            StatusCode::REQUEST_TIMEOUT => (Kind::Unavailable, "timeout", "The request did not arrive in time."),
            StatusCode::PAYLOAD_TOO_LARGE => (Kind::TooLarge, "too_large", "The body is larger than is taken here."),
            StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
                (Kind::Malformed, "headers_too_large", "The address or the headers are longer than is taken here.")
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (
                Kind::UnsupportedMediaType,
                "unsupported_media_type",
                "The body's content type is not one that is read here.",
            ),
            StatusCode::MISDIRECTED_REQUEST => {
                (Kind::Malformed, "unknown_host", "This server does not answer under that host name.")
            }
            StatusCode::UNPROCESSABLE_ENTITY => (Kind::Invalid, "invalid_fields", "Some fields do not fit."),
            StatusCode::TOO_MANY_REQUESTS => {
                (Kind::RateLimited, "too_many_requests", "Too many requests; wait a little.")
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
                (Kind::Unavailable, "unavailable", "This cannot be done right now; try again in a moment.")
            }
            status if status.is_client_error() => (Kind::Malformed, "malformed", "The request cannot be read."),
            _ => (
                Kind::Internal,
                "internal",
                "Something went wrong on our side. Quote the request id when you write to us.",
            ),
        };
        Self { status, problem: Box::new(Problem::new(kind, code, detail)) }
    }

    /// The status it answers with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What is told.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    fn answer(self, request_id: Option<&str>) -> Response {
        let body = serde_json::to_vec(&self.document(request_id)).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let waits = matches!(self.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if let Some(seconds) = self.problem.retry_after_seconds.or(waits.then_some(1)) {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"guildhall\""));
        }
        // For the layer outside, which knows the request's id.
        response.extensions_mut().insert(self);
        response
    }

    fn document<'a>(&'a self, request_id: Option<&'a str>) -> Document<'a> {
        let facts = self.problem.facts.as_ref().and_then(Value::as_object);
        let facts = facts.into_iter().flatten().filter(|(name, _)| !RESERVED.contains(&name.as_str()));
        Document {
            r#type: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: &self.problem.detail,
            code: self.problem.code,
            request_id,
            errors: &self.problem.fields,
            facts: facts.map(|(name, fact)| (name.clone(), fact.clone())).collect(),
        }
    }
}

const RESERVED: [&str; 7] = ["type", "title", "status", "detail", "code", "request_id", "errors"];

/// The wire's shape; `about:blank` says that the title is the status's own (RFC 9457, 4.2.1). Clients go by `code`.
#[derive(Serialize)]
struct Document<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "<[FieldError]>::is_empty")]
    errors: &'a [FieldError],
    #[serde(flatten)]
    facts: Map<String, Value>,
}

/// The layer around the API: every answer from 400 up leaves as a problem with the request's id.
pub async fn render(request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    told(next.run(request).await, request_id.as_deref())
}

/// The answer as a problem with the request's id, where it is one from 400 up.
pub fn told(response: Response, request_id: Option<&str>) -> Response {
    if response.status().as_u16() < 400 {
        return response;
    }
    let told = response.extensions().get::<Refusal>().cloned();
    let is_told = told.is_some();
    let refusal = told.unwrap_or_else(|| Refusal::of_status(response.status()));
    let (parts, _) = response.into_parts();
    let mut answer = refusal.answer(request_id);
    answer.extensions_mut().extend(parts.extensions);
    let mut written = answer.headers().clone();
    if parts.headers.contains_key(RETRY_AFTER) && !is_told {
        // Whoever refused knows better how long to wait.
        written.remove(RETRY_AFTER);
        answer.headers_mut().remove(RETRY_AFTER);
    }
    for (name, value) in &parts.headers {
        // What describes the old body goes with it; what was said beside it (Allow, Retry-After, limits) stays.
        let of_the_body =
            matches!(name.as_str(), "content-type" | "content-length" | "content-encoding" | "etag" | "last-modified");
        if !of_the_body && !written.contains_key(name) {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    answer
}

/// What a panic is told as; its text goes to the log and nowhere else.
#[expect(clippy::needless_pass_by_value, reason = "the signature that tower-http's CatchPanic asks for")]
pub fn of_panic(panic: Box<dyn Any + Send>) -> Response {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("not a text"), "a handler panicked");
    Refusal::of_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

/// A parameter of the address, or a header, that cannot be taken.
pub fn malformed(code: &'static str, field: &str, message: impl Into<String>) -> Problem {
    let message = message.into();
    let fields = vec![FieldError::new(field, code, message.clone())];
    Problem { fields, ..Problem::new(Kind::Malformed, code, message) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tower::ServiceExt as _;
    use tower_http::catch_panic::CatchPanicLayer;

    #[test]
    fn facts_never_cover_what_every_problem_says() {
        let mut problem = Problem::new(Kind::Conflict, "quote_changed", "The price changed.");
        problem.facts = Some(json!({"quote": {"ceiling_microcredits": 2}, "status": 200}));
        let refusal = Refusal::from(problem);
        let told = serde_json::to_value(refusal.document(Some("req_1"))).expect("JSON");
        let expected = json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "The price changed.",
            "code": "quote_changed", "request_id": "req_1", "quote": {"ceiling_microcredits": 2},
        });
        assert_eq!(told, expected);
    }

    #[tokio::test]
    async fn a_panic_tells_nothing_of_itself() {
        let panics = axum::routing::get(async || -> &'static str { panic!("the password is hunter2") });
        let router = axum::Router::new().route("/", panics).layer(CatchPanicLayer::custom(of_panic));
        let request = Request::builder().uri("/").body(axum::body::Body::empty()).expect("a request");
        let response = told(router.oneshot(request).await.expect("an answer"), Some("req_1"));
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[CONTENT_TYPE], MEDIA_TYPE);
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.expect("a body");
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("\"internal\"") && text.contains("req_1") && !text.contains("hunter2"), "{text}");
    }

    #[test]
    fn every_error_status_has_words() {
        for status in 400..600 {
            let status = StatusCode::from_u16(status).expect("a status");
            let refusal = Refusal::of_status(status);
            assert_eq!(refusal.status(), status);
            assert!(!refusal.problem().detail.is_empty() && !refusal.problem().code.is_empty());
        }
    }
}
