//! The page of an agent.

pub const RUN: &str = "Run this agent";
pub const WHAT: &str = "What it does";
pub const CAPABILITIES: &str = "What it can do";
pub const LIMITS: &str = "Its limits";
pub const INPUTS: &str = "What you give it";
pub const INPUT_FIELD: &str = "Input";
pub const INPUT_KIND: &str = "Kind";
pub const INPUT_NEEDED: &str = "Needed";
pub const INPUT_ABOUT: &str = "About";

/// What folds the fields away that have a default.
pub fn options(count: usize) -> String {
    if count == 1 { "1 option".to_owned() } else { format!("{count} options") }
}

pub const YES: &str = "Yes";
pub const NO: &str = "No";
pub const OPTIONAL: &str = "Optional";
pub const SAMPLES: &str = "Try it with a sample";
pub const SAMPLES_LEAD: &str = "Sample inputs that come with the agent. Take one as it is or download the file first.";
pub const USE_SAMPLE: &str = "Use it";
pub const DOWNLOAD: &str = "Download";
pub const PERMISSIONS: &str = "What it may reach";
pub const PERMISSIONS_NONE: &str =
    "Nothing. It has no access to the network and uses no models; it sees only what you give it.";
pub const NETWORK: &str = "Hosts";
pub const MODELS: &str = "Models";
pub const NO_NETWORK: &str = "No host";
pub const NO_MODELS: &str = "No model";
pub const PRICE: &str = "Price";
pub const PER_RUN: &str = "for each run with a valid result";
pub const PRICE_NOTE: &str = "Nothing is charged for a run that fails, times out or gives a result that does not fit.";
pub const FREE_NOTE: &str = "A run costs nothing.";
pub const SPLIT: &str = "How the fee is split";
pub const SPLIT_CREATOR: &str = "Creator";
pub const SPLIT_PLATFORM: &str = "Guildhall";
pub const SPLIT_NOTE: &str =
    "Runs paid with granted credits earn the creator nothing; the statement shows them as promotional.";
pub const MODEL_NOTE: &str = "This agent uses no models: the fee is the whole price.";
pub const MODEL_NOTE_METERED: &str = "Model use comes on top, metered; its most is part of the quote.";
pub const VERSION: &str = "Version";
pub const CHANGES: &str = "What is new";
pub const HASH: &str = "Content hash";
pub const HASH_WHAT: &str = "the content hash";
pub const HASH_NOTE: &str = "SHA-256 of manifest and program. Every receipt names it.";
pub const FACTS: &str = "Measured";
pub const RUNS: &str = "Runs";
pub const SUCCESS: &str = "Succeeded";
pub const CASES: &str = "Evaluation cases";
pub const NOT_MEASURED: &str = "No runs yet";
pub const FACTS_NOTE: &str =
    "Counted by the platform over finished runs of customers. Nothing is shown before the first.";
pub const CREATOR: &str = "Creator";
pub const PROGRAM: &str = "Program";
pub const CATEGORY: &str = "Category";
pub const SUITE: &str = "Suite";
pub const TAGS: &str = "Tags";
pub const TIMEOUT: &str = "Time limit";
pub const DETERMINISTIC: &str = "Same input, same result";
pub const LISTED: &str = "Listed";
pub const SIMILAR: &str = "Similar agents";
pub const TRIAL: &str = "Trial";
pub const BREADCRUMB: &str = "You are here";

pub fn cases(count: usize) -> String {
    match count {
        1 => "1 evaluation case".to_owned(),
        many => format!("{many} evaluation cases"),
    }
}

pub fn percent(part: i64) -> String {
    format!("{part} %")
}
