//! What a settled run leaves for good: the version that ran, the parts of its price, its times and the digest of its
//! events. Nothing of what was said or made is in it.

use serde::{Deserialize, Serialize};

use crate::credits::{Credits, Usd};
use crate::id::{OwnerId, RunId, VersionId};
use crate::run::Status;
use crate::time::Timestamp;

/// The shape that is written today.
pub const RECEIPT_V: u32 = 1;

/// A receipt, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The shape of the rest; [`RECEIPT_V`].
    pub v: u32,
    /// Where the run took place: a public address.
    pub issuer: String,
    /// The run.
    pub run_id: RunId,
    /// Who paid.
    pub owner_id: OwnerId,
    /// What ran.
    pub agent: Agent,
    /// How the run ended.
    pub status: Status,
    /// What it cost.
    pub price: Price,
    /// Whose the dollars behind the charge became.
    pub split: Shares,
    /// When.
    pub times: Times,
    /// What happened, as a digest.
    pub events: Events,
}

/// The agent and the version that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Its name in addresses.
    pub slug: String,
    /// The version's number.
    pub version: String,
    /// The version.
    pub version_id: VersionId,
    /// SHA-256 of the version's content, in hexadecimal.
    pub content_hash: String,
}

/// The parts of a price, in millionths of a credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// What was held: the ceiling that was accepted.
    #[serde(rename = "held_microcredits")]
    pub held: Credits,
    /// What was charged; fee and model use together.
    #[serde(rename = "charged_microcredits")]
    pub charged: Credits,
    /// The agent's fee in it.
    #[serde(rename = "fee_microcredits")]
    pub fee: Credits,
    /// The metered model use in it.
    #[serde(rename = "model_use_microcredits")]
    pub model_use: Credits,
    /// What came back of what was held.
    #[serde(rename = "returned_microcredits")]
    pub returned: Credits,
    /// How much of the charge were granted credits; the rest was paid for.
    #[serde(rename = "from_granted_microcredits")]
    pub from_granted: Credits,
    /// Why nothing was held, where nothing was: `free`, `platform`, `trial`, `cached`.
    pub nothing_held_because: Option<String>,
}

/// Whose the dollars behind a charge became, in millionths of a US dollar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// The creator's.
    #[serde(rename = "creator_usd_micros")]
    pub creator: Usd,
    /// The platform's.
    #[serde(rename = "platform_usd_micros")]
    pub platform: Usd,
}

/// When a run was asked for, worked on and settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it reached its final state.
    pub finished_at: Timestamp,
    /// When its hold was closed.
    pub settled_at: Timestamp,
}

/// The chain of a run's events: each one's hash covers the one before, so this one covers all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// How many there are.
    pub count: u64,
    /// The last hash of their chain: SHA-256, in hexadecimal.
    pub chain_sha256: String,
}
