//! Runs: quoted, started, worked on, recorded, settled, watched.
//!
//! The way of a run: [`start`] holds and queues in one transaction; a worker ([`Workers`]) claims it and reads what the
//! engine hands out; `record` stores each event and then tells the [`Hub`]; `settle` ends it in one transaction with the
//! money. Watchers read what is stored and then follow the hub.

mod artifacts;
mod cancel;
pub(crate) mod ears;
mod error;
mod finished;
mod hub;
mod list;
mod message;
mod names;
mod quote;
mod record;
mod settle;
mod show;
mod start;
mod sweep;
mod watch;
mod work;
mod workers;

pub use artifacts::{ArtifactInfo, artifact, artifacts};
pub use cancel::cancel;
pub use error::Error;
pub use hub::{EncodedEvent, Hub};
pub use list::{list, list_of_agent};
pub use message::message_html;
pub use quote::{quote, quote_trial};
pub use show::{events, show, transcript};
pub use start::{GivenFile, Start, Started, TrialStarted, start, start_trial};
pub use watch::{Watch, watch};
pub use workers::{WorkerLock, Workers, WorkersError};
