//! What an earlier run had finished when it came to the end of a step.

use std::collections::HashMap;

use domain::catalogue::Listing;
use domain::error::FieldError;
use domain::id::OwnerId;
use domain::input::{FileRef, Kind, Values};
use domain::run::{Event, EventBody, StoredEvent};
use serde_json::{Map, Value};
use store::branches::InheritedStep;
use store::steps::JournalStep;
use store::{Conn, Scope, StoreError, events, runs, steps};

use super::{BranchFrom, Origin};
use crate::Services;
use crate::run::error::Error;

type Found = (runs::StoredRun, Vec<StoredEvent>, Vec<JournalStep>);

/// What a run of the listed version may take over from that step of an earlier run of the same owner.
pub(in crate::run) async fn find(
    services: &Services,
    owner: OwnerId,
    listing: &Listing,
    from: &BranchFrom,
) -> Result<Origin, Error> {
    let (run, events, journal) = services
        .db()
        .read(Scope::Owner(owner).at_one_moment(), (owner, from.run), |conn, (owner, run)| {
            Box::pin(read(conn, *owner, *run))
        })
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)?;
    if run.erased_at.is_some() {
        return Err(Error::Erased);
    }
    if run.version_id != listing.version_id {
        return Err(Error::BranchOfOtherVersion);
    }
    let told: Vec<Event> = events.iter().map(StoredEvent::to_event).collect();
    let steps = finished(&told, journal, &from.step).ok_or_else(|| {
        let message = "That run has no finished step of this key. Choose one that it has finished.";
        Error::Invalid(vec![FieldError::new("branch_from.step", "unfinished_step", message)])
    })?;
    let input = run.input.and_then(|text| serde_json::from_str::<Values>(&text).ok()).unwrap_or_default();
    Ok(Origin { files: files(listing, &input), steps })
}

async fn read(conn: &mut Conn<'_>, owner: OwnerId, run: domain::id::RunId) -> Result<Option<Found>, StoreError> {
    let Some(found) = runs::find(conn, owner, run).await? else { return Ok(None) };
    let events = events::list(conn, owner, run, None, i64::MAX).await?;
    let steps = steps::list(conn, run).await?;
    Ok(Some((found, events, steps)))
}

/// The files among the values of an input.
fn files(listing: &Listing, input: &Values) -> Map<String, Value> {
    let fields = listing.manifest.input.fields.iter().filter(|field| matches!(field.kind, Kind::File { .. }));
    let file = |name: &str| {
        let value = input.get(name)?;
        serde_json::from_value::<FileRef>(value.clone()).is_ok().then(|| (name.to_owned(), value.clone()))
    };
    fields.filter_map(|field| file(&field.name)).collect()
}

/// The steps that were finished when `last` was, in order, with what was told of each; `None` where `last` was not.
fn finished(told: &[Event], journal: Vec<JournalStep>, last: &str) -> Option<Vec<InheritedStep>> {
    let mut journal: HashMap<String, JournalStep> = journal.into_iter().map(|step| (step.key.clone(), step)).collect();
    let mut stories = stories(told);
    let place = stories.iter().position(|story| story.key == last)?;
    stories.truncate(place + 1);
    let inherited = stories.into_iter().filter_map(|story| {
        let step = journal.remove(&story.key)?;
        let events = serde_json::to_string(&story.events).ok()?;
        Some(InheritedStep { step, events, files: story.files })
    });
    let inherited: Vec<InheritedStep> = inherited.collect();
    // Without the last one there would be nothing to branch from.
    inherited.last().is_some_and(|inherited| inherited.step.key == last).then_some(inherited)
}

/// What was told of a finished step.
struct Story {
    key: String,
    events: Vec<EventBody>,
    files: Vec<String>,
}

