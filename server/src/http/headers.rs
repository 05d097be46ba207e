//! The headers of every answer.

use axum::response::Response;
use domain::account::Viewer;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::http::request_id::{RequestId, X_REQUEST_ID};
use crate::routes::{Kind, Route};

/// Decision 34. No nonce and no hash: the pages carry no inline script at all (see [`crate::http::pages`]).
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'; report-uri /csp-reports";
/// For a file that somebody's agent made: nothing in it runs, nothing it names is fetched.
pub const FILE_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
     gyroscope=(), microphone=(), midi=(), payment=(), usb=()";
const YEAR: &str = "max-age=31536000; includeSubDomains";
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Adds what every answer carries; what the handler said itself stays.
pub fn secure(response: &mut Response, id: &RequestId, is_production: bool) {
    let kind = response.extensions().get::<&'static Route>().map(|row| row.kind);
    let is_known = response.extensions().get::<Viewer>().is_some_and(|viewer| viewer.owner().is_some());
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        headers.insert(X_REQUEST_ID, value);
    }
    set(headers, CONTENT_SECURITY_POLICY, PAGE_POLICY);
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, X_FRAME_OPTIONS, "DENY");
    set(headers, REFERRER_POLICY, "same-origin");
    set(headers, PERMISSIONS_POLICY, PERMISSIONS);
    set(headers, OPENER, "same-origin");
    set(headers, RESOURCE, "same-origin");
    if is_production {
        set(headers, STRICT_TRANSPORT_SECURITY, YEAR);
    }
    if kind != Some(Kind::Asset) {
        // What one person sees is kept nowhere; a public page is asked for again each time, and may say "unchanged".
        set(headers, CACHE_CONTROL, if is_known { "no-store" } else { "private, no-cache" });
        let is_page = headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
        if is_page {
            headers.append(VARY, HeaderValue::from_static("Cookie"));
        }
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn every_answer_is_covered_and_what_a_handler_said_stays() {
        let mut response = Response::new(Body::empty());
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY));
        secure(&mut response, &RequestId("0123".into()), true);
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header("content-security-policy"), Some(FILE_POLICY));
        assert_eq!(header("x-content-type-options"), Some("nosniff"));
        assert_eq!(header("cache-control"), Some("private, no-cache"));
        assert_eq!(header("strict-transport-security"), Some(YEAR));
        assert_eq!(header("x-request-id"), Some("0123"));
    }

    #[test]
    fn pages_allow_no_inline_script_or_style() {
        assert!(!PAGE_POLICY.contains("unsafe-inline") && !PAGE_POLICY.contains("'unsafe-eval'"));
        assert!(PAGE_POLICY.starts_with("default-src 'none';"));
    }
}
