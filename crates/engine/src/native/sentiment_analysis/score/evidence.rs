//! What each word of a text says where it stands.

use std::ops::Range;

use super::context::{self, Context};
use crate::native::sentiment_analysis::lexicon::{degree, emoji, emoticon, negation, phrase, word};
use crate::native::sentiment_analysis::text::{Kind, Token};

/// A word, phrase or sign that carries an opinion.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// The tokens that it is.
    pub(crate) tokens: Range<usize>,
    /// What it says by itself, from -4 to 4.
    pub(crate) valence: f32,
    /// What surrounds it.
    pub(crate) context: Context,
}

/// The evidence of a sentence, in order.
pub(crate) fn of_sentence(tokens: &[Token<'_>], sentence: &Range<usize>, is_shouted: bool) -> Vec<Evidence> {
    let surroundings = context::Sentence::new(tokens, sentence.clone(), is_shouted);
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let begin = at;
        at += 1;
        let token = &tokens[begin];
        let (valence, length) = match token.kind {
            Kind::Word | Kind::Number => {
                if let Some(phrase) = phrase::at(&tokens[begin..sentence.end]) {
                    at = begin + phrase.length;
                    (phrase.valence, phrase.length)
                } else if let Some(valence) = sense(tokens, begin, sentence.start) {
                    (valence, 1)
                } else {
                    continue;
                }
            }
            Kind::Emoticon => (emoticon::valence(token.text).unwrap_or(0.0), 1),
            Kind::Emoji => (emoji::valence(token.text).unwrap_or(0.0), 1),
            Kind::Mark | Kind::Line | Kind::Name => continue,
        };
        if valence == 0.0 {
            continue;
        }
        // A word that sets the degree of the opinion after it says nothing itself.
        let next = tokens.get(begin + length).filter(|_| begin + length < sentence.end);
        let serves = length == 1
            && degree::level(&token.key).is_some()
            && next.is_some_and(|next| degree::level(&next.key).is_some() || word::valence(&next.key).is_some());
        if serves {
            continue;
        }
        let context = surroundings.around(begin);
        found.push(Evidence { tokens: begin..begin + length, valence, context });
    }
    // Nor does a "not" that turns round an opinion after it.
    let is_negation = |evidence: &Evidence| {
        evidence.tokens.len() == 1 && negation::strength(&tokens[evidence.tokens.start].key).is_some()
    };
    let turned: Vec<usize> = found
        .iter()
        .filter(|evidence| evidence.context.negated > 0.0 && !is_negation(evidence))
        .map(|evidence| evidence.tokens.start)
        .collect();
    let serves = |evidence: &Evidence| {
        let at = evidence.tokens.start;
        is_negation(evidence) && turned.iter().any(|opinion| (at + 1..at + 8).contains(opinion))
    };
    found.retain(|evidence| !serves(evidence));
    found
}

/// The valence of the word at `at` in the sense that its neighbours show.
fn sense(tokens: &[Token<'_>], at: usize, start: usize) -> Option<f32> {
    let key = tokens[at].key.as_ref();
    let before = at.checked_sub(1).filter(|before| *before >= start).map(|before| &tokens[before]);
    let before = before.filter(|token| token.kind == Kind::Word).map_or("", |token| token.key.as_ref());
    let opens = before.is_empty();
    let is_closed = tokens.get(at + 1).is_none_or(|next| next.kind != Kind::Word);
    match key {
        // "I like it", not "a phone like this".
        "like" if !LIKERS.contains(&before) => None,
        // "Well, it broke."
        "well" if opens && is_closed => None,
        _ => word::valence(key),
    }
}

/// Words after which `like` is a verb.
const LIKERS: &[&str] = &[
    "i",
    "we",
    "they",
    "you",
    "who",
    "people",
    "really",
    "do",
    "does",
    "did",
    "don't",
    "didn't",
    "doesn't",
    "dont",
    "didnt",
    "doesnt",
    "not",
    "never",
    "to",
    "would",
    "also",
    "actually",
    "still",
    "always",
    "might",
    "will",
    "i'd",
    "i'll",
    "we'll",
    "you'll",
    "they'll",
    "me",
    "guys",
    "kids",
    "all",
    "both",
    "especially",
    "absolutely",
    "much",
    "won't",
    "wouldn't",
    "can't",
    "may",
    "must",
    "should",
    "could",
    "even",
    "particularly",
    "definitely",
    "customers",
];
