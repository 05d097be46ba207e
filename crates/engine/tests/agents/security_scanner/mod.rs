//! The agent `security-scanner`.

mod accuracy;
mod archive;
mod cases;
mod hostile;
mod outputs;
mod places;
mod resume;

use domain::input::Values;
use engine::{Input, JournalEntry};
use serde_json::{Value, json};

use super::run::{self, Ran, file};

const AGENT: &str = "security-scanner";

/// The input of a run on pasted code.
fn pasted(name: &str, code: &str) -> Input {
    let values = json!({"code": code, "filename": name}).as_object().cloned().expect("values");
    Input { values, ..Input::default() }
}

fn run_from(input: Input, journal: &[JournalEntry]) -> Ran {
    run::run(AGENT, input, journal)
}

/// Runs on a file with nothing else said.
fn run(filename: &str, bytes: &[u8]) -> Ran {
    run_from(file(filename, bytes, Values::new()), &[])
}

/// Rule and line of each finding in pasted code, by line.
fn rules(name: &str, code: &str) -> Vec<(u64, String)> {
    let ran = run_from(pasted(name, code), &[]);
    let mut found: Vec<(u64, String)> = findings(&ran)
        .iter()
        .map(|finding| {
            (finding["line"].as_u64().unwrap_or_default(), finding["rule"].as_str().unwrap_or_default().to_owned())
        })
        .collect();
    found.sort();
    found
}

fn findings(ran: &Ran) -> &[Value] {
    super::cases::list(&ran.output()["findings"])
}
