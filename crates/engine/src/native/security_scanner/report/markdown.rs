//! The report for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::limits;
use crate::native::markdown::{counted, escape, grouped};
use crate::native::security_scanner::finding::{Finding, Severity};
use crate::native::security_scanner::steps::{Found, Summary};

/// Findings that are told one by one; the table has all.
const MAX_TOLD: usize = 500;

/// The report.
pub(crate) fn report(found: &Found, summary: &Summary, findings: &[&Finding]) -> Vec<u8> {
    let mut text = String::from("# Security scan\n\n");
    let _ = writeln!(
        text,
        "{} read ({}), {} compared with {} about {}.\n",
        counted(found.files, "file"),
        found
            .languages
            .iter()
            .map(|(name, count)| format!("{name} {}", grouped(*count)))
            .collect::<Vec<_>>()
            .join(", "),
        counted(summary.packages, "package"),
        counted(summary.advisories, "advisory").replace("advisorys", "advisories"),
        counted(summary.advised_packages, "package"),
    );
    text.push_str("| Severity | Findings |\n|---|---:|\n");
    for severity in Severity::ALL {
        let _ = writeln!(text, "| {} | {} |", severity.as_str(), grouped(summary.counts.of(severity)));
    }
    text.push('\n');
    let mut by_rule: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&&Finding>> = BTreeMap::new();
    for finding in findings.iter().take(MAX_TOLD) {
        by_rule.entry((std::cmp::Reverse(finding.severity), finding.rule.id)).or_default().push(finding);
    }
    for ((severity, _), group) in &by_rule {
        let Some(first) = group.first() else { continue };
        let rule = first.rule;
        let _ = writeln!(
            text,
            "## {}: {} ({})\n\n{} {}\n\nCWE-{}, {}\n",
            capitalised(severity.0.as_str()),
            rule.name,
            grouped(group.len() as u64),
            rule.why,
            rule.remedy,
            rule.cwe,
            rule.owasp.as_str()
        );
        for finding in group {
            let _ = writeln!(
                text,
                "- **{}:{}:{}** {} Confidence: {}.",
                escape(&finding.path),
                finding.place.line,
                finding.place.column,
                escape(&finding.message),
                finding.confidence.as_str()
            );
            if !finding.excerpt.is_empty() && finding.affected.is_none() {
                let _ = writeln!(text, "\n  {}\n", code(&finding.excerpt));
            }
            if let Some(affected) = &finding.affected {
                let _ = writeln!(
                    text,
                    "  {} {}",
                    affected.ids.iter().map(|id| escape(id)).collect::<Vec<_>>().join(", "),
                    affected.url
                );
            }
        }
        text.push('\n');
    }
    if findings.len() > MAX_TOLD {
        let _ =
            writeln!(text, "… and {} in findings.csv.\n", counted((findings.len() - MAX_TOLD) as u64, "more finding"));
    }
    not_read(found, summary, &mut text);
    let _ = writeln!(text, "## What this is not\n\n{}", limits(&summary.date));
    text.into_bytes()
}

fn not_read(found: &Found, summary: &Summary, text: &mut String) {
    if found.skipped.is_empty() && summary.unreadable.is_empty() && summary.unparsed.is_empty() {
        return;
    }
    text.push_str("## Not read\n\n");
    for skipped in &found.skipped {
        let _ = writeln!(text, "- {}: {}", escape(&skipped.path), skipped.why.why());
    }
    let told = found.skipped.len() as u64;
    if found.skipped_in_all > told {
        let _ = writeln!(text, "- … and {}", counted(found.skipped_in_all - told, "more file"));
    }
    for (path, why) in &summary.unreadable {
        let _ = writeln!(text, "- {}: its packages cannot be read ({})", escape(path), escape(why));
    }
    for path in &summary.unparsed {
        let _ =
            writeln!(text, "- {}: too deep or too large for a syntax tree; only secrets were looked for", escape(path));
    }
    text.push('\n');
}

/// Foreign text as code: no sign of it ends the code.
pub(crate) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
