//! Runs: quoted, started, worked on, recorded, settled, watched.
//!
//! The way of a run: [`start`] holds and queues in one transaction; a worker ([`Workers`]) claims it and reads what the
//! engine hands out; `record` stores each event and then tells the [`Hub`]; `settle` ends it in one transaction with the
//! money. A start that an earlier run answers (`cache`) is made, told and settled in one transaction instead; one that
//! branches from an earlier run (`branch`) takes over what that had finished. What is 30
//! days over, or deleted, is erased by the sweeper (`erase`). Watchers read what is stored and then follow the hub.

mod artifacts;
mod branch;
mod cache;
mod cancel;
mod delete;
pub(crate) mod ears;
mod erase;
mod error;
mod finished;
mod given;
mod history;
mod hub;
mod keep;
mod message;
mod names;
mod queue;
mod quote;
mod record;
mod search_text;
mod sets;
mod settle;
mod share;
mod show;
mod start;
mod start_trial;
mod sweep;
mod watch;
mod work;
mod workers;

pub use artifacts::{ArtifactInfo, artifact, artifact_beginning, artifacts};
pub use branch::{BranchFrom, Branchable, branchable};
pub use cache::{CacheLine, CacheReport, clear_cache, report_cache};
pub use cancel::cancel;
pub use delete::delete;
pub use erase::{Erasure, collect_content, erase_due};
pub use error::Error;
pub use given::GivenFile;
pub use history::{Export, Found, MAX_SEARCH, Narrowing, agents, export, find, list, list_of_agent, summary};
pub use hub::{EncodedEvent, Hub};
pub use keep::{keep, let_go};
pub use message::message_html;
pub(crate) use names::WITHDRAWN;
pub use quote::{quote, quote_trial};
pub(crate) use sets::Sets;
pub use share::{NewShare, Shared, Shows, share, share_of, shared, shared_artifact, shared_beginning, unshare};
pub use show::{Picture, events, picture, show, transcript};
pub use start::{Start, Started, start};
pub use start_trial::{TrialStarted, start_trial};
pub use watch::{Watch, watch};
pub use workers::{WorkerLock, Workers, WorkersError};
