//! What a run remembers: its own finished steps, and those of the run from which it branches.

use std::collections::{BTreeMap, HashMap};

use domain::hex::hex;
use domain::run::{EventBody, Reuse};
use sha2::{Digest as _, Sha256};

use crate::context::InputFile;

/// A finished step, to be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// The step's key.
    pub key: String,
    /// SHA-256 of its inputs, in hexadecimal.
    pub inputs_hash: String,
    /// Its value as JSON.
    pub output: String,
}

/// A finished step, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// SHA-256 of its inputs, in hexadecimal.
    pub inputs_hash: String,
    /// Its value as JSON.
    pub output: String,
}

/// Finished steps by their keys.
pub type Journal = HashMap<String, Recorded>;

/// A finished step of the run from which this one branches.
#[derive(Clone, Debug, PartialEq)]
pub struct Inherited {
    /// What it gave.
    pub recorded: Recorded,
    /// What was told of it, from its beginning to the files that it made.
    pub events: Vec<EventBody>,
}

/// What a run remembers as its program begins, by the keys of steps.
///
/// A step is looked for in `journal` first: what is there was told already, and is only handed out. One that is not there
/// is looked for in `inherited`: where it depends on the same inputs, it is told, remembered and handed out, marked as
/// taken over; where it does not, it is worked, marked as worked anew. Each step is judged by itself, so one that follows a
/// step which was worked anew is still taken over where that gave the same. Messages are never inherited: they cost nothing
/// to say again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// What the run itself has finished, in earlier attempts.
    pub journal: Journal,
    /// What the run from which it branches had finished up to the step at which it branches.
    pub inherited: HashMap<String, Inherited>,
}

impl Inherited {
    /// What is told of the step where it is taken over.
    pub(crate) fn told(&self) -> Vec<EventBody> {
        let mut events = self.events.clone();
        for event in &mut events {
            if let EventBody::StepStarted { reuse, .. } | EventBody::StepCompleted { reuse, .. } = event {
                *reuse = Some(Reuse::TakenOver);
            }
        }
        events
    }
}

/// A digest of all files of an input with their names; empty where there are none.
pub(crate) fn digest(files: &BTreeMap<String, InputFile>) -> String {
    if files.is_empty() {
        return String::new();
    }
    let mut hasher = Sha256::new();
    for (field, file) in files {
        for part in [field.as_bytes(), file.filename.as_bytes(), &file.bytes] {
            // Its length first, so that no byte can move from one part to the next.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
    }
    hex(&hasher.finalize())
}
