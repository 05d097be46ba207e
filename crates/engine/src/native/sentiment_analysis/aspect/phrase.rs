//! Noun phrases and named aspects in a sentence.

use std::ops::Range;

use super::words::{is_copula, is_determiner, is_other};
use super::{Mention, Wanted};
use crate::native::sentiment_analysis::score::Opinion;
use crate::native::sentiment_analysis::text::{Kind, Token};

/// Words of a phrase at most.
const MAX_WORDS: usize = 3;

/// The mentions in a sentence, in order and without overlaps; those that the customer named go first.
pub(crate) fn mentions(
    tokens: &[Token<'_>],
    sentence: &Range<usize>,
    opinions: &[&Opinion],
    wanted: &[Wanted],
) -> Vec<Mention> {
    let is_opinion = |at: usize| opinions.iter().any(|opinion| opinion.tokens.contains(&at));
    let is_noun = |at: usize| {
        let token = &tokens[at];
        token.kind == Kind::Word && !is_other(&token.key) && !is_opinion(at) && !is_bent(tokens, sentence.start, at)
    };
    let mut mentions = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some((name, length)) = named(&tokens[at..sentence.end], wanted) {
            mentions.push(Mention { tokens: at..at + length, name, is_wanted: true });
            at += length;
            continue;
        }
        if !is_noun(at) {
            at += 1;
            continue;
        }
        let run = (at..sentence.end).take_while(|at| is_noun(*at) && named(&tokens[*at..], wanted).is_none()).count();
        // Of a long run the last words are the noun, the first ones say which.
        let tokens_of = at + run.saturating_sub(MAX_WORDS)..at + run;
        let before = at.checked_sub(1).filter(|before| *before >= sentence.start);
        let word_at = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).filter(|token| token.kind == Kind::Word).map_or("", |token| &token.key)
        };
        // "the new dark mode": words for kind may stand between article and noun.
        let article = (sentence.start..at)
            .rev()
            .take(3)
            .find(|at| is_determiner(word_at(Some(*at))) || is_opinion(*at) || !is_other(word_at(Some(*at))));
        let speaks_for_it = is_determiner(word_at(article))
            || before.is_some_and(is_opinion)
            || is_copula(word_at(Some(at + run)))
            || (at + run < sentence.end && is_opinion(at + run));
        if run <= MAX_WORDS + 1 && speaks_for_it {
            mentions.push(Mention { name: name(&tokens[tokens_of.clone()]), tokens: tokens_of, is_wanted: false });
        }
        at += run;
    }
    mentions
}

/// Whether a word is bent like a verb and no article says otherwise: `charged`, but `the packaging`.
fn is_bent(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let key = &tokens[at].key;
    let is_bent = key.ends_with("ed") || key.ends_with("ing");
    is_bent && !at.checked_sub(1).filter(|at| *at >= start).is_some_and(|before| is_determiner(&tokens[before].key))
}

/// The aspect that the customer named and `tokens` begin with, and its length.
fn named(tokens: &[Token<'_>], wanted: &[Wanted]) -> Option<(String, usize)> {
    let begins = |phrase: &Vec<String>| {
        let fits = |(word, token): (&String, &Token<'_>)| {
            token.kind == Kind::Word && (token.key == word.as_str() || singular(&token.key) == singular(word))
        };
        phrase.len() <= tokens.len() && phrase.iter().zip(tokens).all(fits)
    };
    let found = wanted.iter().flat_map(|one| one.phrases.iter().map(move |phrase| (one, phrase)));
    let longest = found.filter(|(_, phrase)| begins(phrase)).max_by_key(|(_, phrase)| phrase.len());
    longest.map(|(one, phrase)| (one.name.clone(), phrase.len()))
}

fn name(tokens: &[Token<'_>]) -> String {
    let mut words: Vec<String> = tokens.iter().map(|token| token.key.clone().into_owned()).collect();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join(" ")
}

/// A noun in the singular, by its ending.
pub(crate) fn singular(word: &str) -> String {
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = ["sses", "shes", "ches", "xes"].iter().find_map(|ending| stem(ending).map(|_| word.len() - 2)) {
        return word[..stem].to_owned();
    }
    match stem("s") {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}
