//! The fold of a run's events into what a person reads: the same on the server and in the browser.
//!
//! It yields structure, not HTML. An event that this build does not know, and one that is out of order, is counted and
//! otherwise passed over.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::event::{Event, EventBody, Reuse};
use super::status::Status;
use crate::credits::Credits;
use crate::time::Timestamp;

/// What a person reads of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// The number that the next event has.
    pub next_seq: u64,
    /// Where the run stands.
    pub status: Status,
    /// Steps and messages, in order of their beginning.
    pub items: Vec<Item>,
    /// Files made so far.
    pub artifacts: Vec<Artifact>,
    /// What the run would cost if it ended well now.
    pub spent: Credits,
    /// What was charged, once settled.
    pub charged: Option<Credits>,
    /// The code and the sentence of a failure.
    pub failure: Option<(String, String)>,
    /// The result, once there.
    pub output: Option<Value>,
    /// When the first worker took it.
    pub started_at: Option<Timestamp>,
    /// When it reached its final state.
    pub finished_at: Option<Timestamp>,
    /// Events of types that this build does not know: a newer server is speaking.
    pub unknown: u32,
}

/// One part of a transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    /// A step.
    Step(Step),
    /// Something the agent says.
    Message {
        /// Unique in the run.
        id: String,
        /// Markdown; plain while it grows.
        text: String,
        /// Whether it is whole.
        complete: bool,
    },
}

/// A step of a transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Unique in the run.
    pub key: String,
    /// What a person reads.
    pub title: String,
    /// How it stands.
    pub state: StepState,
    /// What came out, or what went wrong; may be empty.
    pub summary: String,
    /// How long it took, in microseconds; of one that failed, from its beginning to the event that told so.
    pub duration_us: Option<i64>,
    /// When it began.
    pub started_at: Timestamp,
    /// The tools it called.
    pub calls: Vec<Call>,
    /// The names of the files it made.
    #[serde(default)]
    pub made: Vec<String>,
    /// What became of the step of the run from which this one branches, where that has it.
    #[serde(default)]
    pub reuse: Option<Reuse>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Being worked on.
    Running,
    /// Done.
    Completed,
    /// It did not work.
    Failed,
    /// The run ended before it did.
    Abandoned,
}

/// A tool call of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Unique in the run.
    pub id: String,
    /// The tool's id.
    pub tool: String,
    /// What it was called with.
    pub arguments: Value,
    /// How it stands.
    pub state: CallState,
}

/// How a tool call stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CallState {
    /// No answer yet.
    Running,
    /// It answered.
    Completed {
        /// With this.
        result: Value,
        /// After so many microseconds.
        duration_us: i64,
    },
    /// It failed.
    Failed {
        /// A sentence.
        message: String,
    },
}

/// A file of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// Unique in the run.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
}

impl Default for Transcript {
    fn default() -> Self {
        Self {
            next_seq: 0,
            status: Status::Queued,
            items: Vec::new(),
            artifacts: Vec::new(),
            spent: Credits::ZERO,
            charged: None,
            failure: None,
            output: None,
            started_at: None,
            finished_at: None,
            unknown: 0,
        }
    }
}

