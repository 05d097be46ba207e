//! What the agent says at the end, in plain words.

use std::fmt::Write as _;

use super::limits;
use super::markdown::capitalised;
use crate::native::markdown::{counted, escape, grouped};
use crate::native::security_scanner::finding::Severity;
use crate::native::security_scanner::steps::{Found, Summary};

/// Findings in the message; the report has all.
const MAX_TOLD: usize = 10;

/// The message.
pub(crate) fn message(found: &Found, summary: &Summary) -> String {
    let mut text = headline(found, summary);
    if !summary.shown.is_empty() {
        text.push_str("\n| Severity | What | Where |\n|---|---|---|\n");
        for shown in summary.shown.iter().take(MAX_TOLD) {
            let read = |name: &str| shown.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
            let line = shown.get("line").and_then(serde_json::Value::as_u64).unwrap_or_default();
            let _ = writeln!(
                text,
                "| {} | {} | {}:{line} |",
                capitalised(read("severity")),
                escape(read("message")),
                escape(read("file"))
            );
        }
        if summary.findings > MAX_TOLD as u64 {
            let more = counted(summary.findings - MAX_TOLD as u64, "more finding");
            let _ = writeln!(text, "\n… and {more} in **report.md**.");
        }
    }
    text.push('\n');
    if summary.changes > 0 {
        let _ = writeln!(
            text,
            "- **fixes.diff** mends {} by itself: look it over, then `git apply fixes.diff`. After raised versions, make the lock file anew and run your tests.",
            counted(summary.changes, "place")
        );
    }
    if summary.withheld > 0 {
        let _ = writeln!(
            text,
            "- {} left out of it, because a secret stands beside and would be shown.",
            counted(summary.withheld, "change")
        );
    }
    let notes = [
        (found.skipped_in_all, "not read (links, binary, too large, other people's code …)"),
        (found.squeezed, "made by a program or squeezed; only secrets were looked for"),
        (summary.unparsed.len() as u64, "too deep or too large for a syntax tree; only secrets were looked for"),
        (summary.unreadable.len() as u64, "of dependencies that cannot be read"),
    ];
    for (count, what) in notes.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(text, "- {} {what}.", counted(count, "file"));
    }
    let _ = writeln!(text, "- {}", limits(&summary.date));
    text
}

fn headline(found: &Found, summary: &Summary) -> String {
    let scanned = format!(
        "{} scanned{}{}",
        counted(found.files, "file"),
        if found.languages.is_empty() {
            String::new()
        } else {
            let names: Vec<&str> = found.languages.iter().map(|(name, _)| name.as_str()).collect();
            format!(" ({})", names.join(", "))
        },
        if summary.packages > 0 {
            format!(", {} compared with advisories", counted(summary.packages, "package"))
        } else {
            String::new()
        },
    );
    if summary.findings == 0 {
        return format!("**Nothing found.** {scanned}.\n");
    }
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .filter(|severity| summary.counts.of(*severity) > 0)
        .map(|severity| format!("{} {}", grouped(summary.counts.of(severity)), severity.as_str()))
        .collect();
    format!("**{}**: {}. {scanned}.\n", counted(summary.findings, "finding"), counts.join(", "))
}
