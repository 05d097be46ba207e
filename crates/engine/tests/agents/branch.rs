//! A run that branches from another gives what it would have given by itself, whatever was changed.

use std::collections::HashMap;

use domain::input::Values;
use domain::run::{EventBody, Reuse};
use engine::{Cancel, Input, Memory, Native, Stop, execute};
use serde_json::{Value, json};

use super::run::{Ran, file, run, run_with};

/// What the run remembers of `origin` up to and including `step`.
fn up_to(origin: &Ran, step: &str) -> Memory {
    let place = origin.finished.iter().position(|(key, _)| key == step).expect("a finished step");
    let steps = origin.finished[..=place].iter().filter(|(key, _)| !key.starts_with("say:"));
    Memory { journal: HashMap::new(), inherited: steps.cloned().collect() }
}

/// What became of each step: `recognise-file taken_over`.
fn reuses(ran: &Ran) -> Vec<(String, Option<Reuse>)> {
    let started = |event: &EventBody| match event {
        EventBody::StepStarted { key, reuse, .. } => Some((key.clone(), *reuse)),
        _ => None,
    };
    ran.events.iter().filter_map(started).collect()
}

/// The files of a run that branches: its own, and those that it took over.
fn names(ran: &Ran) -> Vec<String> {
    let made = |event: &EventBody| match event {
        EventBody::ArtifactCreated { name, .. } => Some(name.clone()),
        _ => None,
    };
    let mut names: Vec<String> = ran.events.iter().filter_map(made).collect();
    names.sort();
    names
}

/// Branches from each step of a run with `before` to one with `after`, and compares it with one that does not branch.
fn same_as_worked(agent: &str, origin: &Ran, whole: &Ran, input: impl Fn() -> Input, what: &str) {
    for (key, _) in origin.finished.iter().filter(|(key, _)| !key.starts_with("say:")) {
        let branched = run_with(agent, input(), up_to(origin, key));
        let at = format!("{what}, from {key}");
        assert_eq!(branched.outcome, whole.outcome, "{at}");
        assert_eq!(branched.message, whole.message, "{at}");
        assert_eq!(branched.journal, whole.journal, "{at}");
        assert_eq!(branched.steps, whole.steps, "{at}: each step is told once, taken over or not");
        assert_eq!(names(&branched), names(whole), "{at}");
        for (name, bytes) in &branched.artifacts {
            assert_eq!(Some(bytes), whole.artifacts.get(name), "{name} {at}");
        }
        // What is taken over is, byte for byte, what would have been made.
        for name in names(&branched).iter().filter(|name| !branched.artifacts.contains_key(*name)) {
            assert_eq!(origin.artifacts.get(name), whole.artifacts.get(name), "{name} {at}");
        }
        for (step, reuse) in reuses(&branched) {
            let is_inherited =
                origin.finished.iter().take_while(|(known, _)| known != key).any(|(known, _)| *known == step)
                    || step == *key;
            assert_eq!(reuse.is_some(), is_inherited, "{step} {at}");
        }
    }
}

/// Each change of one value, from each step, in both directions.
fn every_change(agent: &str, bytes: &[u8], base: &Value, changes: &[(&str, Value)]) {
    let input = |values: &Value| file("given.csv", bytes, values.as_object().cloned().unwrap_or_default());
    let origin = run(agent, input(base), &[]);
    assert!(origin.outcome.is_ok(), "{:?}", origin.outcome);
    same_as_worked(agent, &origin, &origin, || input(base), "unchanged");
    for (name, value) in changes {
        let mut changed = base.clone();
        changed[*name] = value.clone();
        let whole = run(agent, input(&changed), &[]);
        same_as_worked(agent, &origin, &whole, || input(&changed), &format!("{name} changed to {value}"));
        same_as_worked(agent, &whole, &origin, || input(base), &format!("{name} changed back from {value}"));
    }
}