impl Transcript {
    /// The fold of `events`.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        let mut transcript = Self::default();
        for event in events {
            transcript.apply(event);
        }
        transcript
    }

    /// Takes one more event. One that was taken before changes nothing.
    pub fn apply(&mut self, event: &Event) {
        if event.seq < self.next_seq {
            return;
        }
        self.next_seq = event.seq + 1;
        let Some(body) = event.body() else {
            self.unknown += u32::from(!event.data.is_null());
            self.apply_name(event);
            return;
        };
        match body {
            EventBody::RunSucceeded { output } => self.output = Some(output),
            EventBody::RunFailed { code, message } => self.failure = Some((code, message)),
            EventBody::RunTimedOut { limit_seconds } => {
                self.failure = Some(("timed_out".into(), format!("It took longer than {limit_seconds} seconds.")));
            }
            EventBody::RunSettled { charged_microcredits, .. } => self.charged = Some(charged_microcredits),
            EventBody::UsageRecorded { spent_microcredits } => self.spent = spent_microcredits,
            EventBody::ArtifactCreated { name, media_type, bytes, .. } => {
                self.made(&name);
                self.artifacts.retain(|artifact| artifact.name != name);
                self.artifacts.push(Artifact { name, media_type, bytes });
            }
            // A worker that took over begins the unfinished message again.
            EventBody::MessageStarted { id } => self.message(&id, |text, complete| {
                if !*complete {
                    text.clear();
                }
            }),
            EventBody::MessageExtended { id, text } => self.message(&id, |whole, _| whole.push_str(&text)),
            EventBody::MessageCompleted { id, text } => self.message(&id, |whole, complete| {
                *whole = text;
                *complete = true;
            }),
            body => self.apply_step(body, event.at),
        }
        self.apply_name(event);
    }

    /// What the name alone tells; holds for erased payloads too.
    fn apply_name(&mut self, event: &Event) {
        let status = match event.name.as_str() {
            "run.started" => {
                self.started_at.get_or_insert(event.at);
                Status::Running
            }
            "run.resumed" => Status::Running,
            "run.paused" => Status::Paused,
            "input.requested" => Status::AwaitingInput,
            "input.given" | "run.queued" => Status::Queued,
            "run.cancel_requested" => Status::Cancelling,
            "run.succeeded" => Status::Succeeded,
            "run.failed" => Status::Failed,
            "run.cancelled" => Status::Cancelled,
            "run.timed_out" => Status::TimedOut,
            _ => return,
        };
        self.status = status;
        if status.is_final() {
            self.finished_at = Some(event.at);
            for item in &mut self.items {
                if let Item::Step(step) = item
                    && step.state == StepState::Running
                {
                    step.state = StepState::Abandoned;
                }
            }
        }
    }

    fn apply_step(&mut self, body: EventBody, at: Timestamp) {
        match body {
            EventBody::StepStarted { key, title, reuse } => {
                let fresh = Step {
                    key,
                    title,
                    state: StepState::Running,
                    summary: String::new(),
                    duration_us: None,
                    started_at: at,
                    calls: Vec::new(),
                    made: Vec::new(),
                    reuse,
                };
                // A worker that took over begins the unfinished step again.
                match self.step(&fresh.key) {
                    Some(step) => *step = fresh,
                    None => self.items.push(Item::Step(fresh)),
                }
            }
            EventBody::StepCompleted { key, summary, duration_us, .. } => {
                if let Some(step) = self.step(&key) {
                    step.state = StepState::Completed;
                    step.summary = summary;
                    step.duration_us = Some(duration_us);
                }
            }
            EventBody::StepFailed { key, message } => {
                if let Some(step) = self.step(&key) {
                    step.state = StepState::Failed;
                    step.summary = message;
                    step.duration_us = Some(at.since(step.started_at).0.max(0));
                }
            }
            EventBody::ToolCallStarted { id, step, tool, arguments } => {
                if let Some(step) = self.step(&step) {
                    step.calls.retain(|call| call.id != id);
                    step.calls.push(Call { id, tool, arguments, state: CallState::Running });
                }
            }
            EventBody::ToolCallCompleted { id, result, duration_us } => {
                if let Some(call) = self.call(&id) {
                    call.state = CallState::Completed { result, duration_us };
                }
            }
            EventBody::ToolCallFailed { id, message } => {
                if let Some(call) = self.call(&id) {
                    call.state = CallState::Failed { message };
                }
            }
            _ => {}
        }
    }

    /// A file is of the step that began last: files are told with the end of the step that made them.
    fn made(&mut self, name: &str) {
        let is_anew = self.artifacts.iter().any(|artifact| artifact.name == name);
        let mut steps = self.items.iter_mut().rev().filter_map(|item| match item {
            Item::Step(step) => Some(step),
            Item::Message { .. } => None,
        });
        let Some(last) = steps.next() else { return };
        if is_anew {
            // The one from an attempt before gives way.
            last.made.retain(|known| known != name);
            steps.for_each(|step| step.made.retain(|known| known != name));
        }
        last.made.push(name.to_owned());
    }

    /// Looked for from the end: what an event tells of is mostly what came last.
    fn step(&mut self, key: &str) -> Option<&mut Step> {
        self.items.iter_mut().rev().find_map(|item| match item {
            Item::Step(step) if step.key == key => Some(step),
            _ => None,
        })
    }

    fn call(&mut self, id: &str) -> Option<&mut Call> {
        self.items.iter_mut().rev().find_map(|item| match item {
            Item::Step(step) => step.calls.iter_mut().find(|call| call.id == id),
            Item::Message { .. } => None,
        })
    }

    fn message(&mut self, id: &str, change: impl FnOnce(&mut String, &mut bool)) {
        let known = self.items.iter().rposition(|item| matches!(item, Item::Message { id: known, .. } if known == id));
        let place = known.unwrap_or_else(|| {
            self.items.push(Item::Message { id: id.to_owned(), text: String::new(), complete: false });
            self.items.len() - 1
        });
        if let Item::Message { text, complete, .. } = &mut self.items[place] {
            change(text, complete);
        }
    }
}
