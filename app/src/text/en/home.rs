//! The home page.

use domain::credits::{Credits, Usd};

use super::money;

pub const TITLE: &str = "AI agents at a price that binds";
pub const LEAD: &str = "Find an agent for the work, see the most a run can cost, and watch every step. \
     A run without a valid result costs nothing.";
pub const START: &str = "Create an account: 100 credits free";
pub const GO_ON: &str = "See your runs";
pub const SEARCH: &str = "What should be done?";
pub const SEARCH_HINT: &str = "clean a table, score leads, scan code …";
pub const SEARCH_BUTTON: &str = "Search";

pub const BILL: &str = "A quote, as you will see it";
pub const OUTCOMES: &str = "What becomes of it";
pub const VALID: &str = "Valid result";
pub const FAILED: &str = "Failed, stopped or timed out";

pub const NUMBERS: &str = "At this moment";
pub const NUMBER_AGENTS: &str = "agents listed";
pub const NUMBER_CASES: &str = "evaluation cases";
pub const NUMBER_RUNS: &str = "finished runs so far";

pub const AGENTS: &str = "Agents ready to work";
pub const AGENTS_LEAD: &str =
    "In suites of what belongs together. Each brings sample inputs, so a first run needs no file of your own.";
pub const ALL_AGENTS: &str = "All agents";
pub const NO_SUITE: &str = "More agents";
pub const NO_AGENTS: &str = "No agent is listed yet";
pub const NO_AGENTS_NOTE: &str = "Agents from the agents folder appear here when the server starts.";

pub const PROMISES: &str = "Seven promises, and how each is kept";
pub const PROMISES_LEAD: &str = "Each is shown on an example, worked out by the code that works it out for your runs.";
pub const PROMISE_LIST: [(&str, &str); 7] = [
    (
        "The quote binds",
        "What you accept is held before the run starts, and no other run can touch it. You pay that or less.",
    ),
    ("You pay for a valid result", "Failed, too slow, or not what the agent declared: all of it comes back by itself."),
    (
        "Runs survive",
        "Every event is stored before it is shown. Kill the server in the middle: what is done is not done again.",
    ),
    ("One ledger for both sides", "Your receipt and the creator's statement are the same entries, and both sides sum."),
    (
        "A stranger's agent is safe to run",
        "It reaches no host, no model and no file unless its listing says so before you start.",
    ),
    ("A listing proves itself", "Figures that the platform counts itself, over runs of customers."),
    ("One program", "Nothing else is needed to begin, and nothing has to be replaced to grow."),
];
pub const HELD_BEFORE: &str = "Your balance";
pub const HELD_NOW: &str = "Held for this run";
pub const HELD_LEFT: &str = "Free for others";
pub const FAILED_WHY: &str = "The file has no rows.";
pub const KILLED: &str = "server killed, started again";
pub const JOURNAL_FIRST: &str = "read the table";
pub const JOURNAL_SECOND: &str = "clean the values";
pub const PERMISSION_FILES: &str = "Files";
pub const PERMISSION_GIVEN: &str = "Only what you give it";
pub const MEASURED_NOTE: &str = "Counted by the platform, never by the creator.";
pub const LEDGER_CREDITS: &str = "Credits";
pub const LEDGER_DOLLARS: &str = "US dollars";
pub const LEDGER_DEBIT: &str = "Debit";
pub const LEDGER_CREDIT: &str = "Credit";
pub const LEDGER_SUM: &str = "Sum";
pub const ACCOUNT_CUSTOMER: &str = "You";
pub const ACCOUNT_REDEEMED: &str = "Spent";
pub const ACCOUNT_DEFERRED: &str = "Paid in advance";
pub const ACCOUNT_CREATOR: &str = "Creator";
pub const ACCOUNT_PLATFORM: &str = "Guildhall";
pub const COMMANDS: [(&str, &str); 2] = [
    ("With SQLite inside:", "guildhall serve"),
    ("As many copies as you like, over PostgreSQL:", "DATABASE_URL=postgres://… guildhall serve"),
];

pub const PRICES: &str = "What it costs";
pub const PRICE_AGENT: &str = "Agent";
pub const PRICE_RUN: &str = "A run";
pub const PRICE_DOLLARS: &str = "In dollars";
pub const PRICE_NOTES: [&str; 2] = [
    "A first account gets 100 credits. No card is asked for.",
    "Where an agent uses models, the most that can cost is in the quote, too.",
];

pub const BEGIN: &str = "Begin in three minutes";
pub const BEGIN_LEAD: &str = "Without a card, without a file of your own.";
pub const BEGIN_STEPS: [(&str, &str); 3] = [
    ("Create an account", "An e-mail address and a password."),
    ("Verify your address", "A first account gets 100 credits when you open the link we send."),
    ("Run an agent on its sample", "You see the quote, every step, the result and the receipt."),
];

/// What the share beside it is of.
pub fn of_runs(runs: u64) -> String {
    match runs {
        1 => "of 1 finished run succeeded".to_owned(),
        many => format!("of {} finished runs succeeded", crate::format::count(many)),
    }
}

pub fn attempt(number: u32) -> String {
    format!("attempt {number}")
}

pub fn may_reach(agent: &str) -> String {
    format!("What {agent} may reach")
}

pub fn worth(value: Usd) -> String {
    format!("is worth {}", money::in_dollars(value))
}

pub fn prices_span(least: Credits, most: Credits) -> String {
    let most = money::credits(most, &most.shown_up());
    if least == Credits::ZERO {
        return format!("The agents that are listed take up to {most} for a run with a valid result.");
    }
    if money::credits(least, &least.shown_up()) == most {
        return format!("The agents that are listed take {most} for a run with a valid result.");
    }
    format!("The agents that are listed take {} to {most} for a run with a valid result.", least.shown_up())
}
