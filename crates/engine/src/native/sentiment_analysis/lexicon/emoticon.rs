//! Emoticons: faces made of marks.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::rows;

/// Bytes of the longest one.
const MAX_LENGTH: usize = 12;

/// The length of the emoticon that `rest` begins with, repeated last signs included: `:)))`.
///
/// `is_start` says that a space stands before it. One that begins with a letter, a digit or a bracket could be the end
/// of something else, so it must stand alone.
pub(crate) fn at(rest: &str, is_start: bool) -> Option<usize> {
    let first = *rest.as_bytes().first()?;
    if first.is_ascii_alphanumeric() && !is_start || !may_begin(first) {
        return None;
    }
    let must_stand_alone = first.is_ascii_alphanumeric() || matches!(first, b'(' | b')' | b'[' | b']' | b'*' | b'/');
    for length in (2..=rest.len().min(MAX_LENGTH)).rev() {
        let Some(face) = rest.get(..length).filter(|face| valence(face).is_some()) else { continue };
        let last = face.as_bytes()[length - 1];
        let repeated = rest.as_bytes()[length..].iter().take_while(|byte| **byte == last).count();
        let after = rest[length + repeated..].chars().next();
        let ends = after.is_none_or(|after| !after.is_alphanumeric());
        if ends && (!must_stand_alone || (is_start && after.is_none())) {
            return Some(length + repeated);
        }
    }
    None
}

/// The valence of an emoticon, from -4 to 4.
pub(crate) fn valence(face: &str) -> Option<f32> {
    let found = |face: &str| {
        let small = || faces().get(face.to_ascii_lowercase().as_str());
        faces().get(face).or_else(small).copied()
    };
    found(face).or_else(|| {
        let last = face.chars().next_back()?;
        let mut short = face;
        while let Some(rest) = short.strip_suffix(last) {
            if let Some(valence) = found(short) {
                return Some(valence);
            }
            short = rest;
        }
        None
    })
}

fn may_begin(byte: u8) -> bool {
    static FIRST: OnceLock<[bool; 256]> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let mut first = [false; 256];
        for face in faces().keys() {
            first[usize::from(face.as_bytes()[0])] = true;
        }
        first
    });
    first[usize::from(byte)]
}

fn faces() -> &'static HashMap<&'static str, f32> {
    static FACES: OnceLock<HashMap<&'static str, f32>> = OnceLock::new();
    FACES.get_or_init(|| {
        let faces = rows(include_str!("../data/emoticons.tsv"));
        let more = [("XD", 2.6), ("xD", 2.6), ("xd", 2.4), ("XP", 1.6), ("=)", 2.2), ("=(", -1.8), ("^^", 1.6)];
        let more = more.into_iter().chain([("^_^", 2.2), ("T_T", -2.4), ("-_-", -1.6), ("._.", -1.0), (">:D", 1.4)]);
        faces.filter_map(|(face, valence)| Some((face, valence.parse().ok()?))).chain(more).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_told_from_marks() {
        assert_eq!(at(":)", true), Some(2));
        assert_eq!(at(":)))) ok", false), Some(5));
        assert_eq!(at(":D.", false), Some(2));
        assert_eq!(at(":Details", false), None);
        assert_eq!(at("):", false), None);
        assert_eq!(at("xD", true), Some(2));
        assert_eq!(at("xDrive", true), None);
        assert_eq!(at("<333", true), Some(4));
        assert!(valence(":)))").is_some_and(|valence| valence > 1.0));
        assert!(valence(">:(").is_some_and(|valence| valence < -1.0));
    }
}
