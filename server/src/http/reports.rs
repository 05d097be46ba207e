//! Browsers' reports of what the content policy stopped: counted and logged, answered with nothing.
//!
//! In the tests there must be none. A report is written by whoever sends it, so it is cut short and only two of its
//! fields are looked at.

use axum::body::Bytes;
use http::StatusCode;
use serde::Deserialize;

use crate::http::traffic;

const MAX_CHARS: usize = 200;

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "csp-report")]
    report: Report,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Report {
    #[serde(default)]
    blocked_uri: String,
    #[serde(default)]
    violated_directive: String,
}

/// Takes a report.
pub async fn receive(body: Bytes) -> StatusCode {
    let Ok(Envelope { report }) = serde_json::from_slice(&body) else { return StatusCode::BAD_REQUEST };
    metrics::counter!(traffic::REPORTS).increment(1);
    let directive = shortened(&report.violated_directive);
    tracing::warn!(directive, blocked = shortened(&report.blocked_uri), "the content policy stopped something");
    StatusCode::NO_CONTENT
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_a_report_is_taken() {
        let report = br#"{"csp-report": {"blocked-uri": "inline", "violated-directive": "script-src", "more": 1}}"#;
        assert_eq!(receive(Bytes::from_static(report)).await, StatusCode::NO_CONTENT);
        assert_eq!(receive(Bytes::from_static(b"{}")).await, StatusCode::BAD_REQUEST);
        assert_eq!(shortened("a\r\nb"), "ab");
    }
}
