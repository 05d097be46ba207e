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

/// A length for people: `12.3 MB`.
pub(super) fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if count < 1_000 {
        return format!("{count} bytes");
    }
    let (mut tenths, mut unit) = (count / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    #[test]
    fn lengths_are_told_in_their_own_unit() {
        let told = [0, 999, 1_000, 12_345, 999_999, 1_000_000, 12_345_678, 5_000_000_000_000].map(super::bytes);
        let wanted = ["0 bytes", "999 bytes", "1.0 kB", "12.3 kB", "999.9 kB", "1.0 MB", "12.3 MB", "5.0 TB"];
        assert_eq!(told, wanted);
    }

    #[test]
    fn an_agents_words_cannot_drive_the_terminal() {
        assert_eq!(super::plain("a\u{1b}[2Jb\r\nc"), "a [2Jb \nc");
    }
}