/// The stories of finished steps in the order of their ends. A step that was worked twice has the last one.
fn stories(told: &[Event]) -> Vec<Story> {
    let mut done: Vec<Story> = Vec::new();
    let mut open: HashMap<String, Vec<EventBody>> = HashMap::new();
    let mut step_of: HashMap<String, String> = HashMap::new();
    for body in told.iter().filter_map(Event::body) {
        let key = match &body {
            EventBody::StepStarted { key, .. } => {
                open.insert(key.clone(), Vec::new());
                key.clone()
            }
            EventBody::ToolCallStarted { id, step, .. } => {
                step_of.insert(id.clone(), step.clone());
                step.clone()
            }
            EventBody::ToolCallCompleted { id, .. } | EventBody::ToolCallFailed { id, .. } => {
                let Some(step) = step_of.get(id) else { continue };
                step.clone()
            }
            EventBody::StepCompleted { key, .. } => {
                let Some(mut events) = open.remove(key) else { continue };
                let key = key.clone();
                events.push(body);
                done.retain(|story| story.key != key);
                done.push(Story { key, events, files: Vec::new() });
                continue;
            }
            // Files are told with the end of the step that made them.
            EventBody::ArtifactCreated { sha256, .. } => {
                if let Some(story) = done.last_mut() {
                    story.files.push(sha256.clone());
                    story.events.push(body);
                }
                continue;
            }
            _ => continue,
        };
        if let Some(events) = open.get_mut(&key) {
            events.push(body);
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Timestamp;

    fn told(bodies: &[EventBody]) -> Vec<Event> {
        let event = |(seq, body): (usize, &EventBody)| Event {
            seq: seq as u64,
            at: Timestamp::default(),
            v: 1,
            name: body.name().to_owned(),
            data: serde_json::to_value(body).expect("JSON")["data"].clone(),
        };
        bodies.iter().enumerate().map(event).collect()
    }

    fn begun(key: &str) -> EventBody {
        EventBody::StepStarted { key: key.to_owned(), title: String::new(), reuse: None }
    }

    fn ended(key: &str) -> EventBody {
        EventBody::StepCompleted { key: key.to_owned(), summary: String::new(), duration_us: 1, reuse: None }
    }

    fn made(name: &str) -> EventBody {
        let (name, sha256) = (name.to_owned(), format!("of {name}"));
        EventBody::ArtifactCreated { name, media_type: String::new(), bytes: 1, sha256 }
    }

    fn journal(keys: &[&str]) -> Vec<JournalStep> {
        let step = |key: &&str| JournalStep {
            key: (*key).to_owned(),
            inputs_hash: String::new(),
            output: Some("1".to_owned()),
            output_sha256: None,
        };
        keys.iter().map(step).collect()
    }

    fn keys(steps: &[InheritedStep]) -> Vec<&str> {
        steps.iter().map(|inherited| inherited.step.key.as_str()).collect()
    }

    #[test]
    fn steps_are_taken_in_the_order_of_their_ends_up_to_the_chosen_one() {
        let told =
            told(&[begun("a"), ended("a"), made("x"), begun("b"), ended("b"), made("y"), begun("c"), ended("c")]);
        let steps = finished(&told, journal(&["c", "b", "a"]), "b").expect("finished");
        assert_eq!(keys(&steps), ["a", "b"]);
        assert_eq!(steps[1].files, ["of y"]);
        let events: Vec<EventBody> = serde_json::from_str(&steps[0].events).expect("events");
        assert_eq!(events, [begun("a"), ended("a"), made("x")]);
    }

    #[test]
    fn a_step_that_was_interrupted_counts_once_and_one_that_is_not_finished_does_not() {
        let told = told(&[begun("a"), begun("a"), ended("a"), begun("b")]);
        assert_eq!(finished(&told, journal(&["a"]), "a").expect("finished").len(), 1);
        assert_eq!(finished(&told, journal(&["a"]), "b"), None);
        assert_eq!(finished(&told, journal(&["a"]), "z"), None);
        assert_eq!(finished(&told, journal(&[]), "a"), None, "nothing remembers what it gave");
    }

    #[test]
    fn calls_belong_to_their_step() {
        let call = EventBody::ToolCallStarted {
            id: "1".to_owned(),
            step: "a".to_owned(),
            tool: "t".to_owned(),
            arguments: Value::Null,
        };
        let answer = EventBody::ToolCallCompleted { id: "1".to_owned(), result: Value::Null, duration_us: 1 };
        let told = told(&[begun("a"), call.clone(), answer.clone(), ended("a")]);
        let steps = finished(&told, journal(&["a"]), "a").expect("finished");
        let events: Vec<EventBody> = serde_json::from_str(&steps[0].events).expect("events");
        assert_eq!(events, [begun("a"), call, answer, ended("a")]);
    }
}
