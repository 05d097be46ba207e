//! The score of one text.

pub(crate) mod context;
pub(crate) mod evidence;
pub(crate) mod weigh;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::text::{self, Kind, Token};

/// Words told of one text.
const MAX_WORDS: usize = 8;

/// The side of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Below neutral.
    Negative,
    /// Neither.
    Neutral,
    /// Above neutral.
    Positive,
}

impl Label {
    /// The label of a score.
    pub fn of(score: f64) -> Self {
        match score {
            score if score >= weigh::THRESHOLD => Self::Positive,
            score if score <= -weigh::THRESHOLD => Self::Negative,
            _ => Self::Neutral,
        }
    }

    /// The word in files and in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// A word that had a part in a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decider {
    /// As it stands in the text, with a `not` that turns it round.
    pub word: String,
    /// What it says there: below 0 against, above 0 in favour; about -4 to 4.
    pub weight: f64,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// From -1 to 1.
    pub score: f64,
    /// Its side.
    pub label: Label,
    /// How likely most people would give the same label, from 0 to 1.
    pub confidence: f64,
    /// The words that decided, the strongest first.
    pub words: Vec<Decider>,
}

/// An opinion at its place, for the aspects of the text.
#[derive(Clone, Debug)]
pub(crate) struct Opinion {
    /// The tokens that it is.
    pub(crate) tokens: Range<usize>,
    /// What it says there.
    pub(crate) weight: f64,
}

/// Scores tokens; tells each opinion in order too.
pub(crate) fn score(tokens: &[Token<'_>], sentences: &[Range<usize>]) -> (Score, Vec<Opinion>) {
    let is_word = |token: &&Token<'_>| token.kind == Kind::Word && token.key.len() > 1;
    let words = tokens.iter().filter(is_word).count();
    let shouted = tokens.iter().filter(|token| token.is_capitals).count();
    // Where most is written in capitals they stress nothing.
    let is_shouted = shouted * 2 > words;
    let mut opinions = Vec::new();
    let mut deciders = Vec::new();
    for sentence in sentences {
        for evidence in evidence::of_sentence(tokens, sentence, is_shouted) {
            let weight = weigh::weight(evidence.valence, &evidence.context);
            deciders.push((weight, told(tokens, &evidence)));
            opinions.push(Opinion { tokens: evidence.tokens, weight });
        }
    }
    let score = rounded(weigh::score(opinions.iter().map(|opinion| opinion.weight).sum(), words), 4);
    deciders.sort_by(|(one, _), (other, _)| other.abs().total_cmp(&one.abs()));
    deciders.truncate(MAX_WORDS);
    let words = deciders.into_iter().map(|(weight, word)| Decider { word, weight: rounded(weight, 2) }).collect();
    (Score { score, label: Label::of(score), confidence: rounded(weigh::confidence(score), 2), words }, opinions)
}

/// Scores a text that is known to be in English. The agent itself looks at the language first.
pub fn assess(text: &str) -> Score {
    let text = text::entity::unescape(text);
    let tokens = text::tokens(&text);
    let sentences = text::sentences(&tokens);
    score(&tokens, &sentences).0
}

fn told(tokens: &[Token<'_>], evidence: &evidence::Evidence) -> String {
    let words: Vec<&str> = tokens[evidence.tokens.clone()].iter().map(|token| token.text).collect();
    let word: String = words.join(" ").chars().take(40).collect();
    if evidence.context.negated >= 0.5 { format!("not {word}") } else { word }
}

/// So many decimals, and no negative zero.
pub(crate) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests;
