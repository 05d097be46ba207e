//! Runs survive: the events of a run whose server was killed, in the order in which they are stored.

use domain::credits::Credits;
use domain::run::EventBody;
use leptos::prelude::*;
use serde_json::Value;

use crate::text::home as text;

/// Before this event the server is killed.
const KILLED_BEFORE: usize = 4;

/// The events of a run of two steps: the second worker goes on after the first one's last finished step.
fn events(fee: Credits) -> Vec<EventBody> {
    let step = |key: &str| EventBody::StepStarted { key: key.to_owned(), title: String::new(), reuse: None };
    let done = |key: &str| EventBody::StepCompleted {
        key: key.to_owned(),
        summary: String::new(),
        duration_us: 0,
        reuse: None,
    };
    vec![
        EventBody::RunQueued { cached_from: None },
        EventBody::RunStarted { attempt: 1 },
        step(text::JOURNAL_FIRST),
        done(text::JOURNAL_FIRST),
        EventBody::RunStarted { attempt: 2 },
        step(text::JOURNAL_SECOND),
        done(text::JOURNAL_SECOND),
        EventBody::RunSucceeded { output: Value::Null },
        EventBody::RunSettled { held_microcredits: fee, charged_microcredits: fee },
    ]
}

/// The journal, with the cut in it.
#[component]
pub(super) fn Journal(
    /// The fee of the run.
    fee: Credits,
) -> impl IntoView {
    let lines = events(fee).into_iter().enumerate().map(|(seq, event)| {
        let about = match &event {
            EventBody::StepStarted { key, .. } | EventBody::StepCompleted { key, .. } => key.clone(),
            EventBody::RunStarted { attempt } => text::attempt(*attempt),
            _ => String::new(),
        };
        view! {
            {(seq == KILLED_BEFORE).then(|| view! { <li class="journal-cut">{text::KILLED}</li> })}
            <li>
                <span class="w-4 text-end text-soft">{seq}</span>
                <span class="font-semibold">{event.name()}</span>
                <span class="truncate text-soft">{about}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <ol class="exhibit journal">{lines}</ol> }
}

#[cfg(test)]
mod tests {
    use domain::run::{Event, Item, StepState, Transcript};
    use domain::time::Timestamp;

    use super::*;

    #[test]
    fn the_run_that_is_shown_folds_to_two_steps_done_once() {
        let fee = Credits::whole(4);
        let event = |(seq, body): (usize, EventBody)| {
            let json = serde_json::to_value(&body).expect("an event is JSON");
            let (name, data) = (body.name().to_owned(), json["data"].clone());
            Event { seq: seq as u64, at: Timestamp::from_micros(0), v: 1, name, data }
        };
        let events: Vec<Event> = events(fee).into_iter().enumerate().map(event).collect();
        let transcript = Transcript::of(&events);
        let done = |item: &Item| matches!(item, Item::Step(step) if step.state == StepState::Completed);
        assert_eq!(transcript.items.len(), 2);
        assert!(transcript.items.iter().all(done));
        assert_eq!(transcript.charged, Some(fee));
    }
}
