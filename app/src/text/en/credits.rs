//! The page of the balance.

use domain::ledger::Code;

pub const TITLE: &str = "Credits";
pub const LEAD: &str = "Your balance and every entry behind it.";
pub const AVAILABLE: &str = "Available";
pub const AVAILABLE_NOTE: &str = "What can be spent now";
pub const HELD: &str = "Held";
pub const HELD_NOTE: &str = "Set aside for runs that are not settled yet";
pub const POSTED: &str = "Posted";
pub const POSTED_NOTE: &str = "The sum of all entries below";
pub const STATEMENT: &str = "Statement";
pub const WHEN: &str = "When";
pub const WHAT: &str = "What";
pub const AMOUNT: &str = "Amount";
pub const RUN: &str = "Run";
pub const SEE_RUN: &str = "See the run";
pub const OLDER: &str = "Older entries";
pub const NEWEST: &str = "Newest entries";
pub const EMPTY_TITLE: &str = "No entries yet";
pub const EMPTY: &str = "The 100 welcome credits of a first account arrive when its e-mail address is verified.";
pub const NOTE: &str = "Holds are not entries: only what a run really cost is posted, when it is settled.";

pub fn code(code: Code) -> &'static str {
    match code {
        Code::Grant => "Grant",
        Code::TopUp => "Top-up",
        Code::Capture => "Run",
        Code::Expire => "Expired",
    }
}

pub fn signed(text: &str, is_in: bool) -> String {
    if is_in { format!("+{text}") } else { text.replacen('-', "−", 1) }
}
