//! What the examples that measure have in common.

use std::collections::BTreeMap;
use std::time::Instant;

use engine::{Cancel, Input, InputFile, Memory, Native, execute};
use serde_json::{Map, Value};

/// Runs an agent on one file and prints its files, the seconds since the start at each step's end, what `words` says of the
/// output, and the most memory that the process had.
#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
pub(crate) async fn time(
    agent: &str,
    filename: &str,
    text: String,
    values: Map<String, Value>,
    words: impl FnOnce(&Value) -> String,
) {
    println!("{:>12} bytes  in", text.len());
    let file = InputFile { filename: filename.to_owned(), bytes: text.into_bytes().into() };
    let input = Input { files: BTreeMap::from([("file".to_owned(), file)]), values };
    let Some(program) = Native::find(agent) else { return };
    let begun = Instant::now();
    let mut running = execute(program, input, Memory::default(), Cancel::default());
    while let Some(emission) = running.emissions.recv().await {
        for artifact in &emission.artifacts {
            println!("{:>12} bytes  {}", artifact.bytes.len(), artifact.name);
        }
        if let Some(entry) = &emission.journal {
            let (seconds, bytes) = (begun.elapsed().as_secs_f64(), entry.output.len());
            println!("{seconds:>9.2} s      {} ({bytes} bytes in the journal)", entry.key);
        }
        let _ = emission.stored.send(());
    }
    let outcome = running.outcome().await;
    println!("{:>9.2} s      in all", begun.elapsed().as_secs_f64());
    println!("{}", outcome.map_or_else(|stop| stop.to_string(), |value| words(&value)));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown"));
}
