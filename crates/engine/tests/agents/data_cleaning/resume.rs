//! A run that goes on after a crash gives what it would have given.

use domain::input::Values;

use super::{AGENT, input, run_from};
use crate::cases::Agent;
use crate::resume::{same_from_every_cut, stops_when_asked};

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let agent = Agent::load(AGENT);
    for sample in ["customers.csv", "readings.txt", "orders.tsv"] {
        let bytes = agent.bytes(&format!("samples/{sample}"));
        let whole = same_from_every_cut(AGENT, sample, || input(&bytes, Values::new()));
        assert_eq!(whole.journal.len(), 8, "seven steps and a message");
    }
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let rows: Vec<String> = (0..20_000).map(|row| format!("{row},03/04/2024,text {row}\n")).collect();
    let text = format!("id,day,note\n{}", rows.concat());
    stops_when_asked(AGENT, input(text.as_bytes(), Values::new())).await;
}

#[test]
fn the_journal_of_a_wide_table_stays_small() {
    let header: Vec<String> = (0..2000).map(|column| format!("a rather long name of column {column}")).collect();
    let mut text = header.join(",");
    for row in 0..12 {
        let cells: Vec<String> = (0..2000)
            .map(|column| if row == 11 { "99999.123456789".to_owned() } else { format!("{row}.{column}") })
            .collect();
        text.push('\n');
        text.push_str(&cells.join(","));
    }
    let ran = run_from(input(text.as_bytes(), Values::new()), &[]);
    assert_eq!(ran.output()["columns"].as_array().map(Vec::len), Some(2000));
    for entry in &ran.journal {
        assert!(entry.output.len() <= 256_000, "{}: {} bytes", entry.key, entry.output.len());
    }
}
