//! The marketplace.

use domain::catalogue::{Sort, Suite};

pub const TITLE: &str = "Agents";
pub const LEAD: &str =
    "Every price is the whole fee of a run. Model use, where an agent has any, is quoted before you start.";
pub const FILTERS: &str = "Search and filter";
pub const WORDS: &str = "Search";
pub const WORDS_HINT: &str = "Task or name";
pub const CATEGORY: &str = "Category";
pub const ANY_CATEGORY: &str = "All categories";
pub const PRICE: &str = "Credits a run";
pub const MIN_PRICE: &str = "From";
pub const MAX_PRICE: &str = "To";
pub const TAGS: &str = "Tags";
pub const TAGS_HINT: &str = "csv, forecast";
pub const SORT: &str = "Sort by";
pub const SORT_BEST: &str = "Best first";
pub const SEARCH: &str = "Search";
pub const APPLY: &str = "Apply filters";
pub const CLEAR: &str = "Clear all";
pub const MORE_FILTERS: &str = "Filters";
pub const CHOSEN: &str = "Chosen filters";
pub const SHOW_ALL: &str = "Show all agents";
pub const SUITES: &str = "Suites";
pub const ALL: &str = "All";
pub const RUN: &str = "Run";
pub const PRICE_LABEL: &str = "Price of a run";
pub const NO_RUNS: &str = "No runs yet";
pub const EMPTY_TITLE: &str = "No agent fits all of that";
pub const EMPTY: &str = "Try fewer words, another category or a wider price range.";
pub const EMPTY_ALL: &str = "No agent is listed yet";
pub const EMPTY_ALL_NOTE: &str = "Agents from the agents folder appear here when the server starts.";
pub const BAD_PRICE: &str = "A price is a number of credits, such as 4 or 0.5. What could not be read was left out.";

pub fn found(total: u64) -> String {
    match total {
        0 => "No agents".to_owned(),
        1 => "1 agent".to_owned(),
        many => format!("{} agents", crate::format::count(many)),
    }
}

pub fn page_of(page: u32, pages: u32) -> String {
    format!("Page {page} of {pages}")
}

pub fn runs(count: u64) -> String {
    match count {
        0 => NO_RUNS.to_owned(),
        1 => "1 run".to_owned(),
        many => format!("{} runs", crate::format::count(many)),
    }
}

pub fn success(per_mille: u32) -> String {
    format!("{} succeeded", crate::format::per_mille(per_mille))
}

pub fn run_agent(name: &str) -> String {
    format!("Run {name}")
}

pub fn by(creator: &str) -> String {
    format!("by {creator}")
}

pub fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Popular => "Most runs",
        Sort::Newest => "Newest",
        Sort::PriceUp => "Price, low to high",
        Sort::PriceDown => "Price, high to low",
        Sort::Relevance => "Best match",
    }
}

/// A filter that is set: `Category: Operations`.
pub fn set(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// What takes it back, said whole.
pub fn remove(set: &str) -> String {
    // Ends as it reads: who speaks to the browser says what is seen.
    format!("Remove {set}")
}

pub fn all_of(count: usize) -> String {
    if count == 1 { "See its page".to_owned() } else { format!("All {count}") }
}

/// What the agents of a suite are for.
pub fn suite_lead(suite: Suite) -> &'static str {
    match suite {
        Suite::CustomerSupport => "From a question that comes in to an answer that holds, with its sources.",
        Suite::Operations => "Tables that are clean, files that fit each other, reports that write themselves.",
        Suite::Devops => "From an alert to its cause, from a description to a release that can be taken back.",
        Suite::ComplianceAndSecurity => "What is open, what is out of date, what an auditor will ask for, and the fix.",
        Suite::SalesAndMarketing => "What comes next, who will buy, what customers feel, with the reasons.",
    }
}

pub fn suite(suite: Suite) -> &'static str {
    match suite {
        Suite::CustomerSupport => "Customer support",
        Suite::Operations => "Operations",
        Suite::Devops => "DevOps",
        Suite::ComplianceAndSecurity => "Compliance and security",
        Suite::SalesAndMarketing => "Sales and marketing",
    }
}
