//! The page of what programs asked for.

pub const LEAD: &str =
    "What your programs asked for in the last thirty days, with keys or access tokens. Pages do not count.";
pub const EMPTY_TITLE: &str = "Nothing yet";
pub const EMPTY: &str = "Requests that a program sends with one of your keys show here within a few seconds.";
pub const MAKE_KEY: &str = "Make a key";
pub const CALLS: &str = "Requests";
pub const ERRORS: &str = "Refused or failed";
pub const MEAN: &str = "Mean time";
pub const LIMIT: &str = "Limit";
pub const BY_DAY: &str = "By day";
pub const BY_AGENT: &str = "By agent";
pub const BY_KEY: &str = "By key";
pub const BY_ERROR: &str = "What was refused or failed";
pub const DAY: &str = "Day (UTC)";
pub const AGENT: &str = "Agent";
pub const NO_AGENT: &str = "None in particular";
pub const KEY: &str = "Key";
pub const NO_KEY: &str = "Access tokens";
pub const REASON: &str = "Reason";
pub const LAST: &str = "Last";
pub const TOTALS: &str = "Totals";

pub fn limit(per_minute: Option<u32>) -> String {
    per_minute.map_or_else(|| "None".to_owned(), |limit| format!("{limit} a minute"))
}

pub fn reason(status: u16, code: &str) -> String {
    if code.is_empty() { status.to_string() } else { format!("{status} {code}") }
}
