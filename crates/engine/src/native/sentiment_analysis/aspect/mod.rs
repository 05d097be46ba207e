//! What an opinion is about: noun phrases near opinion words, and the aspects that the customer named.
//!
//! There is no grammar here. A noun phrase is a run of words that are neither function words, opinions, common verbs nor
//! adverbs; it counts as an aspect only where its surroundings speak for it — an article or a possessive before it, an
//! opinion beside it, or a form of *to be* after it. Each opinion of a sentence is given to one phrase: the one it
//! stands before (`great camera`), else the nearest before it in its clause (`the camera is great`), else the nearest
//! after it (`love the camera`), else the last one of the clause before (`the camera is heavy, but sharp`).

mod assign;
mod phrase;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::score::{Label, Opinion, rounded, weigh};
use super::text::Token;

/// What a text says of one aspect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    /// In lower case, its last word in the singular; or as the customer named it.
    pub(crate) aspect: String,
    /// From -1 to 1.
    pub(crate) score: f64,
    /// Its side.
    pub(crate) label: Label,
}

/// An aspect that the customer named: its name and the words that stand for it, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Wanted {
    /// As the customer wrote it first.
    pub(crate) name: String,
    /// Phrases that stand for it, each a list of words.
    pub(crate) phrases: Vec<Vec<String>>,
}

/// A phrase at its place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The aspect's name.
    pub(crate) name: String,
    /// Whether the customer named it.
    pub(crate) is_wanted: bool,
}

/// What a text says of its aspects, in the order of their first mention.
pub(crate) fn aspects(
    tokens: &[Token<'_>],
    sentences: &[Range<usize>],
    opinions: &[Opinion],
    wanted: &[Wanted],
) -> Vec<Said> {
    let mut sums = Vec::<(String, f64, bool)>::new();
    for sentence in sentences {
        let own: Vec<&Opinion> = opinions.iter().filter(|opinion| sentence.contains(&opinion.tokens.start)).collect();
        let mentions = phrase::mentions(tokens, sentence, &own, wanted);
        for (mention, weight) in assign::assign(tokens, sentence, &own, &mentions) {
            match sums.iter_mut().find(|(name, ..)| *name == mention.name) {
                Some((_, sum, has_opinion)) => {
                    *sum += weight.unwrap_or_default();
                    *has_opinion |= weight.is_some();
                }
                None => sums.push((mention.name.clone(), weight.unwrap_or_default(), weight.is_some())),
            }
        }
        // What the customer asked for is told even where nothing is said of it.
        for mention in mentions.iter().filter(|mention| mention.is_wanted) {
            if !sums.iter().any(|(name, ..)| *name == mention.name) {
                sums.push((mention.name.clone(), 0.0, false));
            }
        }
    }
    let is_wanted = |name: &str| wanted.iter().any(|wanted| wanted.name == name);
    sums.retain(|(name, _, has_opinion)| *has_opinion || is_wanted(name));
    let said = sums.into_iter().map(|(aspect, sum, _)| {
        // A clause has a handful of words; what they say of one thing weighs as in a text of that length.
        let score = rounded(weigh::score(sum, 4), 4);
        Said { aspect, score, label: Label::of(score) }
    });
    said.collect()
}

/// Reads the customer's list: `battery, screen / display, price`.
pub(crate) fn wanted(list: &str) -> Vec<Wanted> {
    let phrases = |names: &str| {
        let split = names.split('/').map(|name| name.to_lowercase().split_whitespace().map(str::to_owned).collect());
        split.filter(|words: &Vec<String>| !words.is_empty()).collect::<Vec<_>>()
    };
    let named = list.split([',', ';', '\n']).map(|names| Wanted {
        name: names
            .split('/')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase(),
        phrases: phrases(names),
    });
    let mut all = Vec::<Wanted>::new();
    for one in named.filter(|one| !one.name.is_empty()) {
        if !all.iter().any(|known| known.name == one.name) {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests;
