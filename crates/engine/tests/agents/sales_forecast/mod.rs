//! The agent `sales-forecast`.

mod accuracy;
mod cases;
mod classic;
mod hostile;
mod properties;
mod resume;

use domain::input::Values;
use engine::Input;
use serde_json::Value;

use super::run::{self, Ran, file};

const AGENT: &str = "sales-forecast";

fn input(text: &str, values: &Value) -> Input {
    file("sales.csv", text.as_bytes(), values.as_object().cloned().expect("values"))
}

/// Runs on a table with what is asked for.
fn run(text: &str, values: &Value) -> Ran {
    run::run(AGENT, input(text, values), &[])
}

/// Runs on bytes with nothing asked for.
fn run_bytes(bytes: &[u8]) -> Ran {
    run::run(AGENT, file("sales.csv", bytes, Values::new()), &[])
}
