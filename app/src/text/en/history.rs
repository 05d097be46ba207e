//! The history of runs.

pub const TITLE: &str = "Runs";
pub const LEAD: &str = "Every run of yours, newest first.";
pub const AGENT: &str = "Agent";
pub const STATUS: &str = "Status";
pub const PRICE: &str = "Price";
pub const WHEN: &str = "Started";
pub const DURATION: &str = "Took";
pub const OLDER: &str = "Older runs";
pub const NEWEST: &str = "Newest runs";
pub const EMPTY_TITLE: &str = "No runs yet";
pub const EMPTY: &str = "Pick an agent and start it with one of its samples: it takes a minute.";
pub const EMPTY_ACTION: &str = "Browse agents";
pub const HELD: &str = "held";
pub const NO_TIME: &str = "–";
