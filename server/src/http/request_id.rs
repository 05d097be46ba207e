//! The ids of a request: the one we made, which every answer and log line carries, and the trace's, which the caller
//! may bring.

use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use http::{HeaderMap, HeaderName};
use service::clock::Clock;

/// The header in which the request's id is told.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const X_TRACE_ID: HeaderName = HeaderName::from_static("x-trace-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// The id of a request: 32 hexadecimal digits of a version 7 UUID, always made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub Arc<str>);

/// The id of a trace, 32 hexadecimal digits: the caller's where it brings a well-formed one, else the request's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceId(pub Arc<str>);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl RequestId {
    /// A fresh one.
    pub fn fresh() -> Self {
        Self(format!("{:032x}", Clock::System.mint()).into())
    }
}

impl TraceId {
    /// The trace that the caller names, where the name is well-formed: `traceparent` of W3C Trace Context
    /// (<https://www.w3.org/TR/trace-context/#traceparent-header>), else `X-Trace-ID` with 32 hexadecimal digits.
    fn brought(headers: &HeaderMap) -> Option<Self> {
        let parent = headers.get(TRACEPARENT).and_then(|value| value.to_str().ok()).and_then(of_traceparent);
        let plain = || headers.get(X_TRACE_ID).and_then(|value| value.to_str().ok()).filter(|text| is_id(text, 32));
        parent.or_else(plain).map(|text| Self(text.into()))
    }
}

fn of_traceparent(text: &str) -> Option<&str> {
    let mut parts = text.splitn(4, '-');
    let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let flags_fit = flags.len() == 2 || (version != "00" && flags.get(2..3) == Some("-"));
    (is_hex(version, 2) && version != "ff" && is_id(trace, 32) && is_id(span, 16) && flags_fit).then_some(trace)
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_id(text: &str, digits: usize) -> bool {
    is_hex(text, digits) && text.bytes().any(|byte| byte != b'0')
}

/// Gives a request its ids.
pub fn name(request: &mut Request) -> (RequestId, TraceId) {
    let id = RequestId::fresh();
    let trace = TraceId::brought(request.headers()).unwrap_or_else(|| TraceId(Arc::clone(&id.0)));
    request.extensions_mut().insert(trace.clone());
    request.extensions_mut().insert(id.clone());
    (id, trace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn only_a_well_formed_trace_is_taken_over() {
        let good = format!("00-{TRACE}-00f067aa0ba902b7-01");
        assert_eq!(of_traceparent(&good), Some(TRACE));
        for bad in [
            "",
            TRACE,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        ] {
            assert_eq!(of_traceparent(bad), None, "{bad}");
        }
        let headers = HeaderMap::from_iter([(X_TRACE_ID, HeaderValue::from_static("a\tb"))]);
        assert_eq!(TraceId::brought(&headers), None);
    }
}
