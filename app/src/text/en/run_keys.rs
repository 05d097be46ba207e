//! The keys of a run's page.

pub const TITLE: &str = "Keyboard shortcuts";
pub const CLOSE: &str = "Close";
pub const USE: &str = "Use these keys on pages of runs";

/// The keys, apart by blanks, and what they do.
pub const KEYS: [(&str, &str); 8] = [
    ("j ↓", "Next part of the conversation"),
    ("k ↑", "Part before"),
    ("Enter", "Unfold or fold the step you are at"),
    ("x", "Unfold or fold all steps"),
    ("e", "To the end"),
    ("f", "To the files"),
    ("[ ]", "File before, next file"),
    ("r", "Run again with a changed input"),
];

pub fn shown(name: &str) -> String {
    format!("{name} is shown")
}
