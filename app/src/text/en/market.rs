//! The marketplace.

use domain::catalogue::{Sort, Suite};

pub const TITLE: &str = "Agents";
pub const LEAD: &str =
    "Every price is the whole fee of a run. Model use, where an agent has any, is quoted before you start.";
pub const FILTERS: &str = "Search and filter";
pub const WORDS: &str = "Search";
pub const WORDS_HINT: &str = "Name, task, tag or creator";
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
pub const RUN: &str = "Run";
pub const PRICE_LABEL: &str = "Price of a run";
pub const NO_RUNS: &str = "No runs yet";
pub const EMPTY_TITLE: &str = "No agent fits all of that";
pub const EMPTY: &str = "Try fewer words, another category or a wider price range.";
pub const EMPTY_ALL: &str = "No agent is listed yet.";
pub const PAGES: &str = "Pages";
pub const PREVIOUS: &str = "Previous";
pub const NEXT: &str = "Next";
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

pub fn suite(suite: Suite) -> &'static str {
    match suite {
        Suite::CustomerSupport => "Customer support",
        Suite::Operations => "Operations",
        Suite::Devops => "DevOps",
        Suite::ComplianceAndSecurity => "Compliance and security",
        Suite::SalesAndMarketing => "Sales and marketing",
    }
}
