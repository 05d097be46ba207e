//! Weak places in code, found on its syntax tree.
//!
//! | module | what it knows |
//! |---|---|
//! | `language`, `parse` | which language a file is in, and its tree |
//! | `reader` | what nodes mean, whatever the language |
//! | `python` … `php` | how one language says it, and what is looked for in it |
//! | `flow` | where values come from |
//! | `sink`, `check` | what hurts, and when |
//! | `password` | constants that are given to names of passwords |

mod check;
mod flow;
mod go;
mod java;
mod javascript;
mod language;
mod parse;
mod password;
mod php;
mod python;
mod reader;
mod rust;
mod sink;

use std::ops::Range;

pub use self::language::Language;

use self::flow::Flow;
use self::flow::value::From;
use self::reader::Code;
use self::sink::Hit;
use super::finding::{Confidence, Edit, Finding, Severity};
use super::rule::Rule;
use super::source::lines::Lines;
use crate::cancel::Cancel;

/// What was found in one file.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// What was found; its excerpts are cut once all secrets of the file are known.
    pub(crate) findings: Vec<Finding>,
    /// Where passwords stand.
    pub(crate) secrets: Vec<Range<usize>>,
    /// Whether the text has a tree within the limits.
    pub(crate) is_read: bool,
}

/// Looks for weak places in a file.
pub(crate) fn check(path: &str, text: &str, language: Language, cancel: &Cancel) -> Checked {
    let Some(tree) = parse::parse(text, language, cancel) else { return Checked::default() };
    let lines = Lines::new(text);
    let walked = Flow::walk(Code::new(text), &tree, language.reader(), cancel);
    let mut findings: Vec<Finding> = walked.hits.iter().filter_map(|hit| finding(path, &lines, hit)).collect();
    findings.sort_by(|one, other| one.place.cmp(&other.place).then_with(|| one.rule.id.cmp(other.rule.id)));
    findings.dedup_by(|later, first| later.rule == first.rule && later.place.line == first.place.line);
    Checked { findings, secrets: walked.secrets, is_read: true }
}

fn finding(path: &str, lines: &Lines<'_>, hit: &Hit<'_>) -> Option<Finding> {
    let rule = Rule::find(hit.rule)?;
    let confidence = match (hit.from, hit.is_built) {
        (From::Outside | From::Constant, _) => Confidence::High,
        (From::Unknown, true) => Confidence::Medium,
        (From::Unknown, false) => Confidence::Low,
    };
    // What a stranger is seen to choose is worse than what only might be.
    let severity = match (hit.from, rule.severity) {
        (From::Outside, Severity::High) => match rule.id {
            "sql-injection" | "command-injection" | "code-injection" | "unsafe-deserialization" => Severity::Critical,
            _ => Severity::High,
        },
        (From::Unknown, Severity::High) if !hit.is_built => Severity::Medium,
        (_, severity) => severity,
    };
    let how = match (hit.from, hit.is_built) {
        (From::Outside, true) => ": its text is put together with a value from outside",
        (From::Outside, false) => ": its value comes from outside",
        (From::Unknown, true) => ": its text is put together with a value that is not constant",
        (From::Unknown, false) => ": its value is not constant",
        (From::Constant, _) => "",
    };
    Some(Finding {
        rule,
        path: path.to_owned(),
        place: lines.place(hit.node.byte_range()),
        severity,
        confidence,
        message: format!("{} in `{}`{how}.", rule.name, hit.name),
        excerpt: String::new(),
        edits: hit.edit.iter().map(|(range, text)| Edit { range: range.clone(), text: text.clone() }).collect(),
        affected: None,
    })
}
