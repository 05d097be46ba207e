//! What is told of the findings: files for people and for programs, the output, the message.

pub(crate) mod diff;
pub(crate) mod markdown;
pub(crate) mod message;
pub(crate) mod output;
pub(crate) mod sarif;
pub(crate) mod table;

use super::finding::Severity;
use crate::native::chart::bars::{self, Bar};
use crate::native::chart::{ACCENT, BAR};
use crate::native::security_scanner::steps::Summary;

/// Colour of what has to be mended now: clear on white and on black.
const CRITICAL: &str = "#d64545";
/// Colour of what is worth knowing.
const LOW: &str = "#8a8f98";

/// How many findings there are of each severity.
pub(crate) fn chart(summary: &Summary) -> Vec<u8> {
    let bars: Vec<Bar> = Severity::ALL
        .into_iter()
        .map(|severity| {
            let count = summary.counts.of(severity);
            let colour = match severity {
                Severity::Critical => CRITICAL,
                Severity::High => ACCENT,
                Severity::Medium => BAR,
                Severity::Low => LOW,
            };
            Bar { label: severity.as_str().to_owned(), size: count, told: count.to_string(), colour }
        })
        .collect();
    bars::ordered("Findings by severity", "number of findings", &bars)
}

/// The sentence that every report ends with.
pub(crate) fn limits(date: &str) -> String {
    format!(
        "The advisories on file are a snapshot of {date}: newer ones, and packages it does not name, are not known here. \
         That nothing is found is no proof that nothing is there."
    )
}
