//! A run: its states, its events, and the transcript that a person reads.

mod event;
mod status;
mod transcript;

pub use event::{Event, EventBody, StoredEvent};
pub use status::{IllegalTransition, Status};
pub use transcript::{Artifact, Call, CallState, Item, Step, StepState, Transcript};
