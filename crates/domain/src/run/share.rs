//! A link that shows a run to whoever has it.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// What the link of a run shows, besides its steps and what the agent said. The link itself is told once, when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunShare {
    /// Whether what the run was given is shown.
    pub shows_input: bool,
    /// Whether the files it made, and its result as data, are shown.
    pub shows_files: bool,
    /// When the link was made.
    pub created_at: Timestamp,
}
