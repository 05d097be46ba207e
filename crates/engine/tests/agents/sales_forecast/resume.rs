//! A run that goes on after a crash gives what it would have given.

use std::fmt::Write as _;

use domain::input::Values;
use serde_json::json;

use super::{AGENT, input};
use crate::cases::Agent;
use crate::resume::{same_from_every_cut, stops_when_asked};
use crate::run::file;

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let agent = Agent::load(AGENT);
    let bytes = agent.bytes("samples/stores.csv");
    let whole = same_from_every_cut(AGENT, "stores", || file("stores.csv", &bytes, Values::new()));
    assert_eq!(whole.steps, ["read", "build", "forecast-01", "forecast-02", "forecast-03", "draw", "write"]);
    let bytes = agent.bytes("cases/series/lake-huron.csv");
    let whole = same_from_every_cut(AGENT, "lake", || file("lake.csv", &bytes, Values::new()));
    assert_eq!(whole.steps, ["read", "build", "forecast-01", "draw", "write"]);
}

/// Two hundred series: the most there can be, in twenty steps, and no entry of the journal beyond what is allowed.
#[test]
fn the_journal_of_many_series_stays_small() {
    let mut text = "month,a rather long name of a column of products,sales\n".to_owned();
    for month in 1..=8 {
        for product in 0..200 {
            let _ = writeln!(text, "2024-{month:02},{} {product},{}", "product ".repeat(9), 100 + product * month % 7);
        }
    }
    let ran = crate::run::run(AGENT, input(&text, &json!({"horizon": 400})), &[]);
    assert_eq!(ran.output()["series"].as_array().map(Vec::len), Some(200));
    assert_eq!(ran.output()["forecast_in_all"], 80_000);
    assert_eq!(ran.steps.iter().filter(|step| step.starts_with("forecast-")).count(), 20);
    for entry in &ran.journal {
        assert!(entry.output.len() <= 256_000, "{}: {} bytes", entry.key, entry.output.len());
    }
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let rows: Vec<String> = (0..600)
        .map(|row| format!("20{:02}-{:02}-{:02},{}\n", row / 336, row / 28 % 12 + 1, row % 28 + 1, row % 7))
        .collect();
    stops_when_asked(AGENT, input(&format!("day,sales\n{}", rows.concat()), &json!({}))).await;
}
