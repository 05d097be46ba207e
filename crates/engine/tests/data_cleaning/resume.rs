//! A run that goes on after a crash gives what it would have given.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use domain::input::Values;
use engine::{Cancel, Native, Stop, execute};

use super::run::{input, run_from};

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agents/data-cleaning/samples");
    for sample in ["customers.csv", "readings.txt", "orders.tsv"] {
        let bytes = fs::read(folder.join(sample)).expect("a sample");
        let whole = run_from(input(&bytes, Values::new()), &[]);
        assert_eq!(whole.journal.len(), 8, "seven steps and a message");
        for cut in 0..=whole.journal.len() {
            let (before, after) = whole.journal.split_at(cut);
            let rest = run_from(input(&bytes, Values::new()), before);
            assert_eq!(rest.outcome, whole.outcome, "{sample} cut after {cut}");
            assert_eq!(rest.journal, after, "{sample} cut after {cut}");
            for (name, bytes) in &rest.artifacts {
                assert_eq!(Some(bytes), whole.artifacts.get(name), "{name} of {sample} cut after {cut}");
            }
            let worked = whole.steps.len().saturating_sub(cut);
            assert_eq!(rest.steps.len(), worked, "finished steps are not worked again");
        }
    }
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let rows: Vec<String> = (0..20_000).map(|row| format!("{row},03/04/2024,text {row}\n")).collect();
    let text = format!("id,day,note\n{}", rows.concat());
    let cancel = Cancel::default();
    let program = Native::find("data-cleaning").expect("shipped");
    let mut running = execute(program, input(text.as_bytes(), Values::new()), HashMap::new(), cancel.clone());
    while let Some(emission) = running.emissions.recv().await {
        cancel.cancel();
        let _ = emission.stored.send(());
    }
    assert_eq!(running.outcome().await, Err(Stop::Cancelled));
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
