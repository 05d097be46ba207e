//! Phrases that say something else than their words.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::numbered;
use crate::native::sentiment_analysis::text::{Kind, Token};

/// A phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// Its words with one space between.
    pub(crate) text: &'static str,
    /// How many they are.
    pub(crate) length: usize,
    /// From -4 to 4.
    pub(crate) valence: f32,
}

/// The longest phrase that `tokens` begin with.
pub(crate) fn at(tokens: &[Token<'_>]) -> Option<Phrase> {
    static PHRASES: OnceLock<HashMap<&'static str, Vec<Phrase>>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let mut phrases = HashMap::<_, Vec<Phrase>>::new();
        for (valence, text) in numbered(include_str!("../data/phrases.txt")) {
            let phrase = Phrase { text, length: text.split(' ').count(), valence };
            phrases.entry(text.split(' ').next().unwrap_or_default()).or_default().push(phrase);
        }
        for all in phrases.values_mut() {
            all.sort_by_key(|phrase| std::cmp::Reverse(phrase.length));
        }
        phrases
    });
    let begins = |phrase: &&Phrase| {
        phrase.length <= tokens.len()
            && phrase.text.split(' ').zip(tokens).all(|(word, token)| token.kind == Kind::Word && token.key == word)
    };
    phrases.get(tokens.first()?.key.as_ref())?.iter().find(begins).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::sentiment_analysis::text::tokens;

    #[test]
    fn the_longest_phrase_is_found() {
        let found = |text: &str| at(&tokens(text)).map(|phrase| phrase.text);
        assert_eq!(found("waste of time and money, all of it"), Some("waste of time and money"));
        assert_eq!(found("Not Only that"), Some("not only"));
        assert_eq!(found("time flies"), None);
    }
}
