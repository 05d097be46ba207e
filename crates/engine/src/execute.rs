//! Starting a program and reading what it hands out.

use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use crate::cancel::Cancel;
use crate::context::{Context, Emission, Failure, Input, Stop};
use crate::memory::{self, Memory};
use crate::native::Native;

/// A program at work.
#[derive(Debug)]
pub struct Running {
    /// What it hands out, in order; ends when the program does.
    pub emissions: mpsc::Receiver<Emission>,
    program: JoinHandle<Result<Value, Stop>>,
}

/// Starts `program` on `input`. Finished steps in `memory` are not worked again.
pub fn execute(program: &'static Native, input: Input, memory: Memory, cancel: Cancel) -> Running {
    // One at a time: an emission is stored before the next is made.
    let (sender, emissions) = mpsc::channel(1);
    let future = async move {
        let given = input.files.clone();
        let files = if given.is_empty() {
            String::new()
        } else {
            tokio::task::spawn_blocking(move || memory::digest(&given)).await.map_err(|_| Stop::Lost)?
        };
        (program.run)(Context::new(sender, memory, &files, cancel), input).await
    };
    Running { emissions, program: tokio::spawn(future.in_current_span()) }
}

impl Running {
    /// The program's result, once its emissions have ended.
    pub async fn outcome(self) -> Result<Value, Stop> {
        drop(self.emissions);
        match self.program.await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => {
                Err(Failure::new("internal", "The agent crashed. Nothing is charged; the failure is recorded.").into())
            }
            Err(_) => Err(Stop::Lost),
        }
    }
}
