//! The findings in the Static Analysis Results Interchange Format, version 2.1.0 of OASIS.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::native::security_scanner::finding::{Confidence, Finding, Severity};
use crate::native::security_scanner::rule::Rule;
use crate::native::security_scanner::source::Source;
use crate::native::security_scanner::source::lines::Lines;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Files that are told as not read, at most.
const MAX_NOTES: usize = 200;

/// The log of one run.
pub(crate) fn log(findings: &[&Finding], source: &Source, date: &str) -> Vec<u8> {
    let rules: Vec<&Rule> = Rule::all().collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &rules, source)).collect();
    let notes: Vec<Value> = source
        .skipped
        .iter()
        .take(MAX_NOTES)
        .map(|skipped| {
            json!({
                "level": "note",
                "message": {"text": format!("Not read: {}.", skipped.why.why())},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": address(&skipped.path)}}}],
            })
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Guildhall security-scanner",
                "semanticVersion": "1.0.0",
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": notes}],
            "properties": {"advisoriesOf": date},
            "results": results,
        }],
    });
    serde_json::to_vec_pretty(&log).unwrap_or_default()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy},
        "helpUri": format!("https://cwe.mitre.org/data/definitions/{}.html", rule.cwe),
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {
            "tags": ["security", format!("external/cwe/cwe-{:03}", rule.cwe), rule.owasp.as_str()],
            "security-severity": rule.severity.score(),
        },
    })
}

fn result(finding: &Finding, rules: &[&Rule], source: &Source) -> Value {
    let place = &finding.place;
    let mut region = json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    });
    if !finding.excerpt.is_empty() {
        region["snippet"] = json!({"text": finding.excerpt});
    }
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rules.iter().position(|rule| rule.id == finding.rule.id).unwrap_or_default(),
        "level": level(finding.severity),
        "message": {"text": format!("{} {}", finding.message, finding.rule.remedy)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": address(&finding.path)},
            "region": region,
        }}],
        "partialFingerprints": {"guildhall/v1": fingerprint(finding)},
        "rank": match finding.confidence {
            Confidence::High => 90.0,
            Confidence::Medium => 60.0,
            Confidence::Low => 30.0,
        },
        "properties": {
            "severity": finding.severity.as_str(),
            "confidence": finding.confidence.as_str(),
            "security-severity": finding.severity.score(),
        },
    });
    if let Some(affected) = &finding.affected {
        result["properties"]["package"] =
            json!(format!("{}:{}@{}", affected.ecosystem, affected.package, affected.version));
        result["properties"]["advisories"] = json!(affected.ids);
        result["properties"]["fixedIn"] = json!(affected.fixed);
    }
    if let Some(fixes) = fixes(finding, source) {
        result["fixes"] = fixes;
    }
    result
}

/// Replacements as regions of the file.
fn fixes(finding: &Finding, source: &Source) -> Option<Value> {
    if finding.edits.is_empty() {
        return None;
    }
    let found = source.files.binary_search_by(|file| file.path.as_str().cmp(&finding.path)).ok()?;
    let lines = Lines::new(&source.files[found].text);
    let replacements: Vec<Value> = finding
        .edits
        .iter()
        .map(|edit| {
            let place = lines.place(edit.range.clone());
            json!({
                "deletedRegion": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": place.end_line,
                    "endColumn": place.end_column,
                },
                "insertedContent": {"text": edit.text},
            })
        })
        .collect();
    Some(json!([{
        "description": {"text": finding.rule.remedy},
        "artifactChanges": [{
            "artifactLocation": {"uri": address(&finding.path)},
            "replacements": replacements,
        }],
    }]))
}

/// A finding that was there before is the same one, wherever its line has moved to: so a re-scan can tell what is new.
pub(crate) fn fingerprint(finding: &Finding) -> String {
    let mut hash = Sha256::new();
    let package = finding.affected.as_ref().map(|affected| format!("{}{}", affected.package, affected.ids.concat()));
    let what = package.as_deref().unwrap_or(&finding.excerpt);
    for part in [finding.rule.id, &finding.path, what] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    domain::hex::hex(&hash.finalize()[..16])
}

/// A path as a relative reference of RFC 3986.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