const MESSY: &[u8] = b"Name;Signed up;Amount;Town\r\nAda;13/04/2024;1.234,50;Berlin\r\nAda;13/04/2024;1.234,50;Berlin\r\n\
    Bob;02/05/2024;=1+1;berlin\r\nBopp;02/05/2024;7,25;Berlin\r\nJonathan Smith;03/05/2024;8,00;Ulm\r\n\
    Jonathan Smyth;03/05/2024;8,00;Ulm\r\nEve;-;9,00;none\r\nMallory;05/05/2024;900,00;Ulm\r\nZoe;06/05/2024;8,50;Ulm\r\n";

#[test]
fn data_cleaning_branches_as_it_works() {
    let changes = [
        ("date_order", json!("mdy")),
        ("decimal_mark", json!("dot")),
        ("duplicates", json!("flag")),
        ("near_duplicates", json!("remove")),
        ("unify_categories", json!(true)),
        ("guard_formulas", json!(false)),
        ("missing_markers", json!("none")),
        ("outlier_threshold", json!(50.0)),
        ("delimiter", json!("comma")),
        ("header", json!("no")),
        ("encoding", json!("windows-1252")),
    ];
    every_change("data-cleaning", MESSY, &json!({}), &changes);
}

fn sales() -> Vec<u8> {
    let mut table = String::from("date,shop,value,other\n");
    for day in 0..60 {
        for shop in ["north", "south"] {
            if day == 17 {
                continue;
            }
            let value = 20 + day % 7 * 3 + if shop == "north" { day } else { 0 };
            let (month, of_month) = (1 + day / 28, 1 + day % 28);
            let line = format!("2024-0{month}-{of_month:02},{shop},{value},{}\n", day * 2);
            table.push_str(&line);
        }
    }
    table.into_bytes()
}

#[test]
fn sales_forecast_branches_as_it_works() {
    let changes = [
        ("date_column", json!("date")),
        ("value_column", json!("other")),
        ("series_column", json!("none")),
        ("grain", json!("week")),
        ("horizon", json!(5)),
        ("combine", json!("mean")),
        ("gaps", json!("zero")),
        ("holidays", json!("2024-02-01 Fair")),
        ("level", json!("95")),
        ("method", json!("naive")),
        ("date_order", json!("mdy")),
        ("decimal_mark", json!("comma")),
        ("delimiter", json!("comma")),
        ("header", json!("yes")),
        ("encoding", json!("windows-1252")),
    ];
    every_change("sales-forecast", &sales(), &json!({"horizon": 3}), &changes);
}

const WORDS: &[u8] =
    b"id,review,note\n1,I love the battery and the wonderful screen,fine\n2,The screen is terrible,bad\n\
    3,It was a sunny day and we went to the park,good\n4,Delivery was awfully late and the box was broken,poor\n";

#[test]
fn sentiment_analysis_branches_as_it_works() {
    let changes = [
        ("column", json!("note")),
        ("aspects", json!("battery, delivery")),
        ("lines", json!("whole")),
        ("delimiter", json!("comma")),
        ("header", json!("no")),
        ("encoding", json!("windows-1252")),
    ];
    every_change("sentiment-analysis", WORDS, &json!({}), &changes);
}

/// What makes it worth branching: an option of a late step leaves the early ones as they are.
#[test]
fn an_option_of_a_late_step_leaves_the_early_ones_taken_over() {
    let taken = |agent: &str, bytes: &[u8], step: &str, changed: Value| {
        let input = |values: Value| file("given.csv", bytes, values.as_object().cloned().unwrap_or_default());
        let origin = run(agent, input(json!({})), &[]);
        let branched = run_with(agent, input(changed), up_to(&origin, step));
        let is_taken = |(step, reuse): (String, Option<Reuse>)| (reuse == Some(Reuse::TakenOver)).then_some(step);
        reuses(&branched).into_iter().filter_map(is_taken).collect::<Vec<_>>().join(" ")
    };
    let threshold = json!({"outlier_threshold": 50.0});
    assert_eq!(
        taken("data-cleaning", MESSY, "find-outliers", threshold),
        "recognise-file recognise-columns find-duplicates"
    );
    assert_eq!(taken("sales-forecast", &sales(), "write", json!({"method": "naive"})), "read build");
    assert_eq!(taken("sentiment-analysis", WORDS, "write", json!({"aspects": "box"})), "read");
}

