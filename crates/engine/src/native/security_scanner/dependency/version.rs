//! Which of two versions is newer, by each ecosystem's own order.

use std::cmp::Ordering;
use std::str::FromStr as _;

use super::Ecosystem;

/// Bytes of a version that is compared.
const MAX_LENGTH: usize = 100;

/// Compares; none where one of them is no version.
pub(crate) fn compare(ecosystem: Ecosystem, one: &str, other: &str) -> Option<Ordering> {
    if one.len() > MAX_LENGTH || other.len() > MAX_LENGTH {
        return None;
    }
    match ecosystem {
        Ecosystem::PyPi => {
            let read = |text: &str| pep440_rs::Version::from_str(text.trim().trim_start_matches(['v', '='])).ok();
            Some(read(one)?.cmp(&read(other)?))
        }
        Ecosystem::Npm | Ecosystem::Go | Ecosystem::Crates => Some(semantic(one)?.cmp_precedence(&semantic(other)?)),
        Ecosystem::Maven => maven(one, other),
        Ecosystem::Packagist => maven(composer(one)?, composer(other)?),
    }
}

/// Semantic versions, also such as lack a part or have one too many zeros.
fn semantic(text: &str) -> Option<semver::Version> {
    let text = text.trim().trim_start_matches(['v', '=', ' ']);
    if let Ok(version) = semver::Version::parse(text) {
        return Some(version);
    }
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    // `1.9.0b1`, `1.0.0rc2`: letters right after a number begin what comes before the release.
    let letter = numbers.find(|c: char| c.is_ascii_alphabetic());
    let (numbers, label) = letter.map_or((numbers, ""), |at| numbers.split_at(at));
    let mut parts = numbers.split('.').filter(|part| !part.is_empty()).map(str::parse::<u64>);
    let mut next = || parts.next().unwrap_or(Ok(0)).ok();
    let (major, minor, patch) = (next()?, next()?, next()?);
    let mut version = semver::Version::new(major, minor, patch);
    let label = if label.is_empty() { rest.strip_prefix('-').unwrap_or_default() } else { label };
    let label = label.split('+').next().unwrap_or_default().trim_end_matches(['*', '.', '-']);
    version.pre = semver::Prerelease::new(label).unwrap_or_default();
    (!numbers.is_empty()).then_some(version)
}

/// What Composer adds before and after: `v1.2`, `1.2.0.0`, `1.2@stable`.
fn composer(text: &str) -> Option<&str> {
    let text = text.trim().trim_start_matches(['v', 'V']);
    let text = text.split('@').next().unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit()).then_some(text)
}

/// A part of a version.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Number(u64),
    Word(String),
}

/// Maven's order: numbers by value, words by what they say of a release, missing parts as nothing.
fn maven(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (parts(one), parts(other));
    if !matches!(one.first(), Some(Part::Number(_))) || !matches!(other.first(), Some(Part::Number(_))) {
        return None;
    }
    for place in 0..one.len().max(other.len()) {
        let order = rank(one.get(place)).cmp(&rank(other.get(place)));
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut word = String::new();
    let mut digits = String::new();
    for c in text.trim().to_ascii_lowercase().chars().chain(['.']) {
        if !c.is_ascii_digit() && !digits.is_empty() {
            parts.push(Part::Number(digits.parse().unwrap_or(u64::MAX)));
            digits.clear();
        }
        if !c.is_ascii_alphabetic() && !word.is_empty() {
            parts.push(Part::Word(std::mem::take(&mut word)));
        }
        if c.is_ascii_digit() {
            digits.push(c);
        } else if c.is_ascii_alphabetic() {
            word.push(c);
        }
    }
    // `1.0.0`, `1.0` and `1` are one, as are `1.0.final` and `1.0`.
    while parts.last().is_some_and(|part| rank(Some(part)) == rank(None)) {
        parts.pop();
    }
    parts
}

/// What a part is worth beside others in its place.
fn rank(part: Option<&Part>) -> (u8, u64, String) {
    let word = |rank: u8| (rank, 0, String::new());
    match part {
        None | Some(Part::Number(0)) => word(5),
        Some(Part::Number(number)) => (9, *number, String::new()),
        Some(Part::Word(text)) => match text.as_str() {
            "dev" | "snapshot" if text == "dev" => word(0),
            "alpha" | "a" => word(1),
            "beta" | "b" => word(2),
            "milestone" | "m" => word(3),
            "rc" | "cr" | "snapshot" => word(4),
            "" | "final" | "ga" | "release" | "stable" => word(5),
            "sp" | "patch" | "pl" | "p" => word(6),
            other => (7, 0, other.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rises(ecosystem: Ecosystem, versions: &[&str]) {
        for pair in versions.windows(2) {
            assert_eq!(compare(ecosystem, pair[0], pair[1]), Some(Ordering::Less), "{} < {}", pair[0], pair[1]);
            assert_eq!(compare(ecosystem, pair[1], pair[0]), Some(Ordering::Greater), "{} > {}", pair[1], pair[0]);
        }
    }

    #[test]
    fn each_ecosystem_has_its_own_order() {
        rises(Ecosystem::PyPi, &["1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1.0.1", "1.10", "2!0.1"]);
        rises(Ecosystem::Npm, &["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0"]);
        rises(
            Ecosystem::Go,
            &["v0.0.0-20190308221718-c2843e01d9a2", "v0.0.0-20200101000000-aaaaaaaaaaaa", "v0.1.0", "v1.0.0"],
        );
        rises(Ecosystem::Maven, &["2.0-beta9", "2.0-rc1", "2.0", "2.3.1", "2.9.10", "2.9.10.1", "2.10.0"]);
        rises(
            Ecosystem::Maven,
            &["1.0-alpha-1", "1.0-beta-1", "1.0-M2", "1.0-rc1", "1.0", "1.0-sp1", "1.0-foo", "1.0.1"],
        );
        rises(Ecosystem::Packagist, &["v1.0.0-beta1", "1.0.0", "v1.0.1", "1.2.0.1", "2.0"]);
    }

    #[test]
    fn what_is_no_version_is_not_compared() {
        assert_eq!(compare(Ecosystem::PyPi, "latest", "1.0"), None);
        assert_eq!(compare(Ecosystem::Packagist, "dev-master", "1.0"), None);
        assert_eq!(compare(Ecosystem::Maven, "${spring.version}", "1.0"), None);
        assert_eq!(compare(Ecosystem::Npm, "*", "1.0"), None);
        assert_eq!(compare(Ecosystem::Maven, "1.0", "1.0.0.Final"), Some(Ordering::Equal));
    }
}
