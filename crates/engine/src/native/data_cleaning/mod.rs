//! `data-cleaning`: under construction.

use serde_json::Value;

use crate::context::{Context, Input, Stop};

/// Raised with every change of output or steps.
pub const REVISION: u32 = 1;

/// Cleans the table of the input.
pub async fn run(_context: Context, _input: Input) -> Result<Value, Stop> {
    Err(Stop::Cancelled)
}
