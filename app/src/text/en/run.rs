//! The page of a run.

use domain::credits::Credits;
use domain::run::{Reuse, Status, StepState};
use domain::time::{Micros, Timestamp};

use crate::islands::Line;

pub const STEPS: &str = "Steps";
pub const AGENT_SAYS: &str = "The agent says";
pub const YOU_GAVE: &str = "You gave";
pub const ERASED: &str = "The input of this run was erased.";
pub const NO_INPUT: &str = "Nothing but the defaults.";
pub const CALL_RUNNING: &str = "running …";
pub const CALL_FAILED: &str = "failed";
pub const CALL_ARGUMENTS: &str = "Called with";
pub const CALL_RESULT: &str = "Answered";
pub const COST_SO_FAR: &str = "Cost so far, of the ceiling";
pub const STOP: &str = "Stop the run";
pub const STOP_NOTE: &str = "It stops within 30 seconds. A stopped run costs no fee.";
pub const AGAIN: &str = "Run again";
pub const REFRESH: &str = "Refresh";
pub const REFRESHES: &str = "This page refreshes itself every three seconds while the run works.";
pub const FILES: &str = "Files";
pub const DOWNLOAD: &str = "Download";
pub const FILES_LIST: &str = "Names of files";
pub const FULL_SIZE: &str = "Open in full size";
pub const EARLIER_ALL: &str = "Show the whole run";
pub const EARLIER_MORE: &str = "Show more";
pub const STEP_LINK: &str = "Link to this step";
pub const BRANCH: &str = "Branch from here";
pub const BRANCH_NOTE: &str =
    "A new run that takes over the finished steps up to this one, as long as what they depend on does not change.";
pub const BRANCHED_TITLE: &str = "Branched from an earlier run";
pub const BRANCHED_FROM: &str = "See the run it branches from";
pub const BRANCHED_FROM_GONE: &str =
    "The run it branches from was deleted. What was taken over from it is part of this run.";
pub const BRANCHES: &str = "Branched into";
pub const SIDEWAYS: &str = "Swipe sideways to see all columns";
pub const NOT_SHOWN: &str = "This kind of file is not shown here.";
pub const OUTPUT: &str = "Result as data";
pub const RECEIPT: &str = "Receipt";
pub const HELD: &str = "Held";
pub const CHARGED: &str = "Charged";
pub const RETURNED: &str = "Returned";
pub const VERSION: &str = "Version";
pub const VERSION_HASH: &str = "Content hash";
pub const VERSION_HASH_WHAT: &str = "the version's content hash";
pub const OLD_VERSION: &str = "Of a version that is no longer live";
pub const RUN_ID: &str = "Run";
pub const RUN_ID_WHAT: &str = "the run's id";
pub const STARTED: &str = "Started";
pub const FINISHED: &str = "Finished";
pub const TOOK: &str = "Took";
pub const HELD_NOW: &str = "Held until the run is settled; what is not used comes back.";
pub const NEWER: &str = "Some events of this run are of a kind this page does not know. Reload it to see them.";
pub const LEDGER: &str = "See it in your statement";
pub const CONTENT: &str = "Content";
pub const KEEP: &str = "Keep it";
pub const LET_GO: &str = "Keep it no longer";
pub const DELETE: &str = "Delete the run …";
pub const ERASES_NOW: &str =
    "What you gave and what came out is older than 30 days and will be erased within a minute.";
pub const ERASED_TITLE: &str = "The content of this run was erased";
pub const ERASED_STAYS: &str = "Its status, its price and the digest of its events stay, and so does your statement.";
pub const CACHED_TITLE: &str = "Answered from an earlier run";
pub const CACHED: &str =
    "You ran the same version with the same input within the last hour, so the answer was at hand. It cost nothing.";
pub const CACHED_ORIGIN: &str = "See the run that gave it";
pub const CACHED_ORIGIN_GONE: &str = "The run that gave it was deleted.";
pub const CACHED_ANEW: &str = "Run it again without the cache";
pub const DELETE_TITLE: &str = "Delete this run?";
pub const DELETE_LEAD: &str = "It disappears from your runs at once. What you gave, what the agent said and the files it made are erased for good.";
pub const DELETE_STAYS: &str = "Its price stays in your statement, and its receipt stays valid.";
pub const DELETE_IN_WORK: &str = "This run is not over yet. Stop it first, or delete it when it has ended.";
pub const DELETE_FOR_GOOD: &str = "Delete for good";
pub const DELETE_NOT: &str = "Back to the run";
pub const BREADCRUMB: &str = "You are here";

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Queued => "Queued",
        Status::Running => "Running",
        Status::AwaitingInput => "Waiting for you",
        Status::Paused => "Paused",
        Status::Cancelling => "Stopping",
        Status::Succeeded => "Succeeded",
        Status::Failed => "Failed",
        Status::Cancelled => "Cancelled",
        Status::TimedOut => "Timed out",
    }
}

pub fn step_state(state: StepState) -> &'static str {
    match state {
        StepState::Running => "running",
        StepState::Completed => "done",
        StepState::Failed => "failed",
        StepState::Abandoned => "not finished",
    }
}

pub fn reuse(reuse: Reuse) -> &'static str {
    match reuse {
        Reuse::TakenOver => "taken over",
        Reuse::WorkedAnew => "worked anew",
    }
}

pub fn reuse_note(reuse: Reuse) -> &'static str {
    match reuse {
        Reuse::TakenOver => "Taken over from the run that this one branches from; it was not worked again.",
        Reuse::WorkedAnew => "Worked anew: what this step depends on is not what it was in the run before.",
    }
}

