//! Links to runs.

use domain::run::RunShare;

pub const OPEN: &str = "Share";
pub const TITLE: &str = "Share this run by a link";
pub const LEAD: &str = "Whoever has the link sees this run without an account, and can change nothing: which agent and version it was, each step, and what the agent said. Neither who you are nor what it cost is told.";
pub const CHOOSE: &str = "What else it shows";
pub const INPUT: &str = "What you gave";
pub const INPUT_HINT: &str =
    "The values of the form and the names of files. The agent's words may repeat some of it anyway.";
pub const FILES: &str = "The files it made, and its result as data";
pub const FILES_HINT: &str = "To look at and to download.";
pub const MAKE: &str = "Make the link";
pub const MAKE_ANEW: &str = "Make another link instead";
pub const ANEW_NOTE: &str = "The link that there is works no more then.";
pub const END: &str = "End the link";
pub const MADE_TITLE: &str = "The link is made";
pub const MADE: &str = "Copy it now: it is shown only this once. Search engines are asked not to list it.";
pub const LINK_WHAT: &str = "the link";
pub const LOOK: &str = "See what it shows";
pub const STATE: &str = "The link";
pub const NONE: &str = "There is none. Nobody but you sees this run.";
pub const NOT_OVER: &str = "This run is not over yet. It can be shared when it has ended.";
pub const BACK: &str = "Back to the run";
pub const ENDS: &str = "The link ends with the run's content: when that is erased, or you delete the run.";
pub const SHARED: &str = "Shared run, to read only";
pub const GIVEN: &str = "What the run was given";
pub const TRY: &str = "See this agent";

pub fn state(share: &RunShare) -> String {
    let shows = match (share.shows_input, share.shows_files) {
        (true, true) => "It also shows what you gave and the files",
        (true, false) => "It also shows what you gave",
        (false, true) => "It also shows the files",
        (false, false) => "It shows neither what you gave nor the files",
    };
    format!("There is one, made on {}. {shows}.", crate::format::exact(share.created_at))
}
