//! The output: what a program reads. Its schema is in the agent's manifest.

use serde_json::{Map, Value, json};

use super::diff;
use super::sarif::fingerprint;
use crate::native::security_scanner::finding::{Finding, Severity};
use crate::native::security_scanner::source::SourceFile;
use crate::native::security_scanner::steps::{Found, Summary};

/// Bytes of one fix in the output; the file has all.
const MAX_FIX: usize = 1_200;
/// Characters of a message.
const MAX_MESSAGE: usize = 400;

/// The output.
pub(crate) fn output(found: &Found, summary: &Summary) -> Value {
    let severities: Map<String, Value> = Severity::ALL
        .into_iter()
        .map(|severity| (severity.as_str().to_owned(), summary.counts.of(severity).into()))
        .collect();
    let languages: Map<String, Value> =
        found.languages.iter().map(|(name, count)| (name.clone(), (*count).into())).collect();
    let skipped: Vec<Value> =
        found.skipped.iter().map(|skipped| json!({"file": skipped.path, "why": skipped.why})).collect();
    let unreadable: Vec<Value> = summary
        .unreadable
        .iter()
        .map(|(path, why)| json!({"file": path, "why": why}))
        .chain(summary.unparsed.iter().map(|path| json!({"file": path, "why": "no syntax tree within the limits"})))
        .collect();
    json!({
        "files": found.files,
        "bytes": found.bytes,
        "languages": languages,
        "packages": summary.packages,
        "advisories": summary.advisories,
        "advisories_date": summary.date,
        "findings_in_all": summary.findings,
        "severities": severities,
        "findings": summary.shown,
        "fixes": summary.changes,
        "skipped": skipped,
        "skipped_in_all": found.skipped_in_all,
        "unreadable": unreadable,
    })
}

/// One finding.
pub(crate) fn finding(finding: &Finding, file: Option<&SourceFile>, secrets: &[std::ops::Range<usize>]) -> Value {
    let fix = file.map(|file| diff::patch(file, finding.edits.iter(), secrets).text);
    let fix = fix.filter(|fix| !fix.is_empty() && fix.len() <= MAX_FIX);
    let affected = finding.affected.as_ref();
    let cut: String = finding.message.chars().take(MAX_MESSAGE).collect();
    json!({
        "id": fingerprint(finding),
        "rule": finding.rule.id,
        "name": finding.rule.name,
        "severity": finding.severity.as_str(),
        "confidence": finding.confidence.as_str(),
        "cwe": finding.rule.cwe,
        "owasp": finding.rule.owasp.as_str(),
        "file": finding.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": cut,
        "excerpt": finding.excerpt,
        "why": finding.rule.why,
        "remedy": finding.rule.remedy,
        "fix": fix,
        "package": affected.map(|affected| json!({
            "ecosystem": affected.ecosystem,
            "name": affected.package,
            "version": affected.version,
            "fixed_in": affected.fixed,
            "advisories": affected.ids,
            "url": affected.url,
        })),
    })
}
