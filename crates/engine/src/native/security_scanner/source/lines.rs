//! The lines of a text.

use std::ops::Range;

use crate::native::security_scanner::finding::Place;

/// Characters of an excerpt.
const EXCERPT: usize = 160;
/// Characters of it that stand before the place.
const BEFORE: usize = 40;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(memchr_lines(text)).collect();
        Self { text, starts }
    }

    /// The number of the line that holds this byte, counted from 0.
    fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn position(&self, byte: usize) -> (u32, u32) {
        let number = self.number(byte);
        let start = self.starts[number];
        let before = self.text.get(start..self.text.floor_char_boundary(byte)).unwrap_or_default();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        (count(number + 1), count(before.chars().count() + 1))
    }

    /// Where these bytes are.
    pub(crate) fn place(&self, bytes: Range<usize>) -> Place {
        let (line, column) = self.position(bytes.start);
        let (end_line, end_column) = self.position(bytes.end.max(bytes.start));
        Place { line, column, end_line, end_column }
    }

    /// The bytes of a line, counted from 1, without its end.
    pub(crate) fn line(&self, line: u32) -> Range<usize> {
        let number = (line as usize).saturating_sub(1).min(self.starts.len() - 1);
        let start = self.starts[number];
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        let end = start + self.text[start..end].trim_end_matches(['\n', '\r']).len();
        start..end
    }

    /// The line around a place, cut to what can be read, with every secret masked.
    pub(crate) fn excerpt(&self, place: &Place, secrets: &[Range<usize>]) -> String {
        let line = self.line(place.line);
        let column = place.column as usize;
        let mut shown = String::new();
        let mut from = line.start;
        let inside = secrets.iter().filter(|secret| secret.start < line.end && secret.end > line.start);
        for secret in inside {
            let (start, end) = (secret.start.max(from), secret.end.min(line.end));
            if start < end {
                shown.push_str(self.text.get(from..start).unwrap_or_default());
                shown.push_str(&super::super::secret::mask::mask(self.text.get(start..end).unwrap_or_default()));
                from = end;
            }
        }
        shown.push_str(self.text.get(from..line.end).unwrap_or_default());
        cut(&shown, column)
    }
}

/// The part of a line around a column.
fn cut(line: &str, column: usize) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let leading = line.chars().take_while(|c| c.is_whitespace()).count();
    let length = line.trim_end().chars().count().saturating_sub(leading);
    if length <= EXCERPT {
        return line.trim().chars().map(clean).collect();
    }
    let from = column.saturating_sub(BEFORE).max(leading);
    let part: String = line.chars().skip(from).take(EXCERPT).map(clean).collect();
    let (before, after) =
        (if from > leading { "…" } else { "" }, if from + EXCERPT < leading + length { "…" } else { "" });
    format!("{before}{}{after}", part.trim())
}

fn memchr_lines(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let lines = Lines::new("a\né = x\n");
        assert_eq!(lines.place(7..8), Place { line: 2, column: 5, end_line: 2, end_column: 6 });
        assert_eq!(lines.line(2), 2..8);
        assert_eq!(lines.place(0..0), Place { line: 1, column: 1, end_line: 1, end_column: 1 });
    }

    #[test]
    fn long_lines_are_cut_and_secrets_masked() {
        let text = format!("{}eval(x){}", "a;".repeat(500), "b;".repeat(500));
        let lines = Lines::new(&text);
        let excerpt = lines.excerpt(&lines.place(1000..1007), &[]);
        assert!(excerpt.contains("eval(x)") && excerpt.chars().count() < 170, "{excerpt}");
        let lines = Lines::new("key = 'abcdefghijklmnop'");
        let excerpt = lines.excerpt(&lines.place(0..3), std::slice::from_ref(&(7..23)));
        assert!(!excerpt.contains("efgh"), "{excerpt}");
    }
}
