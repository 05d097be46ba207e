//! The button that copies.

pub const COPIED: &str = "Copied";

pub fn label(what: &str) -> String {
    format!("Copy {what}")
}
