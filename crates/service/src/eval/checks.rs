//! A case's checks against what it gave.

use domain::catalogue::{Case, CaseCheck};
use serde_json::Value;

use super::work::Worked;
use crate::catalogue::Package;

/// What does not hold, a sentence each.
pub(super) fn compare(package: &Package, case: &Case, worked: &Worked) -> Vec<String> {
    let expects_failure = case.checks.iter().any(|check| matches!(check, CaseCheck::Fails { .. }));
    let mut failures: Vec<String> = case.checks.iter().filter_map(|check| fault(package, check, worked)).collect();
    if let (Err(failure), false) = (&worked.outcome, expects_failure) {
        failures.insert(0, format!("it failed: {failure}"));
    }
    failures
}

fn fault(package: &Package, check: &CaseCheck, worked: &Worked) -> Option<String> {
    let at = |pointer: &str| worked.outcome.as_ref().ok().and_then(|output| output.pointer(pointer));
    let number = |pointer: &str| at(pointer).and_then(Value::as_f64);
    let artifact = |name: &str| worked.artifacts.get(name).map(|bytes| String::from_utf8_lossy(bytes));
    match check {
        CaseCheck::OutputEquals { pointer, value } => {
            let found = at(pointer);
            let equal = found.is_some_and(|found| same(found, value));
            (!equal).then(|| format!("{pointer} is {} and not {value}", shown(found)))
        }
        CaseCheck::OutputAtLeast { pointer, value } => {
            let fits = number(pointer).is_some_and(|found| found >= *value);
            (!fits).then(|| format!("{pointer} is {} and not at least {value}", shown(at(pointer))))
        }
        CaseCheck::OutputAtMost { pointer, value } => {
            let fits = number(pointer).is_some_and(|found| found <= *value);
            (!fits).then(|| format!("{pointer} is {} and not at most {value}", shown(at(pointer))))
        }
        CaseCheck::ArtifactContains { artifact: name, text } => {
            let fits = artifact(name).is_some_and(|content| content.contains(text));
            (!fits).then(|| format!("{name} does not contain {text:?}"))
        }
        CaseCheck::ArtifactLacks { artifact: name, text } => {
            let fits = artifact(name).is_some_and(|content| !content.contains(text));
            (!fits).then(|| format!("{name} contains {text:?} or is not there"))
        }
        CaseCheck::ArtifactEquals { artifact: name, file } => {
            let fits = worked.artifacts.get(name).is_some_and(|bytes| package.files.get(file) == Some(bytes));
            (!fits).then(|| format!("{name} is not {file}"))
        }
        CaseCheck::MessageContains { text } => {
            let fits = worked.messages.iter().any(|message| message.contains(text));
            (!fits).then(|| format!("no message contains {text:?}"))
        }
        CaseCheck::Fails { code } => match &worked.outcome {
            Err(failure) if failure.code == *code => None,
            Err(failure) => Some(format!("it failed with {} and not {code}", failure.code)),
            Ok(_) => Some(format!("it succeeded and did not fail with {code}")),
        },
    }
}

/// Equal, with `1` and `1.0` the same number.
fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => (found - expected).abs() <= f64::EPSILON * expected.abs(),
        _ => found == expected,
    }
}

fn shown(found: Option<&Value>) -> String {
    found.map_or_else(|| "not there".to_owned(), ToString::to_string)
}
