//! The findings as a table.

use crate::native::security_scanner::finding::Finding;
use crate::native::table::write;

const HEADER: [&str; 16] = [
    "severity",
    "confidence",
    "rule",
    "name",
    "file",
    "line",
    "column",
    "cwe",
    "owasp",
    "package",
    "version",
    "fixed_in",
    "advisory",
    "address",
    "message",
    "excerpt",
];

/// The table; no cell of it is computed by a spreadsheet.
pub(crate) fn csv(findings: &[&Finding]) -> Vec<u8> {
    let mut writer = write::writer(findings.len() * 300);
    let _in_memory = writer.write_record(HEADER);
    for finding in findings {
        let affected = finding.affected.as_ref();
        let (line, column) = (finding.place.line.to_string(), finding.place.column.to_string());
        let cwe = format!("CWE-{}", finding.rule.cwe);
        let told = |text: Option<&str>| write::guarded(text.unwrap_or_default(), true).into_owned();
        let row = [
            finding.severity.as_str().to_owned(),
            finding.confidence.as_str().to_owned(),
            finding.rule.id.to_owned(),
            finding.rule.name.to_owned(),
            told(Some(&finding.path)),
            line,
            column,
            cwe,
            finding.rule.owasp.as_str().to_owned(),
            told(affected.map(|affected| affected.package.as_str())),
            told(affected.map(|affected| affected.version.as_str())),
            told(affected.and_then(|affected| affected.fixed.as_deref())),
            told(affected.map(|affected| affected.ids.join(" ")).as_deref()),
            told(affected.map(|affected| affected.url.as_str())),
            told(Some(&finding.message)),
            told(Some(&finding.excerpt)),
        ];
        let _in_memory = writer.write_record(row);
    }
    write::finish(writer)
}
