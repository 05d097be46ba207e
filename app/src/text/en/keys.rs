//! The page of API keys.

use domain::account::KeyScope;
use domain::key::CapPeriod;

pub const LEAD: &str = "A key lets a program of yours use Guildhall in your name, for what you allow it and no more.";

pub const MADE_TITLE: &str = "Copy your key now";
pub const MADE: &str = "This is the only time that it is shown. Whoever has it can use it until you revoke it.";
pub const REPLACED: &str = "This is the only time that it is shown. The old one works no more.";
pub const KEY_WHAT: &str = "the key";
pub const HOW_TO: &str = "Send it with each request, in the header X-API-Key or after Authorization: Bearer.";

pub const LIST: &str = "Your keys";
pub const NONE_TITLE: &str = "No keys yet";
pub const NONE: &str = "Make one below when a program needs to start runs or read results.";
pub const MADE_AT: &str = "Made";
pub const LAST_USED: &str = "Last used";
pub const NEVER: &str = "Never";
pub const ENDS: &str = "Expires";
pub const OVER: &str = "Expired";
pub const NO_END: &str = "Never";
pub const SPENT: &str = "Spent";
pub const LIMIT: &str = "Own limit";

pub const REGENERATE: &str = "Regenerate";
pub const REGENERATE_NOTE: &str =
    "You get another text for the same key. Programs that use the old one are refused from then on.";
pub const REGENERATE_NOW: &str = "Regenerate the key";
pub const REVOKE: &str = "Revoke";
pub const REVOKE_NOTE: &str =
    "Programs that use it are refused at once, and there is no way back. Runs that it started go on.";
pub const REVOKE_NOW: &str = "Revoke the key";

pub const MAKE: &str = "Make a key";
pub const PROBLEM: &str = "The key was not made";
pub const NAME: &str = "Name";
pub const NAME_HINT: &str = "What it is for, so that you know it again: Nightly import.";
pub const SCOPES: &str = "What it may do";
pub const EXPIRES: &str = "Expires";
pub const CAP: &str = "Spend at most (credits)";
pub const CAP_HINT: &str = "Leave it empty for as much as you have.";
pub const CAP_PERIOD: &str = "Within";
pub const PER_MINUTE: &str = "Requests a minute at most";
pub const PER_MINUTE_HINT: &str = "Leave it empty for as many as your plan gives. All your keys share that.";
pub const SUBMIT: &str = "Make the key";

pub const NOT_CREDITS: &str = "A number of credits is needed, with six decimals at most: 50 or 2.5.";
pub const NOT_WHOLE: &str = "A whole number is needed.";
pub const NOT_AN_END: &str = "Choose when it expires from the list.";
pub const NOT_A_SCOPE: &str = "Choose from the list.";
pub const NOT_A_PERIOD: &str = "Choose a month or altogether.";

/// What each scope opens, in a sentence.
pub fn scope(scope: KeyScope) -> &'static str {
    match scope {
        KeyScope::AccountRead => "Read who you are, and how your account is used",
        KeyScope::RunsRead => "Read your runs, follow their events, fetch their files",
        KeyScope::RunsWrite => "Start, stop and delete runs; starting spends your credits",
        KeyScope::CreditsRead => "Read your balance and your statement",
    }
}

pub fn period(period: CapPeriod) -> &'static str {
    match period {
        CapPeriod::Month => "each month",
        CapPeriod::Total => "altogether",
    }
}

/// Days until a key ends, and how that is said; 0 stands for never.
pub const ENDINGS: [(u16, &str); 5] =
    [(30, "in 30 days"), (90, "in 90 days"), (180, "in 180 days"), (365, "in a year"), (0, "never")];

pub fn spent(spent: &str, cap: &str, of: CapPeriod) -> String {
    match of {
        CapPeriod::Month => format!("{spent} of {cap} credits this month"),
        CapPeriod::Total => format!("{spent} of {cap} credits altogether"),
    }
}

pub fn spent_freely(this_month: &str, spent: &str) -> String {
    format!("{this_month} credits this month, {spent} altogether")
}

pub fn per_minute(limit: u32) -> String {
    if limit == 1 { "1 request a minute".to_owned() } else { format!("{limit} requests a minute") }
}

pub fn made(name: &str) -> String {
    format!("{MADE_TITLE}: {name}")
}
