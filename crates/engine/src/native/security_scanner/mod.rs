//! `security-scanner`: code and dependency files in; secrets, weak places and known weaknesses of packages out, each
//! with its place, what it means and, where that can be made by itself, what mends it.
//!
//! | module | what it knows |
//! |---|---|
//! | `limit` | what one run takes at most |
//! | `source` | how the input is files: pasted code, single files, archives |
//! | `secret` | keys and tokens, by format, checksum and randomness |
//! | `code` | weak places, on syntax trees, with the way of values within a function |
//! | `dependency` | files that name packages, and the shipped snapshot of advisories |
//! | `rule`, `finding` | what is looked for, and what was found |
//! | `scan` | one file, by all of these |
//! | `report` | the files of the result, the output, the message |
//!
//! What makes it right more often than a search by lines: a rule about code sees calls with their arguments. An
//! argument is constant, unknown, put together, or from outside, and was made clean for a use or not (`code::flow`);
//! so a statement with parameters is no finding and one put together from a request is a critical one. How often it is
//! right on code that its rules were not written for is measured by `examples/scanner_accuracy.rs`.
//!
//! Findings are not kept in the journal but their digest is: after a crash they follow from the input once more.

mod code;
mod dependency;
mod finding;
mod limit;
mod options;
mod report;
mod rule;
mod scan;
mod secret;
mod session;
mod source;
mod steps;

use std::sync::Arc;

use serde_json::Value;

pub use self::code::Language;
pub use self::finding::{Confidence, Severity};

use self::options::Options;
use self::report::{message, output};
use self::session::Session;
use crate::cancel::Cancel;
use crate::context::{Context, Input, Stop};

/// Raised with every change of output or steps.
pub const REVISION: u32 = 1;

/// Scans the files of the input.
pub async fn run(context: Context, input: Input) -> Result<Value, Stop> {
    let session = Arc::new(Session::new(input.files, Options::read(&input.values)));
    let found = steps::read(&context, &session).await?;
    let done = steps::scan(&context, &session, &found).await?;
    let summary = steps::write(&context, &session, &found, &done).await?;
    steps::draw(&context, &session, &summary).await?;
    context.say("result", message::message(&found, &summary)).await?;
    Ok(output::output(&found, &summary))
}

/// What is found in one file of code: rule, weakness by number, line, confidence. For measuring how often it is right.
pub fn check_code(path: &str, text: &str, language: Language) -> Vec<(&'static str, u16, u32, Confidence)> {
    let checked = code::check(path, text, language, &Cancel::default());
    let told = |finding: &finding::Finding| (finding.rule.id, finding.rule.cwe, finding.place.line, finding.confidence);
    checked.findings.iter().map(told).collect()
}
