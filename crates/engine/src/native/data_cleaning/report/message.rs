//! What the agent says at the end, in plain words.

use std::fmt::Write as _;

use super::{Report, short_name};
use crate::native::data_cleaning::issue::Issue;
use crate::native::data_cleaning::rule::Rule;
use crate::native::markdown::{counted, escape, grouped};

/// Columns shown in the message; the summary shows all.
const MAX_COLUMNS: usize = 15;
const MAX_ASSUMPTIONS: usize = 6;

/// The message.
pub(crate) fn message(report: &Report<'_>) -> String {
    let mut text = headline(report);
    text.push_str("\n\n");
    for sentence in findings(report) {
        let _ = writeln!(text, "- {sentence}");
    }
    let assumptions = report.assumptions();
    if !assumptions.is_empty() {
        text.push_str("\n**Please check what was assumed**\n\n");
        for assumption in assumptions.iter().take(MAX_ASSUMPTIONS) {
            let _ = writeln!(text, "- {}", escape(assumption));
        }
        if assumptions.len() > MAX_ASSUMPTIONS {
            let _ = writeln!(text, "- … and {} more in summary.md.", assumptions.len() - MAX_ASSUMPTIONS);
        }
    }
    text.push('\n');
    text.push_str(&columns(report, MAX_COLUMNS));
    let issues = if report.stats.flags.total() > 0 { ", **issues.csv** is the list to look through" } else { "" };
    let _ =
        write!(text, "\n**cleaned.csv** is the table, **changes.csv** says what was changed where and why{issues}.");
    text
}

/// The result in one sentence.
pub(crate) fn headline(report: &Report<'_>) -> String {
    let (rows, columns) = (counted(report.dialect.rows as u64, "row"), counted(report.names.len() as u64, "column"));
    let stats = report.stats;
    if stats.rules().next().is_none() {
        return format!("**{} is clean.** {rows} in {columns}; nothing had to be changed.", escape(report.filename));
    }
    format!(
        "**{} is cleaned.** {rows} in, {} out, {columns}; {} changed.",
        escape(report.filename),
        grouped(stats.rows_out),
        counted(stats.cells_changed, "cell")
    )
}

/// What was found and done, in sentences.
pub(crate) fn findings(report: &Report<'_>) -> Vec<String> {
    let (stats, dialect) = (report.stats, report.dialect);
    let mut told = vec![format!(
        "Read as {} with {} between cells{}.",
        dialect.encoding,
        match dialect.delimiter_name() {
            "none" => "nothing",
            "tab" => "a tab",
            name => name,
        },
        if dialect.preamble > 0 {
            format!("; {} above the header left out", counted(dialect.preamble as u64, "line"))
        } else {
            String::new()
        }
    )];
    if report.exact > 0 {
        let done = if report.removed_exact { "removed" } else { "flagged" };
        told.push(format!("{} {done} as equal to an earlier one.", counted(report.exact, "row")));
    }
    if report.near > 0 {
        let (done, verb) = (
            if report.removed_near { "removed" } else { "flagged, not removed" },
            if report.near == 1 { "resembles" } else { "resemble" },
        );
        told.push(format!("{} {verb} an earlier one: {done}.", counted(report.near, "row")));
    }
    if report.all_outliers() > 0 {
        told.push(format!("{} flagged; none was changed.", counted(report.all_outliers(), "outlier")));
    }
    let row_rules = [Rule::DuplicateRow, Rule::NearDuplicateRow];
    let rules: Vec<String> = stats
        .rules()
        .filter(|(rule, _)| !row_rules.contains(rule))
        .map(|(rule, count)| format!("{} ({})", rule.title().to_lowercase(), grouped(count)))
        .collect();
    if !rules.is_empty() {
        told.push(format!("Changes: {}.", rules.join(", ").replace("iso 8601", "ISO 8601")));
    }
    let known = [Issue::Outlier, Issue::NearDuplicate, Issue::Duplicate];
    let issues: Vec<String> = stats
        .issues()
        .filter(|(issue, _)| !known.contains(issue))
        .map(|(issue, count)| format!("{} ({})", issue.title().to_lowercase(), grouped(count)))
        .collect();
    if !issues.is_empty() {
        told.push(format!("Left as they are for you to decide: {}.", issues.join(", ")));
    }
    if report.all_missing() > 0 {
        told.push(format!("{} in the cleaned table.", counted(report.all_missing(), "empty cell")));
    }
    told
}

/// A table of the columns.
pub(crate) fn columns(report: &Report<'_>, at_most: usize) -> String {
    let mut text =
        "| Column | Type | Missing | Changed | Outliers | Other issues |\n|---|---|---:|---:|---:|---:|\n".to_owned();
    for column in 0..report.names.len().min(at_most) {
        let stats = report.stats;
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            escape(&short_name(report.names, column)),
            escape(&report.type_of(column)),
            grouped(stats.missing[column]),
            grouped(stats.changed[column]),
            grouped(report.outliers(column)),
            grouped(stats.flagged[column])
        );
    }
    if report.names.len() > at_most {
        let _ = writeln!(
            text,
            "\n… and {}; all are in summary.md.",
            counted((report.names.len() - at_most) as u64, "more column")
        );
    }
    text
}
