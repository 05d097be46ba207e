//! What a customer's programs asked for, added up.

use serde::Serialize;

use crate::time::Timestamp;

/// What a customer's programs asked for within some days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// From when on it is counted: the beginning of a day in UTC.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// The plan, as a word.
    pub plan: &'static str,
    /// Requests a minute that the plan allows; `None` where it does not count them.
    pub requests_per_minute: Option<u32>,
    /// All of it.
    pub total: Calls,
    /// Each day on which something was asked, the newest first.
    pub by_day: Vec<DayCalls>,
    /// Each agent that was asked for by name, the most asked first; without a name, what concerned none.
    pub by_agent: Vec<AgentCalls>,
    /// Each key, the most used first; without an id, what was asked with access tokens.
    pub by_key: Vec<KeyCalls>,
    /// What was refused or failed, the most frequent first.
    pub errors: Vec<ErrorCalls>,
}

/// How often something was asked, and how that went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Calls {
    /// Requests.
    pub calls: u64,
    /// Those that were refused or failed: answered 400 or above.
    pub errors: u64,
    /// Microseconds until an answer began, on average.
    pub mean_duration_us: u64,
}

/// The requests of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayCalls {
    /// The day in UTC: `2026-11-21`.
    pub day: String,
    /// How many.
    #[serde(flatten)]
    pub calls: Calls,
}

/// The requests that concerned an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgentCalls {
    /// Its name in addresses.
    pub agent: Option<String>,
    /// How many.
    #[serde(flatten)]
    pub calls: Calls,
}

/// The requests made with a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyCalls {
    /// Which.
    pub key_id: Option<String>,
    /// As its owner calls it.
    pub name: Option<String>,
    /// How many.
    #[serde(flatten)]
    pub calls: Calls,
}

/// The requests that were refused or failed for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorCalls {
    /// The stable word of the refusal; empty where there was none.
    pub code: String,
    /// The status.
    pub status: u16,
    /// How many.
    pub calls: u64,
    /// When the last one was.
    pub last_at: Timestamp,
    /// The last one's id, to be quoted.
    pub last_request_id: String,
}
