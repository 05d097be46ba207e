//! Words that strengthen or weaken the opinion word after them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{numbered, stem};

/// How much a word strengthens (above 0) or weakens (below 0): `extremely` 1.5, `very` 1, `somewhat` -1.
pub(crate) fn level(key: &str) -> Option<f32> {
    static LEVELS: OnceLock<HashMap<&'static str, f32>> = OnceLock::new();
    let levels = LEVELS.get_or_init(|| {
        let lines = numbered(include_str!("../data/degree.txt"));
        lines.flat_map(|(level, words)| words.split(' ').map(move |word| (word, level))).collect()
    });
    let found = |key: &str| levels.get(key).copied();
    found(key).or_else(|| stem::unstretched(key).find_map(|short| found(&short)).map(|level| level + 0.3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_degree() {
        assert!(level("extremely") > level("very") && level("very") > level("quite"));
        assert!(level("slightly") < Some(0.0) && level("slightly").is_some());
        assert!(level("veryyyy") > level("very") && level("table").is_none());
    }
}
