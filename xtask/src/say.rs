//! The one place that writes to the terminal, so that a command's own output can be told from its talk.

use std::fmt::Display;
use std::io::{Write as _, stderr, stdout};

/// A line of progress, on standard error.
pub(crate) fn step(text: impl Display) {
    // A closed terminal is no reason to stop a build.
    _ = writeln!(stderr(), "{text}");
}

/// A line of the command's result, on standard output.
pub(crate) fn result(text: impl Display) {
    _ = writeln!(stdout(), "{text}");
}

/// Why a command failed, with each cause on its own line.
pub(crate) fn error(error: &anyhow::Error) {
    step(format_args!("error: {error}"));
    for cause in error.chain().skip(1) {
        step(format_args!("  because: {cause}"));
    }
}
