//! What a native program acts through.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use domain::canonical::canonical;
use domain::hex::hex;
use domain::input::Values;
use domain::run::{EventBody, Reuse};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot};

use crate::cancel::{Cancel, Cancelled};
use crate::memory::{JournalEntry, Memory};

/// The input of a run.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Checked values by field name.
    pub values: Values,
    /// The files among them, by field name.
    pub files: BTreeMap<String, InputFile>,
}

/// A file of the input.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// The name the sender gave it.
    pub filename: String,
    /// Its content.
    pub bytes: Arc<[u8]>,
}

/// Why a run gives no result: told to the customer, who pays nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Failure {
    /// A stable word: `empty_table`.
    pub code: String,
    /// What happened and what to do, in a sentence or two.
    pub message: String,
}

impl Failure {
    /// The stable word and the sentence.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }
}

/// Why a program stops before its result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The content fails.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// Its owner, or the time limit, asked it to stop.
    #[error("asked to stop")]
    Cancelled,
    /// What it emitted could not be stored, or another worker holds the run now.
    #[error("the run is no longer this worker's")]
    Lost,
}

impl From<Cancelled> for Stop {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// A file that a step made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArtifact {
    /// Unique in the run; made of `a-z`, `0-9`, `-`, `_`, `.`.
    pub name: String,
    /// `text/csv; charset=utf-8` …
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl NewArtifact {
    /// A table in CSV.
    pub(crate) fn csv(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), media_type: "text/csv; charset=utf-8".to_owned(), bytes }
    }

    /// A chart.
    pub(crate) fn svg(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), media_type: "image/svg+xml".to_owned(), bytes }
    }
}

/// What a step gives.
#[derive(Debug)]
pub struct Done<T> {
    /// Remembered in the journal; handed out again after a crash.
    pub value: T,
    /// One sentence for the person who watches; may be empty.
    pub summary: String,
    /// Files it made: stored before the event that names them.
    pub artifacts: Vec<NewArtifact>,
}

impl<T> Done<T> {
    /// A value and the sentence that tells of it.
    pub fn new(value: T, summary: impl Into<String>) -> Self {
        Self { value, summary: summary.into(), artifacts: Vec::new() }
    }
}

/// What a program hands out: to be stored as one, then acknowledged.
#[derive(Debug)]
pub struct Emission {
    /// In order. An `artifact.created` among them tells of a file that is stored already, of a step that is taken over.
    pub events: Vec<EventBody>,
    /// The step that these events finish, if they finish one.
    pub journal: Option<JournalEntry>,
    /// Files to store before; their `artifact.created` events are made by whoever stores them.
    pub artifacts: Vec<NewArtifact>,
    /// Told when the program may go on; dropped when it cannot be stored. What begins a step is stored by then. What
    /// finishes one may be stored together with what comes next: until another step begins, nothing happens that must not
    /// happen twice.
    pub stored: oneshot::Sender<()>,
}

/// What a native program acts through.
#[derive(Clone, Debug)]
pub struct Context {
    emissions: mpsc::Sender<Emission>,
    memory: Arc<Memory>,
    /// Of the input's files: part of the inputs of each step, since any may read them.
    files: Arc<str>,
    cancel: Cancel,
}

impl Context {
    /// A context that hands out through `emissions` and has this memory; `files` is a digest of the input's files.
    pub(crate) fn new(emissions: mpsc::Sender<Emission>, memory: Memory, files: &str, cancel: Cancel) -> Self {
        Self { emissions, memory: Arc::new(memory), files: files.into(), cancel }
    }

