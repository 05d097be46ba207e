//! Other spellings of a word under which the lexicon may have it.

/// `sooo` as `soo` and `so`: without runs of three and more equal letters.
pub(crate) fn unstretched(key: &str) -> impl Iterator<Item = String> {
    let lengths: &[usize] = if is_stretched(key) { &[2, 1] } else { &[] };
    lengths.iter().map(|most| shortened(key, *most))
}

/// Whether a letter stands three times in a row.
pub(crate) fn is_stretched(key: &str) -> bool {
    let mut run = (None, 0);
    key.chars().any(|c| {
        run = if run.0 == Some(c) { (Some(c), run.1 + 1) } else { (Some(c), 1) };
        run.1 == 3 && c.is_alphabetic()
    })
}

fn shortened(key: &str, most: usize) -> String {
    let mut out = String::with_capacity(key.len());
    let mut run = (None, 0);
    for c in key.chars() {
        run = if run.0 == Some(c) { (Some(c), run.1 + 1) } else { (Some(c), 1) };
        // A run is cut to `most` only where it is stretched; a plain double letter stays.
        if run.1 <= most || (most == 1 && run.1 == 2 && !triples(key, c)) {
            out.push(c);
        }
    }
    out
}

fn triples(key: &str, c: char) -> bool {
    key.contains(&String::from_iter([c, c, c]))
}

/// Words that `key` is made from, with the share of their valence that it keeps.
pub(crate) fn candidates(key: &str) -> impl Iterator<Item = (String, f32)> {
    let plain = key.strip_suffix("'s").map(|base| (base.to_owned(), 1.0));
    let is_long = key.len() >= 6 && key.is_ascii();
    let endings = ENDINGS.iter().filter(move |_| is_long).filter_map(move |(ending, instead, share)| {
        let base = key.strip_suffix(ending).filter(|base| base.len() >= 4)?;
        Some((format!("{base}{instead}"), *share))
    });
    let opposite = key.strip_prefix("un").filter(move |base| is_long && base.len() >= 5);
    let parts = key.split('-').filter(|part| part.len() >= 4 && part.len() < key.len());
    plain
        .into_iter()
        .chain(endings)
        .chain(opposite.map(|base| (base.to_owned(), -0.8)))
        .chain(parts.map(|part| (part.to_owned(), 0.8)))
}

/// Ending, what stands in its place, share of the valence.
const ENDINGS: &[(&str, &str, f32)] = &[
    ("s", "", 1.0),
    ("es", "", 1.0),
    ("ily", "y", 0.9),
    ("ly", "", 0.9),
    ("ly", "le", 0.9),
    ("iness", "y", 0.9),
    ("ness", "", 0.9),
    ("ier", "y", 0.9),
    ("iest", "y", 1.2),
    ("er", "", 0.9),
    ("er", "e", 0.9),
    ("est", "", 1.2),
    ("est", "e", 1.2),
    ("ied", "y", 0.9),
    ("ies", "y", 1.0),
    ("ed", "", 0.9),
    ("ed", "e", 0.9),
    ("ing", "", 0.9),
    ("ing", "e", 0.9),
    ("in", "ing", 1.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_shortened_where_they_are_stretched() {
        assert_eq!(unstretched("goooood").collect::<Vec<_>>(), ["good", "god"]);
        assert_eq!(unstretched("happppy").collect::<Vec<_>>(), ["happy", "hapy"]);
        assert_eq!(unstretched("coffeeee").collect::<Vec<_>>(), ["coffee", "coffe"]);
        assert!(unstretched("coffee").next().is_none());
    }

    #[test]
    fn endings_lead_to_their_word() {
        let made = |key: &str| candidates(key).map(|(word, _)| word).collect::<Vec<_>>();
        assert!(made("happily").contains(&"happy".to_owned()));
        assert!(made("unhelpful").contains(&"helpful".to_owned()));
        assert!(made("flimsiest").contains(&"flimsy".to_owned()));
    }
}
