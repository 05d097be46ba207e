//! Running an agent and keeping what it hands out.

use std::collections::{BTreeMap, HashMap};

use domain::input::Values;
use domain::run::EventBody;
use engine::{Cancel, Emission, Inherited, Input, InputFile, JournalEntry, Memory, Native, Recorded, Stop, execute};
use serde_json::Value;

/// What a run handed out.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) outcome: Result<Value, Stop>,
    pub(crate) artifacts: BTreeMap<String, Vec<u8>>,
    pub(crate) message: String,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) steps: Vec<String>,
    /// Each finished step as a run that branches inherits it, in order.
    pub(crate) finished: Vec<(String, Inherited)>,
    pub(crate) events: Vec<EventBody>,
}

impl Ran {
    pub(crate) fn output(&self) -> &Value {
        self.outcome.as_ref().expect("a result")
    }

    pub(crate) fn failure(&self) -> &str {
        match &self.outcome {
            Err(Stop::Failed(failure)) => &failure.code,
            other => panic!("no failure: {other:?}"),
        }
    }

    pub(crate) fn text(&self, artifact: &str) -> &str {
        self.artifacts.get(artifact).map_or("", |bytes| std::str::from_utf8(bytes).expect("UTF-8"))
    }
}

/// The input of a run on a file.
pub(crate) fn file(filename: &str, bytes: &[u8], values: Values) -> Input {
    let file = InputFile { filename: filename.to_owned(), bytes: bytes.into() };
    Input { values, files: BTreeMap::from([("file".to_owned(), file)]) }
}

/// Runs the agent to the end. Finished steps in `journal` are not worked again.
pub(crate) fn run(agent: &str, input: Input, journal: &[JournalEntry]) -> Ran {
    let journal = journal.iter().map(|entry| (entry.key.clone(), recorded(entry))).collect();
    run_with(agent, input, Memory { journal, inherited: HashMap::new() })
}

/// Runs the agent to the end with a memory.
pub(crate) fn run_with(agent: &str, input: Input, memory: Memory) -> Ran {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let program = Native::find(agent).expect("shipped");
        let mut running = execute(program, input, memory, Cancel::default());
        let (mut artifacts, mut message, mut entries, mut steps) =
            (BTreeMap::new(), String::new(), Vec::new(), Vec::new());
        let (mut finished, mut events, mut begun) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(emission) = running.emissions.recv().await {
            begun.extend(told(&emission));
            events.extend(told(&emission));
            artifacts.extend(emission.artifacts.into_iter().map(|artifact| (artifact.name, artifact.bytes)));
            for event in emission.events {
                match event {
                    EventBody::MessageCompleted { text, .. } => message = text,
                    EventBody::StepStarted { key, .. } => steps.push(key),
                    _ => {}
                }
            }
            if let Some(entry) = emission.journal {
                finished.push((
                    entry.key.clone(),
                    Inherited { recorded: recorded(&entry), events: std::mem::take(&mut begun) },
                ));
                entries.push(entry);
            }
            let _ = emission.stored.send(());
        }
        Ran { outcome: running.outcome().await, artifacts, message, journal: entries, steps, finished, events }
    })
}

fn recorded(entry: &JournalEntry) -> Recorded {
    Recorded { inputs_hash: entry.inputs_hash.clone(), output: entry.output.clone() }
}

/// What is told of an emission once it is stored.
fn told(emission: &Emission) -> Vec<EventBody> {
    let made = emission.artifacts.iter().map(|artifact| EventBody::ArtifactCreated {
        name: artifact.name.clone(),
        media_type: artifact.media_type.clone(),
        bytes: artifact.bytes.len() as u64,
        sha256: "of its content".to_owned(),
    });
    emission.events.iter().cloned().chain(made).collect()
}
