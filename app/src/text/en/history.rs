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
pub const TEXT: &str = "Search";
pub const TEXT_HINT: &str = "The search looks into what you gave, what the agent said and agents' names: in your newest 10,000 runs that fit the filters, in the first 16,000 characters of each. Dates are in UTC.";
pub const TEXT_PLACE: &str = "Words, file or agent";
pub const SEARCH: &str = "Search";
pub const FILTERS: &str = "Search and filter";
pub const MORE: &str = "Filters";
pub const CHOSEN: &str = "Chosen filters";
pub const ANY_AGENT: &str = "Any agent";
pub const ANY_STATUS: &str = "Any status";
pub const FROM: &str = "From";
pub const TO: &str = "To";
pub const APPLY: &str = "Apply";
pub const CLEAR: &str = "Show all runs";
pub const SUMMARY: &str = "What these runs come to";
pub const RUNS: &str = "Runs";
pub const SUCCESS: &str = "Success rate";
pub const SPENT: &str = "Spent";
pub const MEAN_TIME: &str = "Mean time";
pub const MEAN_TIME_NOTE: &str = "without those from cache";
pub const EXPORT: &str = "Export";
pub const NONE_TITLE: &str = "No run fits";
pub const NONE: &str = "Try fewer filters or another word.";
pub const MISREAD: &str = "The marked fields cannot be read, so no run is shown.";
pub const DELETED: &str = "The run is deleted. Its content is being erased; its price stays in your statement.";
pub const FROM_CACHE: &str = "from cache";
pub const KEPT: &str = "kept";
pub const ERASED: &str = "erased";

pub fn found(total: u64) -> String {
    if total == 1 { "1 run".to_owned() } else { format!("{} runs", crate::format::count(total)) }
}

pub fn cached(count: u64) -> String {
    if count == 0 { String::new() } else { format!("{} answered from cache", crate::format::count(count)) }
}

pub fn of_finished(succeeded: u64, finished: u64) -> String {
    if finished == 0 {
        return String::new();
    }
    format!("{} of {} finished", crate::format::count(succeeded), crate::format::count(finished))
}

/// A filter that is set: `Status: Failed`.
pub fn set(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// What takes it back, said whole.
pub fn remove(set: &str) -> String {
    // Ends as it reads: who speaks to the browser says what is seen.
    format!("Remove {set}")
}