    /// The flag that asks this run to stop.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// Does one step, or hands out what it gave before a crash, or in the run from which this one branches ([`Memory`]).
    ///
    /// `key` is unique in the run and the same at every attempt. `inputs` is all that the step depends on besides the files
    /// of the input: options that it looks at, and what earlier steps gave. What is left out there makes a run that branches
    /// take over what it must not. A journal entry made from other inputs is not used. `work` runs on a blocking thread; a
    /// long one calls [`Cancel::check`].
    pub async fn step<I, T, F>(&self, key: &str, title: &str, inputs: &I, work: F) -> Result<T, Stop>
    where
        I: Serialize + ?Sized,
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnOnce(&Cancel) -> Result<Done<T>, Stop> + Send + 'static,
    {
        let inputs_hash = self.hash(inputs)?;
        if let Some(recorded) = self.memory.journal.get(key).filter(|recorded| recorded.inputs_hash == inputs_hash) {
            return serde_json::from_str(&recorded.output).map_err(|_| unreadable(key));
        }
        self.cancel.check()?;
        let inherited = self.memory.inherited.get(key);
        if let Some(inherited) = inherited.filter(|inherited| inherited.recorded.inputs_hash == inputs_hash) {
            let output = inherited.recorded.output.clone();
            let value = serde_json::from_str(&output).map_err(|_| unreadable(key))?;
            let journal = JournalEntry { key: key.to_owned(), inputs_hash, output };
            self.emit(inherited.told(), Some(journal), Vec::new()).await?;
            return Ok(value);
        }
        let reuse = inherited.map(|_| Reuse::WorkedAnew);
        let started = EventBody::StepStarted { key: key.to_owned(), title: title.to_owned(), reuse };
        self.emit(vec![started], None, Vec::new()).await?;
        let begun = Instant::now();
        let cancel = self.cancel.clone();
        let span = tracing::Span::current();
        let worked = tokio::task::spawn_blocking(move || span.in_scope(|| work(&cancel))).await;
        let done = match worked {
            Ok(Ok(done)) => done,
            Ok(Err(Stop::Failed(failure))) => {
                let event = EventBody::StepFailed { key: key.to_owned(), message: failure.message.clone() };
                self.emit(vec![event], None, Vec::new()).await?;
                return Err(failure.into());
            }
            Ok(Err(stop)) => return Err(stop),
            Err(error) if error.is_panic() => return Err(crashed(key)),
            Err(_) => return Err(Stop::Lost),
        };
        let output = serde_json::to_string(&done.value).map_err(|_| unreadable(key))?;
        let duration_us = i64::try_from(begun.elapsed().as_micros()).unwrap_or(i64::MAX);
        let event = EventBody::StepCompleted { key: key.to_owned(), summary: done.summary, duration_us, reuse };
        let journal = JournalEntry { key: key.to_owned(), inputs_hash, output };
        self.emit(vec![event], Some(journal), done.artifacts).await?;
        Ok(done.value)
    }

    /// Says something to the customer, once: `id` is unique in the run and the same at every attempt; `text` is Markdown.
    pub async fn say(&self, id: &str, text: impl Into<String>) -> Result<(), Stop> {
        let key = format!("say:{id}");
        if self.memory.journal.contains_key(&key) {
            return Ok(());
        }
        let events = vec![
            EventBody::MessageStarted { id: id.to_owned() },
            EventBody::MessageCompleted { id: id.to_owned(), text: text.into() },
        ];
        let journal = JournalEntry { key, inputs_hash: String::new(), output: "null".to_owned() };
        self.emit(events, Some(journal), Vec::new()).await
    }

    fn hash<I: Serialize + ?Sized>(&self, inputs: &I) -> Result<String, Stop> {
        let inputs = serde_json::to_value(inputs).map_err(|_| unreadable("inputs"))?;
        Ok(hex(&Sha256::digest(format!("{}\n{}", self.files, canonical(&inputs)))))
    }

    async fn emit(
        &self,
        events: Vec<EventBody>,
        journal: Option<JournalEntry>,
        artifacts: Vec<NewArtifact>,
    ) -> Result<(), Stop> {
        let (stored, acknowledged) = oneshot::channel();
        let emission = Emission { events, journal, artifacts, stored };
        self.emissions.send(emission).await.map_err(|_| Stop::Lost)?;
        acknowledged.await.map_err(|_| Stop::Lost)
    }
}

fn unreadable(key: &str) -> Stop {
    Failure::new("internal", format!("The step {key} gave something that cannot be kept.")).into()
}

fn crashed(key: &str) -> Stop {
    Failure::new("internal", format!("The step {key} crashed. Nothing is charged; the failure is recorded.")).into()
}
