//! Marks that stand for "no value".
//!
//! A dash may be a mark or a minus, `None` a mark or an answer, `NA` a mark or Namibia. A mark therefore has a
//! strength, and the column's plan says down to which strength marks are taken.

/// How sure it is that a text stands for no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// Nothing else uses it: `#N/A`, `null`, `NaN`.
    Sure,
    /// `NA`: sure, except in a column of two-letter codes.
    Code,
    /// Signs alone: `-`, `?`, `.`. Sure, except in a column that consists of signs.
    Sign,
    /// A word that can be an answer: `none`, `unknown`. Only in a column whose type it cannot have.
    Word,
}

/// The strength of a trimmed text as a mark.
pub(crate) fn strength(text: &str) -> Option<Strength> {
    // No mark begins with a digit; most cells of a large table do.
    if text.len() > 16 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let strength = match text.to_ascii_lowercase().as_str() {
        "#n/a" | "#n/a n/a" | "n/a" | "n.a." | "n.a" | "#na" | "<na>" | "null" | "(null)" | "<null>" | "#null!"
        | "\\n" | "nan" | "-nan" | "#ref!" | "#value!" | "#div/0!" | "#name?" | "#num!" | "nil" => Strength::Sure,
        "na" => Strength::Code,
        "-" | "--" | "---" | "–" | "—" | "?" | "??" | "???" | "." | ".." | "..." | "/" | "*" | "_" | "#" => {
            Strength::Sign
        }
        "none" | "unknown" | "missing" | "empty" | "blank" | "not available" | "not applicable" | "no data"
        | "undefined" | "tbd" | "tba" | "not given" | "not set" | "k.a." | "s/d" => Strength::Word,
        _ => return None,
    };
    Some(strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_the_strength_that_fits_their_other_meanings() {
        assert_eq!(strength("#N/A"), Some(Strength::Sure));
        assert_eq!(strength("NaN"), Some(Strength::Sure));
        assert_eq!(strength("\\N"), Some(Strength::Sure));
        assert_eq!(strength("NA"), Some(Strength::Code));
        assert_eq!(strength("—"), Some(Strength::Sign));
        assert_eq!(strength("None"), Some(Strength::Word));
        assert_eq!(strength("Nina"), None);
        assert_eq!(strength("0"), None);
    }
}
