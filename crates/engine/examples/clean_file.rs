//! Cleans a file and writes what the agent makes of it into a folder.
//!
//! `cargo run -p engine --example clean_file table.csv out-folder`

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::run::EventBody;
use engine::{Cancel, Input, InputFile, Memory, Native, execute};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example tells what it made")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(folder)) = (arguments.next(), arguments.next().map(PathBuf::from)) else {
        return Err("usage: clean_file table.csv out-folder".into());
    };
    let bytes = std::fs::read(&path)?;
    std::fs::create_dir_all(&folder)?;
    let filename = path.rsplit('/').next().unwrap_or_default().to_owned();
    let file = InputFile { filename, bytes: bytes.into() };
    let input = Input { files: BTreeMap::from([("file".to_owned(), file)]), ..Input::default() };
    let program = Native::find("data-cleaning").ok_or("not shipped")?;
    let mut running = execute(program, input, Memory::default(), Cancel::default());
    while let Some(emission) = running.emissions.recv().await {
        for artifact in &emission.artifacts {
            std::fs::write(folder.join(&artifact.name), &artifact.bytes)?;
        }
        for event in &emission.events {
            match event {
                EventBody::StepCompleted { key, summary, .. } => println!("{key}: {summary}"),
                EventBody::MessageCompleted { text, .. } => println!("\n{text}\n"),
                _ => {}
            }
        }
        let _ = emission.stored.send(());
    }
    println!("{:#}", running.outcome().await?);
    Ok(())
}
