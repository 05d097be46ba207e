//! Runs without an account.

use domain::quota::Bound;

pub const TRY: &str = "Try it now, no account";
pub const TRY_SHORT: &str = "Try it now";
pub const QUOTE_NOTE: &str = "Nothing is held and nothing is charged. A run that fails gives the trial run back.";
pub const USED_UP_TITLE: &str = "No trial run is left";
pub const GO_ON: &str = "With an account you go on at once. Your first one gets 100 credits.";
pub const KEEP_TITLE: &str = "Keep this run";
pub const KEEP: &str =
    "Create an account or sign in on this device: your trial runs move there. A first account gets 100 credits.";
pub const KEEP_RUNS: &str = "Keep these runs";
pub const HISTORY_LEAD: &str = "What was run on this device without an account, newest first.";
pub const TRIAL_RUN: &str = "A trial run: nothing was held or charged.";

pub fn left(count: u32) -> String {
    match count {
        0 => USED_UP_TITLE.to_owned(),
        1 => "1 trial run left".to_owned(),
        many => format!("{many} trial runs left"),
    }
}

/// What bounds the trial runs that are left, where there are none.
pub fn used_up(bound: Bound) -> &'static str {
    match bound {
        Bound::Device => "The trial runs of this device are used up.",
        Bound::Network => "The trial runs of your network are used up for today.",
        Bound::Everybody => "Today's trial runs are used up.",
    }
}

/// The price that is not paid.
pub fn instead_of(price: &str) -> String {
    format!("Trial run, instead of {price}")
}

pub fn try_without(name: &str) -> String {
    format!("{TRY}: {name}")
}

pub fn try_agent(name: &str) -> String {
    // Begins as it reads: who speaks to the browser says what is seen.
    format!("{TRY_SHORT}: {name}")
}
