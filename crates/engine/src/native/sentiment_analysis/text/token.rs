//! From text to tokens: words, emoticons, emoji and marks.

use std::borrow::Cow;

use super::super::lexicon::{emoji, emoticon};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits, apostrophes or hyphens inside.
    Word,
    /// Starts with a digit.
    Number,
    /// `:-)`.
    Emoticon,
    /// One emoji, without its modifiers.
    Emoji,
    /// A run of one punctuation mark.
    Mark,
    /// The end of a line.
    Line,
    /// An address, a mention: a name and no word.
    Name,
}

/// A token.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    /// As it stands in the text.
    pub(crate) text: &'t str,
    /// In lower case, with straight apostrophes.
    pub(crate) key: Cow<'t, str>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether all its letters, two or more, are capitals.
    pub(crate) is_capitals: bool,
}

impl Token<'_> {
    /// Whether it is a mark made of this character.
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.text.starts_with(mark)
    }
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut begin = None;
    for (at, c) in text.char_indices() {
        let is_space = c.is_whitespace() || c.is_control();
        match (begin, is_space) {
            (None, false) => begin = Some(at),
            (Some(from), true) => {
                chunk(&text[from..at], &mut tokens);
                begin = None;
            }
            _ => {}
        }
        if c == '\n' || c == '\r' {
            tokens.push(plain(&text[at..=at], Kind::Line));
        }
    }
    if let Some(from) = begin {
        chunk(&text[from..], &mut tokens);
    }
    tokens
}

fn plain(text: &str, kind: Kind) -> Token<'_> {
    Token { text, key: Cow::Borrowed(text), kind, is_capitals: false }
}

/// Reads what stands between two spaces.
fn chunk<'t>(chunk: &'t str, tokens: &mut Vec<Token<'t>>) {
    if is_name(chunk) {
        tokens.push(plain(chunk, Kind::Name));
        return;
    }
    let mut at = 0;
    while let Some(c) = chunk[at..].chars().next() {
        let rest = &chunk[at..];
        // Inside a word no emoticon begins: `http:/`, `3:45`, `XD` at its end.
        if let Some(length) = emoticon::at(rest, at == 0) {
            tokens.push(plain(&rest[..length], Kind::Emoticon));
            at += length;
        } else if emoji::is_emoji(c) {
            // Before words: a circled digit is an emoji and a number.
            let length = c.len_utf8() + modifiers(&rest[c.len_utf8()..]);
            tokens.push(plain(&rest[..length], Kind::Emoji));
            at += length;
        } else if c.is_alphanumeric() {
            let length = word(rest).max(c.len_utf8());
            tokens.push(worded(&rest[..length], c));
            at += length;
        } else {
            let length = rest.chars().take_while(|other| *other == c).map(char::len_utf8).sum();
            if !emoji::is_modifier(c) {
                tokens.push(plain(&rest[..length], Kind::Mark));
            }
            at += length;
        }
    }
}

fn worded(text: &str, first: char) -> Token<'_> {
    let has_upper = text.chars().any(char::is_uppercase);
    let is_plain = !has_upper && !text.contains('’');
    let key = if is_plain { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase().replace('’', "'")) };
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let is_capitals = has_upper && letters().count() > 1 && letters().all(char::is_uppercase);
    let kind = if first.is_numeric() { Kind::Number } else { Kind::Word };
    Token { text, key, kind, is_capitals }
}

/// The length of the word that `rest` begins with.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = next.is_some_and(char::is_alphanumeric);
        let is_number = rest[..at].ends_with(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
        let is_part = c.is_alphanumeric()
            || (matches!(c, '\'' | '’' | '-' | '_') && goes_on)
            || (c == '*' && next.is_some_and(|next| next == '*' || next.is_alphanumeric()))
            || (matches!(c, '.' | ',' | ':') && is_number);
        if !is_part || emoji::is_emoji(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The length of the signs that change the emoji before them: skin, variant, joined emoji.
fn modifiers(rest: &str) -> usize {
    let mut end = 0;
    let mut is_joined = false;
    for (at, c) in rest.char_indices() {
        if !(emoji::is_modifier(c) || (is_joined && emoji::is_emoji(c))) {
            break;
        }
        is_joined = c == '\u{200d}';
        end = at + c.len_utf8();
    }
    end
}

/// Whether it names a place or a person on the net.
fn is_name(chunk: &str) -> bool {
    let starts = |start: &str| chunk.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let is_mention = chunk.starts_with('@') && chunk[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let is_mail = chunk.find('@').is_some_and(|at| at > 0 && chunk[at..].contains('.'));
    is_mention || is_mail || starts("http://") || starts("https://") || starts("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        tokens(text).iter().map(|token| format!("{:?}:{}", token.kind, token.key)).collect()
    }

    #[test]
    fn words_marks_and_signs_are_told_apart() {
        assert_eq!(
            read("Don’t STOP!!! :-) it's well-made"),
            ["Word:don't", "Word:stop", "Mark:!!!", "Emoticon::-)", "Word:it's", "Word:well-made"]
        );
        assert_eq!(
            read("great:) 3.5 @me https://x.y a,b"),
            ["Word:great", "Emoticon::)", "Number:3.5", "Name:@me", "Name:https://x.y", "Word:a", "Mark:,", "Word:b"]
        );
    }

    #[test]
    fn an_emoji_takes_its_modifiers_along() {
        let all = tokens("nice👍🏽❤️👩‍💻x");
        let kinds: Vec<Kind> = all.iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Emoji, Kind::Emoji, Kind::Emoji, Kind::Word]);
    }

    #[test]
    fn signs_that_are_letters_too_end() {
        let kinds: Vec<Kind> = tokens("❶a🄰 ❷").iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Emoji, Kind::Word, Kind::Emoji, Kind::Emoji]);
    }

    #[test]
    fn capitals_are_marked_from_two_letters_on() {
        let marks: Vec<bool> = tokens("I AM so A-OK").iter().map(|token| token.is_capitals).collect();
        assert_eq!(marks, [false, true, false, true]);
    }
}
