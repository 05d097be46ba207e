//! `summary.md`: everything that was found and done, to keep beside the cleaned table.

use std::fmt::Write as _;

use super::{Report, message, short_name};
use crate::native::chart::short;
use crate::native::markdown::{escape, grouped};

/// The summary.
pub(crate) fn summary(report: &Report<'_>) -> String {
    let mut text = format!(
        "# Data cleaning: {}\n\n{}\n\n## What was found and done\n\n",
        escape(report.filename),
        message::headline(report)
    );
    for sentence in message::findings(report) {
        let _ = writeln!(text, "- {sentence}");
    }
    let assumptions = report.assumptions();
    if !assumptions.is_empty() {
        text.push_str("\n## What was assumed\n\n");
        for assumption in assumptions {
            let _ = writeln!(text, "- {}", escape(&assumption));
        }
    }
    text.push_str("\n## Columns\n\n");
    text.push_str(&message::columns(report, usize::MAX));
    let _ = write!(text, "\n## Changes by rule\n\n| Rule | What it does | Uses |\n|---|---|---:|\n");
    for (rule, count) in report.stats.rules() {
        let _ = writeln!(text, "| {} | {} | {} |", escape(rule.as_str()), rule.title(), grouped(count));
    }
    if report.stats.flags.total() > 0 {
        text.push_str("\n## Issues for you to decide\n\n| Issue | What it is | Count |\n|---|---|---:|\n");
        for (issue, count) in report.stats.issues() {
            let _ = writeln!(text, "| {} | {} | {} |", escape(issue.as_str()), issue.title(), grouped(count));
        }
    }
    if !report.fences.is_empty() {
        text.push_str(
            "\n## How outliers were told\n\n| Column | Usual range | Outliers | Method |\n|---|---|---:|---|\n",
        );
        for fence in report.fences {
            let name = escape(&short_name(report.names, fence.column));
            let _ = writeln!(
                text,
                "| {name} | {} to {} | {} | {} |",
                short(fence.low),
                short(fence.high),
                grouped(fence.outliers),
                fence.method.title()
            );
        }
    }
    text
}
