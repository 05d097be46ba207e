//! What is told of a run besides its events.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Status;
use crate::credits::Credits;
use crate::id::{RunId, VersionId};
use crate::input::Values;
use crate::time::{Micros, Timestamp};

/// A run, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Which.
    pub id: RunId,
    /// The agent's name in addresses.
    pub agent_slug: String,
    /// The agent's name.
    pub agent_name: String,
    /// The version that runs.
    pub version_id: VersionId,
    /// Its number.
    pub version: String,
    /// Where it stands.
    pub status: Status,
    /// What it was given; `None` once erased.
    pub input: Option<Values>,
    /// What it gave.
    pub output: Option<Value>,
    /// Why it gave nothing.
    pub failure: Option<RunFailure>,
    /// What is or was held.
    #[serde(rename = "ceiling_microcredits")]
    pub ceiling: Credits,
    /// What was charged, once settled.
    #[serde(rename = "charged_microcredits")]
    pub charged: Option<Credits>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it reached its final state.
    pub finished_at: Option<Timestamp>,
    /// How many runs wait before it, while it is queued.
    pub queue_place: Option<u64>,
    /// The run whose answer this one has, where the cache served it.
    pub cached_from: Option<RunId>,
    /// Where this run branches from another one.
    pub branched_from: Option<BranchedFrom>,
    /// When its owner chose to keep its content.
    pub kept_at: Option<Timestamp>,
    /// When its content will be erased; `None` while it is kept, not over, or erased already.
    pub erases_at: Option<Timestamp>,
    /// When its content was erased: input, messages, output and files. The rest stays.
    pub erased_at: Option<Timestamp>,
}

/// How long the content of a run that is over stays, unless it is kept by hand.
pub const CONTENT_STAYS: Micros = Micros::days(30);

/// Where a run branches from another one of its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchedFrom {
    /// The other run.
    pub run: RunId,
    /// The key of the last step that may be taken over; `None` once erased.
    pub step: Option<String>,
}

/// Why a run gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFailure {
    /// A stable word.
    pub code: String,
    /// A sentence.
    pub message: String,
}
