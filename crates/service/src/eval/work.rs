//! One case, worked on by the engine, with what it handed out kept in memory.

use std::collections::BTreeMap;

use domain::catalogue::{Case, Program};
use domain::input::{FileRef, Kind};
use domain::run::EventBody;
use engine::{Cancel, Failure, Input, InputFile, Memory, Native, Stop};
use serde_json::Value;

use crate::catalogue::Package;

/// What a case gave.
#[derive(Debug)]
pub(super) struct Worked {
    pub(super) outcome: Result<Value, Failure>,
    pub(super) messages: Vec<String>,
    pub(super) artifacts: BTreeMap<String, Vec<u8>>,
}

pub(super) async fn work(package: &Package, case: &Case) -> Worked {
    let mut worked = Worked { outcome: Ok(Value::Null), messages: Vec::new(), artifacts: BTreeMap::new() };
    worked.outcome = match input(package, case) {
        Ok(input) => execute(package, input, &mut worked).await,
        Err(failure) => Err(failure),
    };
    worked
}

async fn execute(package: &Package, input: Input, worked: &mut Worked) -> Result<Value, Failure> {
    let Program::Native { name } = &package.manifest.program;
    let program = Native::find(name).ok_or_else(|| Failure::new("program_gone", "This program is not there."))?;
    let mut running = engine::execute(program, input, Memory::default(), Cancel::default());
    while let Some(emission) = running.emissions.recv().await {
        for event in emission.events {
            if let EventBody::MessageCompleted { text, .. } = event {
                worked.messages.push(text);
            }
        }
        worked.artifacts.extend(emission.artifacts.into_iter().map(|artifact| (artifact.name, artifact.bytes)));
        // Nobody waiting means that the program has ended.
        let _ = emission.stored.send(());
    }
    match running.outcome().await {
        Ok(output) => judged(package, output),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(stop) => Err(Failure::new("stopped", stop.to_string())),
    }
}

fn judged(package: &Package, output: Value) -> Result<Value, Failure> {
    let schema = serde_json::from_str(&package.manifest.version.output_schema).unwrap_or_default();
    let checked = jsonschema::validate(&schema, &output).map_err(|error| error.to_string());
    checked.map_err(|error| Failure::new("invalid_output", error))?;
    Ok(output)
}

fn input(package: &Package, case: &Case) -> Result<Input, Failure> {
    let mut values = case.input.clone();
    let mut files = BTreeMap::new();
    for (field, path) in &case.files {
        let bytes = package.files.get(path).cloned().unwrap_or_default();
        let filename = path.rsplit('/').next().unwrap_or(path).to_owned();
        let reference =
            FileRef { filename: filename.clone(), bytes: bytes.len() as u64, sha256: store::blobs::sha256(&bytes) };
        values.insert(field.clone(), serde_json::to_value(reference).unwrap_or_default());
        files.insert(field.clone(), InputFile { filename, bytes: bytes.into() });
    }
    let checked = package.manifest.input.check(&values).map_err(|errors| {
        let told: Vec<String> = errors.into_iter().map(|error| format!("{}: {}", error.field, error.message)).collect();
        Failure::new("invalid_input", told.join(" "))
    })?;
    let is_file =
        |name: &str| package.manifest.input.field(name).is_some_and(|field| matches!(field.kind, Kind::File { .. }));
    files.retain(|name, _| is_file(name));
    Ok(Input { values: checked, files })
}
