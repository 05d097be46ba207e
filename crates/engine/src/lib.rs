//! Running one version of an agent: (program, input, memory, cancel) to a stream of emissions.
//!
//! The engine knows no tables, credits or users. It hands every [`Emission`] to whoever started it and waits until it is
//! told to go on: a step's beginning is on disk before its side effect, and an event before it is shown.
//!
//! Native programs act only through [`Context::step`]: a step that was finished before a crash, or in the run from which
//! this one branches, is remembered ([`Memory`]) and is not worked again.

pub mod cancel;
pub mod context;
pub mod execute;
pub mod memory;
pub mod native;

pub use cancel::{Cancel, Cancelled};
pub use context::{Context, Done, Emission, Failure, Input, InputFile, NewArtifact, Stop};
pub use execute::{Running, execute};
pub use memory::{Inherited, Journal, JournalEntry, Memory, Recorded};
pub use native::{NATIVE, Native};
