//! How random a text looks.

/// Shannon's entropy in bits for each character, by how often characters stand in the text itself.
pub(super) fn bits(text: &str) -> f64 {
    let mut counts = [0u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX)).max(1.0);
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = f64::from(*count) / length;
            -share * share.log2()
        })
        .sum()
}

/// What stands for a secret in examples.
const STAND_INS: [&str; 16] = [
    "example",
    "sample",
    "xxxx",
    "your",
    "changeme",
    "placeholder",
    "dummy",
    "redacted",
    "abcdefghij",
    "1234567890",
    "0123456789",
    "aaaaaaaa",
    "00000000",
    "deadbeef",
    "testtest",
    "insert",
];

/// Whether a text stands for a secret rather than being one.
pub(super) fn is_stand_in(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    STAND_INS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_has_more_than_words() {
        assert!(bits("aaaaaaaaaaaa") < 0.1);
        assert!(bits("correct-horse") < bits("q8ZrT0xWb4nYc"));
        assert!(is_stand_in("AKIAIOSFODNN7EXAMPLE"));
    }
}
