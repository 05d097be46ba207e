//! The events of a run: a closed list (decision 12), each a permanent envelope and a payload that can be erased.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::credits::Credits;
use crate::id::RunId;
use crate::time::Timestamp;

/// What happened. On the wire: `{"type": "step.completed", "data": {…}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum EventBody {
    /// The hold is made and the run waits.
    #[serde(rename = "run.queued")]
    RunQueued {
        /// The run whose answer serves, where the cache had one: then nothing is worked and nothing charged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cached_from: Option<RunId>,
    },
    /// A worker took it.
    #[serde(rename = "run.started")]
    RunStarted {
        /// 1 for the first worker; more after a lost lease.
        attempt: u32,
    },
    /// The ceiling is reached.
    #[serde(rename = "run.paused")]
    RunPaused {},
    /// It goes on.
    #[serde(rename = "run.resumed")]
    RunResumed {},
    /// Its owner asked to stop.
    #[serde(rename = "run.cancel_requested")]
    RunCancelRequested {},
    /// It gave a result that fits the version's output schema.
    #[serde(rename = "run.succeeded")]
    RunSucceeded {
        /// The result.
        output: Value,
    },
    /// It gave none.
    #[serde(rename = "run.failed")]
    RunFailed {
        /// A stable word.
        code: String,
        /// A sentence for the customer.
        message: String,
    },
    /// It was stopped.
    #[serde(rename = "run.cancelled")]
    RunCancelled {},
    /// It took too long.
    #[serde(rename = "run.timed_out")]
    RunTimedOut {
        /// The seconds of active time that its version allows.
        limit_seconds: u32,
    },
    /// The hold is closed; always the last event.
    #[serde(rename = "run.settled")]
    RunSettled {
        /// What was held.
        held_microcredits: Credits,
        /// What was captured of it.
        charged_microcredits: Credits,
    },
    /// A step began.
    #[serde(rename = "step.started")]
    StepStarted {
        /// Its key, unique in the run.
        key: String,
        /// What a person reads.
        title: String,
        /// Of a run that branches from another: what became of the step that the other one has under this key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reuse: Option<Reuse>,
    },
    /// A step ended well.
    #[serde(rename = "step.completed")]
    StepCompleted {
        /// Its key.
        key: String,
        /// One sentence of what came out; may be empty.
        summary: String,
        /// How long it took, in microseconds; of one that was taken over, when it was worked.
        duration_us: i64,
        /// As it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reuse: Option<Reuse>,
    },
    /// A step failed.
    #[serde(rename = "step.failed")]
    StepFailed {
        /// Its key.
        key: String,
        /// A sentence for the customer.
        message: String,
    },
    /// A tool is called.
    #[serde(rename = "tool_call.started")]
    ToolCallStarted {
        /// The call, unique in the run.
        id: String,
        /// The step it belongs to.
        step: String,
        /// The tool's id.
        tool: String,
        /// What it is called with.
        arguments: Value,
    },
    /// A tool answered.
    #[serde(rename = "tool_call.completed")]
    ToolCallCompleted {
        /// The call.
        id: String,
        /// What came back (shortened where it is long).
        result: Value,
        /// How long it took, in microseconds.
        duration_us: i64,
    },
    /// A tool failed.
    #[serde(rename = "tool_call.failed")]
    ToolCallFailed {
        /// The call.
        id: String,
        /// A sentence for the customer.
        message: String,
    },
    /// The agent begins to say something.
    #[serde(rename = "message.started")]
    MessageStarted {
        /// The message, unique in the run.
        id: String,
    },
    /// More of it.
    #[serde(rename = "message.extended")]
    MessageExtended {
        /// The message.
        id: String,
        /// What comes after what was there.
        text: String,
    },
    /// The whole of it.
    #[serde(rename = "message.completed")]
    MessageCompleted {
        /// The message.
        id: String,
        /// All of it, as Markdown.
        text: String,
    },
    /// The agent asks a person.
    #[serde(rename = "input.requested")]
    InputRequested {
        /// The question, unique in the run.
        id: String,
        /// What is asked.
        question: String,
    },
    /// A person answered.
    #[serde(rename = "input.given")]
    InputGiven {
        /// The question.
        id: String,
        /// The answer.
        answer: Value,
    },
    /// Nobody answered in time.
    #[serde(rename = "input.expired")]
    InputExpired {
        /// The question.
        id: String,
    },
    /// A file was made.
    #[serde(rename = "artifact.created")]
    ArtifactCreated {
        /// Its name, unique in the run.
        name: String,
        /// Its media type.
        media_type: String,
        /// Its size.
        bytes: u64,
        /// SHA-256 of its content in hexadecimal.
        sha256: String,
    },
    /// Metered use so far.
    #[serde(rename = "usage.recorded")]
    UsageRecorded {
        /// What the run would cost if it ended well now.
        spent_microcredits: Credits,
    },
    /// The customer allowed more.
    #[serde(rename = "ceiling.raised")]
    CeilingRaised {
        /// The new ceiling.
        ceiling_microcredits: Credits,
    },
}

