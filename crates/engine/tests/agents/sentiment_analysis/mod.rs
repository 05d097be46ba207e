//! The agent `sentiment-analysis`.

mod cases;
mod hostile;
mod properties;
mod resume;

use domain::input::Values;
use engine::{Input, JournalEntry};
use serde_json::json;

use super::run::{self, Ran, file};

const AGENT: &str = "sentiment-analysis";

/// The input of a run on pasted text.
fn pasted(text: &str) -> Input {
    let values = json!({"text": text}).as_object().cloned().expect("values");
    Input { values, ..Input::default() }
}

fn run_from(input: Input, journal: &[JournalEntry]) -> Ran {
    run::run(AGENT, input, journal)
}

/// Runs on a file with nothing else said.
fn run(filename: &str, bytes: &[u8]) -> Ran {
    run_from(file(filename, bytes, Values::new()), &[])
}
