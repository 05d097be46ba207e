//! Secrets in any text: by their formats, by checksums where formats have them, by randomness where they do not.

mod checksum;
mod entropy;
pub(crate) mod mask;
mod pattern;

use std::ops::Range;

use self::checksum::Proof;
use self::pattern::{PATTERNS, Pattern, SETTING};
use super::finding::{Confidence, Finding, Severity};
use super::limit::MAX_FINDINGS_PER_FILE;
use super::rule::Rule;
use super::source::lines::Lines;
use super::source::{Kind, SourceFile};

/// Bits for each character of a value that a setting's name calls a secret.
const SETTING_BITS: f64 = 3.2;
/// Files that are made of hashes.
const HASHES: [&str; 6] = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "poetry.lock", "Cargo.lock"];

/// What was found in one file.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    /// What was found; its excerpts are cut once all secrets of the file are known.
    pub(crate) findings: Vec<Finding>,
    /// Where secrets stand.
    pub(crate) places: Vec<Range<usize>>,
}

/// Looks for secrets in a file.
pub(crate) fn find(file: &SourceFile) -> Secrets {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let mut found = Secrets::default();
    if HASHES.contains(&name) {
        return found;
    }
    let lines = Lines::new(&file.text);
    for pattern in PATTERNS.iter() {
        by_pattern(file, pattern, &lines, &mut found);
    }
    if file.kind == Kind::Other {
        by_setting(file, &lines, &mut found);
    }
    found
}

fn by_pattern(file: &SourceFile, pattern: &Pattern, lines: &Lines<'_>, found: &mut Secrets) {
    for captures in pattern.looks.captures_iter(&file.text) {
        let Some(whole) = captures.get(1).or_else(|| captures.get(0)) else { continue };
        let (text, range) = (whole.as_str(), whole.range());
        let proof = (pattern.check)(text);
        let is_like = match proof {
            Proof::Refuted => false,
            Proof::Proved => true,
            Proof::None => {
                let is_key = pattern.rule == "private-key";
                (is_key || !entropy::is_stand_in(text) && !is_variable(text)) && entropy::bits(text) >= pattern.bits
            }
        };
        if !is_like || overlaps(&found.places, &range) {
            continue;
        }
        found.places.push(range.clone());
        let confidence = match proof {
            Proof::Proved => Confidence::High,
            _ if pattern.rule == "password-in-address" => Confidence::Medium,
            _ if pattern.bits > 0.0 || pattern.rule == "private-key" => Confidence::High,
            _ => Confidence::Medium,
        };
        let why = match (proof, pattern.rule) {
            (Proof::Proved, "payment-card") => ", its check digit fits",
            (Proof::Proved, _) if pattern.name.contains("web token") => ", its header and claims can be read",
            (Proof::Proved, _) => ", its checksum fits",
            _ => "",
        };
        let shown = if pattern.rule == "private-key" { String::new() } else { format!(" `{}`", mask::mask(text)) };
        let message = format!("{}{shown} stands in the file{why}.", pattern.name);
        push(file, lines, found, (pattern.rule, pattern.severity, confidence), range, message);
    }
}

fn by_setting(file: &SourceFile, lines: &Lines<'_>, found: &mut Secrets) {
    let Some(setting) = SETTING.as_ref() else { return };
    for captures in setting.captures_iter(&file.text) {
        let (Some(name), Some(value)) = (captures.get(1), captures.get(2)) else { continue };
        let text = value.as_str();
        let is_path = text.starts_with(['/', '.', '$', '{', '<', '(', '[', '%', '*', '&', '!']) || text.contains("://");
        let is_like = !is_path
            && !entropy::is_stand_in(text)
            && !is_variable(text)
            && text.bytes().any(|byte| byte.is_ascii_digit())
            && entropy::bits(text) >= SETTING_BITS;
        if !is_like || overlaps(&found.places, &value.range()) {
            continue;
        }
        found.places.push(value.range());
        let name: String = name.as_str().chars().take(60).collect();
        let message = format!("The setting `{name}` has the value `{}`, which looks like a secret.", mask::mask(text));
        push(file, lines, found, ("likely-secret", Severity::High, Confidence::Medium), value.range(), message);
    }
}

fn push(
    file: &SourceFile,
    lines: &Lines<'_>,
    found: &mut Secrets,
    (rule, severity, confidence): (&str, Severity, Confidence),
    range: Range<usize>,
    message: String,
) {
    let Some(rule) = Rule::find(rule) else { return };
    if found.findings.len() >= MAX_FINDINGS_PER_FILE {
        return;
    }
    found.findings.push(Finding {
        rule,
        path: file.path.clone(),
        place: lines.place(range),
        severity,
        confidence,
        message,
        excerpt: String::new(),
        edits: Vec::new(),
        affected: None,
    });
}

fn overlaps(places: &[Range<usize>], range: &Range<usize>) -> bool {
    places.iter().any(|place| place.start < range.end && range.start < place.end)
}

/// Whether a text is filled in elsewhere: `${TOKEN}`, `{{ token }}`, `%TOKEN%`, `process.env.TOKEN`, `PASSWORD`.
fn is_variable(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains("${")
        || text.contains("{{")
        || text.contains("$(")
        || text.contains("<%")
        || lower.contains("env.")
        || lower.contains("environ")
        || lower.contains("password")
        || lower.contains("secret")
        || (text.starts_with('%') && text.ends_with('%'))
        || text.chars().all(|c| c == '*' || c == 'x' || c == '.')
}
