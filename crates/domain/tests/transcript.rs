//! Promises of the fold of events into a transcript.

use domain::credits::Credits;
use domain::run::{Event, EventBody, Item, Status, StepState, Transcript};
use domain::time::Timestamp;
use serde_json::{Value, json};

fn event(seq: u64, body: &EventBody) -> Event {
    let wire = serde_json::to_value(body).expect("an event is JSON");
    let at = Timestamp::from_micros(i64::try_from(seq).expect("small") * 1_000);
    Event { seq, at, v: 1, name: body.name().to_owned(), data: wire["data"].clone() }
}

fn story() -> Vec<Event> {
    let step = |key: &str| EventBody::StepStarted { key: key.into(), title: key.to_uppercase(), reuse: None };
    let done =
        |key: &str| EventBody::StepCompleted { key: key.into(), summary: "done".into(), duration_us: 5, reuse: None };
    [
        EventBody::RunQueued { cached_from: None },
        EventBody::RunStarted { attempt: 1 },
        step("a"),
        EventBody::ToolCallStarted {
            id: "c".into(),
            step: "a".into(),
            tool: "calculator".into(),
            arguments: json!({"x": 1}),
        },
        EventBody::ToolCallCompleted { id: "c".into(), result: json!(2), duration_us: 1 },
        done("a"),
        step("b"),
        EventBody::RunStarted { attempt: 2 },
        step("b"),
        done("b"),
        EventBody::MessageStarted { id: "m".into() },
        EventBody::MessageExtended { id: "m".into(), text: "Hel".into() },
        EventBody::MessageExtended { id: "m".into(), text: "lo".into() },
        EventBody::MessageCompleted { id: "m".into(), text: "Hello".into() },
        EventBody::ArtifactCreated {
            name: "x.csv".into(),
            media_type: "text/csv".into(),
            bytes: 3,
            sha256: String::new(),
        },
        EventBody::RunSucceeded { output: json!({"rows": 1}) },
        EventBody::RunSettled { held_microcredits: Credits::whole(4), charged_microcredits: Credits::whole(4) },
    ]
    .iter()
    .enumerate()
    .map(|(seq, body)| event(seq as u64, body))
    .collect()
}

#[test]
fn a_story_is_told_in_order_and_a_step_begun_again_stands_once() {
    let told = Transcript::of(&story());
    assert_eq!(told.status, Status::Succeeded);
    assert_eq!(told.items.len(), 3);
    assert!(matches!(&told.items[1], Item::Step(step) if step.key == "b" && step.state == StepState::Completed));
    assert!(matches!(&told.items[2], Item::Message { text, complete: true, .. } if text == "Hello"));
    assert_eq!((told.charged, told.artifacts.len()), (Some(Credits::whole(4)), 1));
}

#[test]
fn repeating_events_changes_nothing_and_any_cut_goes_on_to_the_same_end() {
    let story = story();
    let whole = Transcript::of(&story);
    for cut in 0..story.len() {
        let mut told = Transcript::of(&story[..cut]);
        for event in &story[cut.saturating_sub(3)..] {
            told.apply(event);
        }
        assert_eq!(told, whole, "cut at {cut}");
    }
}

#[test]
fn an_unknown_event_is_counted_and_an_erased_one_still_moves_the_state() {
    let mut told = Transcript::default();
    told.apply(&Event {
        seq: 0,
        at: Timestamp::default(),
        v: 9,
        name: "run.teleported".into(),
        data: json!({"to": "x"}),
    });
    assert_eq!((told.unknown, told.next_seq), (1, 1));
    told.apply(&Event { seq: 1, at: Timestamp::default(), v: 1, name: "run.failed".into(), data: Value::Null });
    assert_eq!((told.status, told.unknown), (Status::Failed, 1));
}

#[test]
fn a_step_that_the_end_of_the_run_cut_off_is_abandoned() {
    let mut told = Transcript::of(&story()[..7]);
    told.apply(&event(7, &EventBody::RunCancelled {}));
    assert!(matches!(&told.items[1], Item::Step(step) if step.state == StepState::Abandoned));
}
