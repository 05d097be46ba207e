//! A run that goes on after a crash gives what it would have given.

use domain::input::Values;

use super::AGENT;
use crate::cases::Agent;
use crate::resume::{same_from_every_cut, stops_when_asked};
use crate::run::file;

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let agent = Agent::load(AGENT);
    for sample in ["hotel-reviews.csv", "app-comments.txt"] {
        let bytes = agent.bytes(&format!("samples/{sample}"));
        let whole = same_from_every_cut(AGENT, sample, || file(sample, &bytes, Values::new()));
        assert_eq!(whole.journal.len(), 5, "four steps and a message");
    }
}

#[test]
fn many_texts_are_scored_in_steps_that_tell_how_far_it_is() {
    let lines: String =
        (0..25_000).map(|row| if row % 3 == 0 { "The food was great\n" } else { "The room was bad\n" }).collect();
    let whole = same_from_every_cut(AGENT, "lines.txt", || file("lines.txt", lines.as_bytes(), Values::new()));
    assert_eq!(whole.steps, ["read", "score-01", "score-02", "score-03", "write", "draw"]);
    assert_eq!(whole.output()["texts"], 25_000);
    assert_eq!(whole.output()["positive"], 8_334);
    assert_eq!(whole.text("sentiment.csv").lines().count(), 25_001);
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let text = "The food was great and the room was not bad at all\n".repeat(20_000);
    stops_when_asked(AGENT, file("lines.txt", text.as_bytes(), Values::new())).await;
}
