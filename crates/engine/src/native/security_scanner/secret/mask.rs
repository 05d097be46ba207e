//! Secrets as they may be shown.

/// Characters of a secret that are shown, so that its owner knows which it is.
const SHOWN: usize = 4;
/// A shorter one shows nothing.
const SHORTEST: usize = 16;

/// The beginning of a long secret, nothing of a short one.
pub(crate) fn mask(secret: &str) -> String {
    let quotes = secret.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let inner = secret.trim_matches(['"', '\'', '`']);
    let shown: String =
        if inner.chars().count() >= SHORTEST { inner.chars().take(SHOWN).collect() } else { String::new() };
    let quote = quotes.map(String::from).unwrap_or_default();
    format!("{quote}{shown}••••{quote}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_shown_of_a_long_one_and_nothing_of_a_short_one() {
        assert_eq!(mask("ghp_abcdefghijklmnop"), "ghp_••••");
        assert_eq!(mask("'hunter2'"), "'••••'");
    }
}
