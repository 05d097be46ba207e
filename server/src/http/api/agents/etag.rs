//! The `ETag` of an answer made from the catalogue's snapshot: which snapshot, and what was asked of it.

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Every time it is used it is asked for again, which costs 304 and no body.
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// A weak `ETag`: compression may change the bytes, never the meaning.
#[derive(Debug)]
pub(super) struct Etag(HeaderValue);

impl Etag {
    /// Of what `asked` says, answered from snapshot `generation`.
    pub(super) fn new(generation: &str, asked: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(generation.as_bytes());
        hash.update([0]);
        hash.update(asked.as_bytes());
        let digest = hash.finalize();
        Self::of(&URL_SAFE_NO_PAD.encode(&digest[..15]))
    }

    /// Of an answer that has a digest already.
    pub(super) fn of(digest: &str) -> Self {
        let text = format!("W/\"{digest}\"");
        Self(HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("W/\"\"")))
    }

    /// Whether the asker holds this answer already (RFC 9110, 13.1.2, weak comparison).
    pub(super) fn is_held(&self, headers: &HeaderMap) -> bool {
        let mine = opaque(self.0.to_str().unwrap_or_default());
        let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(str::trim).any(|tag| tag == "*" || opaque(tag) == mine)
    }

    /// "As you have it."
    pub(super) fn unchanged(self) -> Response {
        (StatusCode::NOT_MODIFIED, [(ETAG, self.0), (CACHE_CONTROL, REVALIDATE)]).into_response()
    }

    /// The answer, to be kept under this tag.
    pub(super) fn with(self, body: &impl Serialize) -> Response {
        ([(ETAG, self.0), (CACHE_CONTROL, REVALIDATE)], axum::Json(body)).into_response()
    }

    /// The answer as JSON that was made before, to be kept under this tag.
    pub(super) fn with_json(self, json: Bytes) -> Response {
        let json_type = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
        ([(ETAG, self.0), (CACHE_CONTROL, REVALIDATE), json_type], json).into_response()
    }
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_question_or_snapshot_has_another_tag() {
        let tag = Etag::new("1", "q=a");
        let text = tag.0.to_str().expect("ASCII").to_owned();
        let held = |line: &str| {
            let headers = HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_str(line).expect("a value"))]);
            tag.is_held(&headers)
        };
        assert!(held(&text) && held(&format!("\"x\", {text}")) && held("*") && held(opaque(&text)));
        assert!(!held("\"x\"") && !tag.is_held(&HeaderMap::new()));
        assert_ne!(Etag::new("2", "q=a").0, tag.0);
        assert_ne!(Etag::new("1", "q=b").0, tag.0);
    }
}
