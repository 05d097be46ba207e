//! Space and characters that nobody sees.

use std::borrow::Cow;

use super::mojibake;

/// What was mended in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// UTF-8 that was read as Windows-1252 is read again.
    pub(crate) accents: bool,
    /// Control and zero-width characters are taken.
    pub(crate) invisible: bool,
    /// Space is trimmed or collapsed.
    pub(crate) space: bool,
}

/// The text without invisible characters, wrong accents and needless space, and what was mended.
///
/// Runs of any kind of space become one space, or one line break if they hold one; none is left at the ends.
pub(crate) fn tidy(text: Cow<'_, str>) -> (Cow<'_, str>, Mended) {
    let mut mended = Mended::default();
    if is_tidy(&text) {
        return (text, mended);
    }
    let mut text = text;
    // Taking an invisible character away can lay bare a wrongly read accent, which can hide another space.
    for _ in 0..4 {
        let before = text.len();
        if let Some(meant) = mojibake::repair(&text) {
            text = Cow::Owned(meant);
            mended.accents = true;
        }
        let (spaced, more) = respace(&text);
        let is_same = more == Mended::default();
        if is_same && text.len() == before {
            break;
        }
        if !is_same {
            text = Cow::Owned(spaced);
            mended.invisible |= more.invisible;
            mended.space |= more.space;
        }
    }
    (text, mended)
}

/// The quick test that nearly all cells pass.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = b' ';
    for &byte in bytes {
        if !(0x20..0x7f).contains(&byte) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    bytes.is_empty() || before != b' '
}

fn respace(text: &str) -> (String, Mended) {
    let mut out = String::with_capacity(text.len());
    let mut mended = Mended::default();
    let mut run = Run::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            run.add(c);
        } else if is_invisible(c) && !joins(c, out.chars().next_back(), chars.peek().copied()) {
            mended.invisible = true;
        } else {
            if run.flush(&mut out) {
                mended.space = true;
            }
            out.push(c);
        }
    }
    if run.length > 0 {
        mended.space = true;
    }
    (out, mended)
}

/// Space between two visible characters.
#[derive(Default)]
struct Run {
    length: usize,
    has_break: bool,
    last: Option<char>,
}

impl Run {
    fn add(&mut self, c: char) {
        self.length += 1;
        self.has_break |= matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        self.last = Some(c);
    }

    /// Writes what the run becomes; says whether that differs from what it was.
    fn flush(&mut self, out: &mut String) -> bool {
        let run = std::mem::take(self);
        if run.length == 0 {
            return false;
        }
        if out.is_empty() {
            return true;
        }
        let one = if run.has_break { '\n' } else { ' ' };
        out.push(one);
        run.length != 1 || run.last != Some(one)
    }
}

fn is_invisible(c: char) -> bool {
    let is_mark = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    c.is_control() || is_mark || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The two joiners carry meaning inside words of many scripts and inside emoji, none between ASCII characters.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !is_invisible(c));
    matches!(c, '\u{200c}' | '\u{200d}') && is_word(before) && is_word(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> (String, Mended) {
        let (text, mended) = tidy(Cow::Borrowed(text));
        (text.into_owned(), mended)
    }

    #[test]
    fn space_is_trimmed_and_collapsed() {
        let whitespace = Mended { space: true, ..Mended::default() };
        assert_eq!(tidied("  a \t b "), ("a b".to_owned(), whitespace));
        assert_eq!(tidied("a\u{a0}b"), ("a b".to_owned(), whitespace));
        assert_eq!(tidied("a \r\n b"), ("a\nb".to_owned(), whitespace));
        assert_eq!(tidied("a\nb é"), ("a\nb é".to_owned(), Mended::default()));
        assert_eq!(tidied(" \u{3000} "), (String::new(), whitespace));
    }

    #[test]
    fn what_nobody_sees_is_taken_and_joiners_that_mean_something_stay() {
        let invisible = Mended { invisible: true, ..Mended::default() };
        assert_eq!(tidied("a\u{200b}b\u{feff}\0"), ("ab".to_owned(), invisible));
        assert_eq!(tidied("👩\u{200d}💻"), ("👩\u{200d}💻".to_owned(), Mended::default()));
        assert_eq!(tidied("a\u{200d}b"), ("ab".to_owned(), invisible));
    }

    #[test]
    fn tidying_twice_changes_nothing_more() {
        for text in ["Ã\u{200b}©", "Â\u{a0}x", " Ã© \u{200b} ", "\u{200b} a \u{200b} b"] {
            let (once, _) = tidied(text);
            assert_eq!(tidied(&once), (once.clone(), Mended::default()), "{text:?}");
        }
    }
}
