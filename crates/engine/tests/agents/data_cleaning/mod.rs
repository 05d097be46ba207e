//! The agent `data-cleaning`.

mod cases;
mod hostile;
mod properties;
mod resume;

use domain::input::Values;
use engine::{Input, JournalEntry};

use super::run::{self, Ran, file};

const AGENT: &str = "data-cleaning";

fn input(bytes: &[u8], values: Values) -> Input {
    file("table.csv", bytes, values)
}

fn run_from(input: Input, journal: &[JournalEntry]) -> Ran {
    run::run(AGENT, input, journal)
}

/// Runs on a file with nothing else said.
fn run(bytes: &[u8]) -> Ran {
    run_from(input(bytes, Values::new()), &[])
}
