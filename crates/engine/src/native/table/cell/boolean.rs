//! Yes and no.

/// How sure it is that a text means yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sureness {
    /// A word: `yes`, `false`.
    Word,
    /// A letter, which could also be a grade or a sex: counts only beside its opposite.
    Letter,
    /// `1` or `0`: counts only beside words or letters.
    Digit,
}

/// Reads a trimmed text as yes or no.
pub(crate) fn read(text: &str) -> Option<(bool, Sureness)> {
    // Digits first: most cells of a large table begin with one, and need no other case.
    if text.len() > 6 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return match text {
            "1" => Some((true, Sureness::Digit)),
            "0" => Some((false, Sureness::Digit)),
            _ => None,
        };
    }
    let read = match text.to_lowercase().as_str() {
        "true" | "yes" | "on" | "ja" | "oui" | "sí" | "wahr" | "vrai" => (true, Sureness::Word),
        "false" | "no" | "off" | "nein" | "non" | "falsch" | "faux" => (false, Sureness::Word),
        "y" | "t" | "j" => (true, Sureness::Letter),
        "n" | "f" => (false, Sureness::Letter),
        _ => return None,
    };
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_letters_and_digits_are_told_apart() {
        assert_eq!(read("YES"), Some((true, Sureness::Word)));
        assert_eq!(read("n"), Some((false, Sureness::Letter)));
        assert_eq!(read("0"), Some((false, Sureness::Digit)));
        assert_eq!(read("maybe"), None);
        assert_eq!(read(""), None);
    }
}