/// A file of the same name and length is another file: nothing that was read of the first one serves.
#[test]
fn another_file_takes_nothing_over() {
    let other: Vec<u8> = MESSY.iter().map(|byte| if *byte == b'4' { b'5' } else { *byte }).collect();
    let origin = run("data-cleaning", file("given.csv", MESSY, Values::new()), &[]);
    let whole = run("data-cleaning", file("given.csv", &other, Values::new()), &[]);
    same_as_worked("data-cleaning", &origin, &whole, || file("given.csv", &other, Values::new()), "another file");
    let branched = run_with("data-cleaning", file("given.csv", &other, Values::new()), up_to(&origin, "summarise"));
    assert!(reuses(&branched).iter().all(|(_, reuse)| *reuse == Some(Reuse::WorkedAnew)), "{:?}", reuses(&branched));
}

fn echo(steps: u64) -> Input {
    let values = json!({"text": "say it", "steps": steps, "wait_ms": 1});
    Input { values: values.as_object().cloned().unwrap_or_default(), ..Input::default() }
}

/// What a branched run has finished is its own: after a crash it is handed out, and not told a second time.
#[test]
fn a_branched_run_goes_on_after_every_cut() {
    let origin = run("echo", echo(3), &[]);
    let inherited = up_to(&origin, "echo-2").inherited;
    let whole = run_with("echo", echo(4), Memory { journal: HashMap::new(), inherited: inherited.clone() });
    assert_eq!(whole.journal.len(), 5, "four steps and a message");
    for cut in 0..=whole.journal.len() {
        let journal = whole.finished[..cut].iter().map(|(key, step)| (key.clone(), step.recorded.clone())).collect();
        let rest = run_with("echo", echo(4), Memory { journal, inherited: inherited.clone() });
        assert_eq!(rest.outcome, whole.outcome);
        assert_eq!(rest.journal, whole.journal[cut..], "cut after {cut}");
        let told = reuses(&whole);
        assert_eq!(reuses(&rest), told[cut.min(told.len())..], "cut after {cut}");
    }
}

/// Files that were taken over are told as they were, behind the end of their step, and are not made.
#[test]
fn files_are_taken_over_with_their_step() {
    let origin = run("echo", echo(2), &[]);
    let branched = run_with("echo", echo(2), up_to(&origin, "echo-1"));
    let names: Vec<&str> = branched.events.iter().map(EventBody::name).collect();
    assert_eq!(names[..3], ["step.started", "step.completed", "artifact.created"]);
    assert_eq!(branched.artifacts.keys().collect::<Vec<_>>(), ["echo-2.txt"]);
    assert!(matches!(&branched.events[2], EventBody::ArtifactCreated { name, .. } if name == "echo-1.txt"));
}

#[tokio::test]
async fn a_branched_run_stops_before_it_takes_over_what_is_left() {
    let origin = tokio::task::spawn_blocking(|| run("echo", echo(3), &[])).await.expect("a run");
    let cancel = Cancel::default();
    let program = Native::find("echo").expect("shipped");
    let mut running = execute(program, echo(3), up_to(&origin, "echo-3"), cancel.clone());
    let mut count = 0;
    while let Some(emission) = running.emissions.recv().await {
        count += 1;
        cancel.cancel();
        let _ = emission.stored.send(());
    }
    assert_eq!((count, running.outcome().await), (1, Err(Stop::Cancelled)));
}