/// What became of a step that the run from which this one branches has finished, up to the step at which it branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reuse {
    /// What it depends on is as it was: what it gave is taken over, and nothing is worked.
    TakenOver,
    /// What it depends on has changed, so it is worked anew.
    WorkedAnew,
}

impl EventBody {
    /// The type's name, as stored and sent.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::RunQueued { .. } => "run.queued",
            Self::RunStarted { .. } => "run.started",
            Self::RunPaused {} => "run.paused",
            Self::RunResumed {} => "run.resumed",
            Self::RunCancelRequested {} => "run.cancel_requested",
            Self::RunSucceeded { .. } => "run.succeeded",
            Self::RunFailed { .. } => "run.failed",
            Self::RunCancelled {} => "run.cancelled",
            Self::RunTimedOut { .. } => "run.timed_out",
            Self::RunSettled { .. } => "run.settled",
            Self::StepStarted { .. } => "step.started",
            Self::StepCompleted { .. } => "step.completed",
            Self::StepFailed { .. } => "step.failed",
            Self::ToolCallStarted { .. } => "tool_call.started",
            Self::ToolCallCompleted { .. } => "tool_call.completed",
            Self::ToolCallFailed { .. } => "tool_call.failed",
            Self::MessageStarted { .. } => "message.started",
            Self::MessageExtended { .. } => "message.extended",
            Self::MessageCompleted { .. } => "message.completed",
            Self::InputRequested { .. } => "input.requested",
            Self::InputGiven { .. } => "input.given",
            Self::InputExpired { .. } => "input.expired",
            Self::ArtifactCreated { .. } => "artifact.created",
            Self::UsageRecorded { .. } => "usage.recorded",
            Self::CeilingRaised { .. } => "ceiling.raised",
        }
    }

    /// Whether the event is part of the run's digest. Live text is not: `message.completed` says it all again, so it may
    /// be dropped after settlement (decision 13).
    pub fn is_chained(name: &str) -> bool {
        name != "message.extended"
    }
}

/// An event as a client reads it.
///
/// The body may be of a type that this build does not know, or erased: then it is kept as it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the run, from 0, without gaps.
    pub seq: u64,
    /// When it was stored.
    pub at: Timestamp,
    /// The version of the payload's shape.
    pub v: u32,
    /// The type's name.
    #[serde(rename = "type")]
    pub name: String,
    /// The payload; `null` once erased.
    pub data: Value,
}

impl Event {
    /// The body, if this build knows its type and it is not erased.
    pub fn body(&self) -> Option<EventBody> {
        if self.data.is_null() {
            return None;
        }
        serde_json::from_value(serde_json::json!({"type": self.name, "data": self.data})).ok()
    }
}

/// An event as it is stored: the permanent envelope, and the payload as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its number in the run.
    pub seq: u64,
    /// The type's name.
    pub name: String,
    /// When it was stored.
    pub at: Timestamp,
    /// The version of the payload's shape.
    pub v: u32,
    /// The payload as JSON; `None` once erased.
    pub payload: Option<String>,
    /// SHA-256 of the payload, in hexadecimal.
    pub payload_hash: String,
    /// SHA-256 over the chain before and this envelope, in hexadecimal; the one before where the type is not chained.
    pub chain_hash: String,
}

impl StoredEvent {
    /// As a client reads it.
    pub fn to_event(&self) -> Event {
        let data = self.payload.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
        Event { seq: self.seq, at: self.at, v: self.v, name: self.name.clone(), data }
    }
}
