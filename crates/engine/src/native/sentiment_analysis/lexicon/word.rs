//! The valence of words.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{rows, stem};

/// The valence of a word, from -4 to 4.
///
/// `key` is in lower case. A word that is not in the lexicon is looked for without stretched letters, then without the
/// endings that keep the opinion ([`stem`]).
pub(crate) fn valence(key: &str) -> Option<f32> {
    let exact = |key: &str| lexicon().get(key).copied();
    exact(key)
        .or_else(|| stem::unstretched(key).find_map(|candidate| exact(&candidate)))
        .or_else(|| stem::candidates(key).find_map(|(candidate, share)| Some(exact(&candidate)? * share)))
}

fn lexicon() -> &'static HashMap<&'static str, f32> {
    static LEXICON: OnceLock<HashMap<&'static str, f32>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let words = rows(include_str!("../data/words.tsv"));
        words.filter_map(|(word, valence)| Some((word, valence.parse().ok()?))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_read_whole() {
        let data = include_str!("../data/words.tsv");
        let lines = data.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lexicon().len(), lines, "each line is a word and a number, and no word stands twice");
        assert!(lexicon().values().all(|valence| (-4.0..=4.0).contains(valence)));
    }

    #[test]
    fn stretched_and_bent_words_are_found() {
        assert_eq!(valence("goooood"), valence("good"));
        assert!(valence("lovvve") > Some(1.0));
        assert!(valence("unfriendlier") < Some(0.0) && valence("unfriendlier").is_some());
        assert!(valence("table").is_none() && valence("").is_none());
    }
}
