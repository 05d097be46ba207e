//! The page on which a run is started.

use domain::credits::Credits;
use domain::input::Kind;

use crate::format;

pub const INPUT: &str = "Input";
pub const NEEDED: &str = "needed";
pub const OPTIONAL: &str = "optional";
pub const QUOTE: &str = "Quote";
pub const FEE: &str = "Agent fee";
pub const MODELS: &str = "Model use, at most";
pub const CEILING: &str = "You pay at most";
pub const AVAILABLE: &str = "Available now";
pub const AFTER: &str = "Left after, at least";
pub const MISSING: &str = "Missing";
pub const WELCOME_WAITS: &str = "The 100 welcome credits of a first account come when its address is verified.";
pub const OWN_CEILING: &str = "You are asked again above";
pub const QUOTE_NOTE: &str =
    "This amount is held when the run starts. What is not used comes back; without a valid result all of it does.";
pub const TRY_SAMPLE: &str = "Try with a sample";
pub const SAMPLE_FILE_HINT: &str = "Choose this file in the form above if it is not there already:";
pub const RECENT: &str = "Your last runs of this agent";
pub const NO_RECENT: &str = "You have not run this agent yet.";
pub const SIGN_IN_TITLE: &str = "Sign in to run it";
pub const SIGN_IN: &str = "You can fill in the form now, but starting needs an account. A first one gets 100 credits.";
pub const VERIFY_TITLE: &str = "Verify your e-mail address first";
pub const VERIFY: &str = "Open the link in the letter we sent you. Then runs can start.";
pub const SHORT_TITLE: &str = "Your balance is too low";
pub const SEE_CREDITS: &str = "See your credits";
pub const FREE_AGENTS: &str = "Find agents that cost less";
pub const CHOOSE_OPTION: &str = "Choose …";
pub const JSON_HINT: &str = "JSON";
pub const PROBLEM_TITLE: &str = "The run was not started";
pub const NOT_CHARGED: &str = "Nothing was held or charged.";
pub const QUOTE_CHANGED_TITLE: &str = "The price has changed";
pub const QUOTE_CHANGED: &str = "The new quote is shown here. Start again if you accept it; nothing was held.";
pub const CHOOSE_FILE_AGAIN: &str = "Please choose the file again: browsers do not keep it.";
pub const FROM_RUN: &str = "Filled in from an earlier run. Files are not kept in forms; choose them again.";

pub const BRANCH_PRICE: &str = "A run that branches costs what every run of this agent costs, whatever it takes over.";
pub const BRANCH_RUN: &str = "your run of";
pub const BRANCH_CHANGED: &str =
    "Change what you like: a step that depends on something you changed is worked anew, and the run's page says so.";
pub const NO_BRANCH_TITLE: &str = "This run does not branch";
pub const NO_BRANCH: &str = "The form below starts a run that works every step.";

pub const ANEW: &str = "Do not reuse an earlier answer";
pub const ANEW_HINT: &str = "This agent gives the same answer to the same input. If you ran it with this input within the last hour, you get that \
     answer at once and for nothing, unless you tick this.";

/// Where fields are marked.
pub const MARKED: &str = "The marked fields say what does not fit.";

pub fn above_own_ceiling(most: Credits) -> String {
    format!(
        "This may cost more than the {} credits above which you want to be asked. Start it all the same.",
        most.shown_down()
    )
}

/// What leads to the only sample.
pub fn try_sample(title: &str) -> String {
    format!("{TRY_SAMPLE}: {title}")
}

pub fn sample_chosen(title: &str) -> String {
    format!("Sample: {title}")
}

pub fn options(count: usize) -> String {
    format!("Options ({count})")
}

pub fn branch_title(step: &str) -> String {
    format!("Branch from “{step}”")
}

pub fn branch(count: usize) -> String {
    if count == 1 {
        return "The finished step below is taken over from".to_owned();
    }
    format!("The {count} finished steps below are taken over from")
}

pub fn kept_file(filename: &str, size: &str) -> String {
    format!("{filename} ({size}) of that run is used, unless you choose another file.")
}

pub fn title(agent: &str) -> String {
    format!("Run {agent}")
}

pub fn start(ceiling: Credits) -> String {
    if ceiling == Credits::ZERO {
        return "Start for free".to_owned();
    }
    format!("Start for at most {}", super::money::credits(ceiling, &ceiling.shown_up()))
}

pub fn short(missing: Credits) -> String {
    format!(
        "{} are missing. Nothing is charged until a run starts.",
        super::money::credits(missing, &missing.shown_up())
    )
}

pub fn sending(bytes: Option<String>) -> String {
    match bytes {
        Some(size) => format!("Sending {size} …"),
        None => "Starting …".to_owned(),
    }
}

pub fn chosen(filename: &str, size: &str) -> String {
    format!("{filename} · {size}")
}

pub fn accepts(accept: &[String], max_bytes: u64) -> String {
    let size = format::bytes(max_bytes);
    if accept.is_empty() { format!("Any file up to {size}") } else { format!("{} up to {size}", accept.join(", ")) }
}

pub fn columns(columns: &[String], max_rows: usize) -> String {
    let rows = format::count(max_rows as u64);
    format!("A JSON list of rows with the columns {}; at most {rows} rows.", columns.join(", "))
}

pub fn number_range(min: Option<f64>, max: Option<f64>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{min} or more")),
        (None, Some(max)) => Some(format!("{max} or less")),
        (None, None) => None,
    }
}

pub fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text { .. } => "Text",
        Kind::LongText { .. } => "Long text",
        Kind::Number { integer: true, .. } => "Whole number",
        Kind::Number { .. } => "Number",
        Kind::Choice { .. } => "Choice",
        Kind::Boolean { .. } => "Yes or no",
        Kind::File { .. } => "File",
        Kind::Json { .. } => "JSON",
        Kind::Table { .. } => "Table",
    }
}
