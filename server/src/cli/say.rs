//! The one place that writes to standard output, and the last words of a failure.

use std::fmt::Write as _;
use std::io::{self, Write as _};

/// A line on standard output, fit for a terminal whatever is in it. A reader that went away (`| head`) is nobody's failure.
pub(super) fn line(text: impl std::fmt::Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", plain(&text.to_string())).and_then(|()| out.flush());
}

/// JSON on standard output, for people and programs.
pub(super) fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    line(escaped(&serde_json::to_string_pretty(value)?));
    Ok(())
}

/// Why the command failed, with its causes, on standard error.
pub(super) fn failure(error: &anyhow::Error) {
    let _ = writeln!(io::stderr().lock(), "guildhall: {}", plain(&format!("{error:#}")));
}

/// Text from outside, fit for a terminal: nothing in it can move the cursor, change colours or the order of what is read.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && drives(c) { ' ' } else { c }).collect()
}

/// JSON whose texts are the same, with escapes for what [`plain`] would take away. Outside of texts JSON has none of it.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !drives(c) {
            escaped.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _in_memory = write!(escaped, "\\u{unit:04x}");
            });
        }
    }
    escaped
}

/// Whether a terminal or a reader would take the character for something else than a sign: controls (both sets), separators of
/// lines, marks and overrides of direction, tags, and what has no width. What joins letters in scripts and emoji stays.
fn drives(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
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

    /// The payloads of the browser's tests.
    const CORPUS: &str = include_str!("../../../end2end/hostile/corpus.json");

    #[test]
    fn no_payload_reaches_the_terminal_as_more_than_signs() {
        let corpus: Vec<(String, String)> = serde_json::from_str(CORPUS).expect("JSON");
        assert!(corpus.len() >= 200);
        for (name, text) in &corpus {
            let shown = super::plain(text);
            assert!(!shown.chars().any(|c| c != '\n' && super::drives(c)), "{name}: {shown:?}");
            assert_eq!(shown.lines().count(), text.lines().count(), "{name}: no line is lost");
            let json = serde_json::to_string_pretty(&serde_json::json!({ text.as_str(): text })).expect("JSON");
            let told = super::escaped(&json);
            assert!(!told.chars().any(|c| c != '\n' && super::drives(c)), "{name}: {told:?}");
            let read: serde_json::Value = serde_json::from_str(&told).expect("still JSON");
            assert_eq!(read[text.as_str()], text.as_str(), "{name}: the same text");
        }
    }
}
