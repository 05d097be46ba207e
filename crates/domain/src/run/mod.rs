//! A run: its states, its events, and the transcript that a person reads.

mod event;
mod record;
mod share;
mod status;
mod summary;
mod transcript;

pub use event::{Event, EventBody, Reuse, StoredEvent};
pub use record::{BranchedFrom, CONTENT_STAYS, Run, RunFailure};
pub use share::RunShare;
pub use status::{IllegalTransition, Status, UnknownStatus};
pub use summary::{RunPeriod, RunSummary, RunSums, RunTally};
pub use transcript::{Artifact, Call, CallState, Item, Step, StepState, Transcript};
