//! The button that copies.

pub const COPIED: &str = "Copied";
pub const COMMAND: &str = "the command";

pub fn label(what: &str) -> String {
    format!("Copy {what}")
}
