//! A run that goes on after a crash gives what it would have given.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use domain::input::Values;
use engine::{Cancel, Native, Stop, execute};

use super::run::{Ran, file, run_from};

fn same_from_every_cut(name: &str, bytes: &[u8]) -> Ran {
    let input = || file(name, bytes, Values::new());
    let whole = run_from(input(), &[]);
    for cut in 0..=whole.journal.len() {
        let (before, after) = whole.journal.split_at(cut);
        let rest = run_from(input(), before);
        assert_eq!(rest.outcome, whole.outcome, "{name} cut after {cut}");
        assert_eq!(rest.journal, after, "{name} cut after {cut}");
        for (artifact, bytes) in &rest.artifacts {
            assert_eq!(Some(bytes), whole.artifacts.get(artifact), "{artifact} of {name} cut after {cut}");
        }
        assert_eq!(rest.steps.len(), whole.steps.len().saturating_sub(cut), "finished steps are not worked again");
    }
    whole
}

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agents/sentiment-analysis/samples");
    for sample in ["hotel-reviews.csv", "app-comments.txt"] {
        let whole = same_from_every_cut(sample, &fs::read(folder.join(sample)).expect("a sample"));
        assert_eq!(whole.journal.len(), 5, "four steps and a message");
    }
}

#[test]
fn many_texts_are_scored_in_steps_that_tell_how_far_it_is() {
    let lines: String =
        (0..25_000).map(|row| if row % 3 == 0 { "The food was great\n" } else { "The room was bad\n" }).collect();
    let whole = same_from_every_cut("lines.txt", lines.as_bytes());
    assert_eq!(whole.steps, ["read", "score-01", "score-02", "score-03", "write", "draw"]);
    assert_eq!(whole.output()["texts"], 25_000);
    assert_eq!(whole.output()["positive"], 8_334);
    assert_eq!(whole.text("sentiment.csv").lines().count(), 25_001);
    for entry in &whole.journal {
        assert!(entry.output.len() <= 256_000, "{}: {} bytes", entry.key, entry.output.len());
    }
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let text = "The food was great and the room was not bad at all\n".repeat(20_000);
    let cancel = Cancel::default();
    let program = Native::find("sentiment-analysis").expect("shipped");
    let input = file("lines.txt", text.as_bytes(), Values::new());
    let mut running = execute(program, input, HashMap::new(), cancel.clone());
    while let Some(emission) = running.emissions.recv().await {
        cancel.cancel();
        let _ = emission.stored.send(());
    }
    assert_eq!(running.outcome().await, Err(Stop::Cancelled));
}
