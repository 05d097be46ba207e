//! The one place that writes to standard output, and the last words of a failure.

use std::io::{self, Write as _};

/// A line on standard output. A reader that went away (`| head`) is nobody's failure.
pub(super) fn line(text: impl std::fmt::Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// JSON on standard output, for people and programs.
pub(super) fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Why the command failed, with its causes, on standard error.
pub(super) fn failure(error: &anyhow::Error) {
    let _ = writeln!(io::stderr().lock(), "guildhall: {error:#}");
}

/// Text from outside, fit for a terminal: nothing in it can move the cursor or change colours.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_agents_words_cannot_drive_the_terminal() {
        assert_eq!(super::plain("a\u{1b}[2Jb\r\nc"), "a [2Jb \nc");
    }
}