/// How many steps of a run that branches were taken over, and how many of those that it could have were not.
pub fn branched(taken: usize, anew: usize) -> String {
    let steps = |count: usize| if count == 1 { "1 step".to_owned() } else { format!("{count} steps") };
    let were = |count: usize| if count == 1 { "was" } else { "were" };
    match (taken, anew) {
        (0, 0) => "Finished steps of that run are taken over as this one comes to them.".to_owned(),
        (taken, 0) => format!("{} {} taken over from it.", steps(taken), were(taken)),
        (0, anew) => {
            format!("No step was taken over: {} {} worked anew, with other input than then.", steps(anew), were(anew))
        }
        (taken, anew) => format!(
            "{} {} taken over from it; {} {} worked anew, with other input than then.",
            steps(taken),
            were(taken),
            steps(anew),
            were(anew)
        ),
    }
}

pub fn step_quiet(state: StepState) -> &'static str {
    match state {
        StepState::Running => "Working on it …",
        StepState::Completed => "Done.",
        StepState::Failed => "It did not work.",
        StepState::Abandoned => "The run ended before this step did.",
    }
}

pub fn line(line: Line) -> &'static str {
    match line {
        Line::Open => "",
        Line::Retrying => "The connection was lost. Trying again; the run goes on.",
        Line::Lost => "The connection was lost. The run goes on; reload the page to see it.",
    }
}

/// Whole seconds.
pub fn elapsed(length: Micros) -> String {
    let seconds = length.0.max(0) / 1_000_000;
    if seconds < 60 {
        return super::unit::seconds(seconds, 0);
    }
    crate::format::duration(Micros::seconds(seconds))
}

pub fn of_ceiling(spent: Credits, ceiling: Credits) -> String {
    format!("{} of {}", spent.shown_up(), super::money::credits(ceiling, &ceiling.shown_up()))
}

pub fn queued(place: Option<u64>) -> String {
    match place {
        None => "Waiting for a worker.".to_owned(),
        Some(0) => "Next in line.".to_owned(),
        Some(1) => "1 run waits before this one.".to_owned(),
        Some(many) => format!("{many} runs wait before this one."),
    }
}

pub fn failed_title(status: Status) -> &'static str {
    match status {
        Status::TimedOut => "The run took too long",
        Status::Cancelled => "The run was stopped",
        _ => "The run failed",
    }
}

/// What it means for the money.
pub fn money(charged: Credits, held: Credits) -> String {
    if charged == Credits::ZERO && held == Credits::ZERO {
        return "It was free of charge.".to_owned();
    }
    if charged == Credits::ZERO {
        return format!("You paid nothing: all {} came back.", super::money::credits(held, &held.shown_up()));
    }
    format!("You paid {}.", super::money::credits(charged, &charged.shown_up()))
}

/// What to do next.
pub fn next(status: Status) -> &'static str {
    match status {
        Status::TimedOut => "Try it with a smaller input.",
        Status::Cancelled => "You can run it again with the same or a changed input.",
        _ => "Check the input and run it again, or try one of the agent's samples.",
    }
}

pub fn took(length: &str) -> String {
    format!("took {length}")
}

pub fn steps(first: usize, last: usize) -> String {
    format!("Steps {first}–{last}")
}

/// Beside a folded stretch of steps.
pub fn steps_about(failed: usize, length: &str) -> String {
    if failed == 0 { length.to_owned() } else { format!("{failed} failed, {length}") }
}

pub fn began(after: &str) -> String {
    format!("Began {after} after the start")
}

pub fn earlier(count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} earlier part{s} of this run not shown.", crate::format::count(count as u64))
}

pub fn more_files(count: usize) -> String {
    format!("and {count} more")
}

pub fn more_members(count: usize) -> String {
    format!("… {} more", crate::format::count(count as u64))
}

pub fn json_list(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

pub fn json_object(count: usize) -> String {
    if count == 1 { "1 field".to_owned() } else { format!("{count} fields") }
}

/// Of a file that is larger than what is shown of it.
pub fn cut(size: &str) -> String {
    format!("This is only its beginning: the file has {size}. Download it to see all of it.")
}

pub fn artifact(media_type: &str, size: &str) -> String {
    format!("{media_type} · {size}")
}

pub fn untouched(count: usize) -> String {
    if count == 1 { "1 option as it comes".to_owned() } else { format!("{count} options as they come") }
}

pub fn rows_and_columns(rows: usize, has_more: bool, columns: usize) -> String {
    let rows = match (rows, has_more) {
        (1, false) => "1 row".to_owned(),
        (rows, false) => format!("{rows} rows"),
        (rows, true) => format!("The first {rows} rows"),
    };
    if columns == 1 { rows } else { format!("{rows}, {columns} columns") }
}

pub fn sort_by(column: &str) -> String {
    format!("Sort by {column}")
}

pub fn image(name: &str) -> String {
    format!("Image {name}, made by the agent")
}

pub fn version(number: &str) -> String {
    format!("Version {number}")
}

pub fn erases_on(at: Timestamp) -> String {
    format!("What you gave and what came out will be erased on {}, unless you keep it.", crate::format::exact(at))
}

pub fn erased_on(at: Timestamp) -> String {
    format!("What you gave and what came out was erased on {}.", crate::format::exact(at))
}

pub fn kept_since(at: Timestamp) -> String {
    format!("You chose on {} to keep what you gave and what came out.", crate::format::exact(at))
}
