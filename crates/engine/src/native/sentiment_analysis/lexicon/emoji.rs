//! Emoji.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::numbered;

/// The valence of an emoji with its modifiers, from -4 to 4; none for one that names a thing.
pub(crate) fn valence(text: &str) -> Option<f32> {
    static EMOJI: OnceLock<HashMap<char, f32>> = OnceLock::new();
    let emoji = EMOJI.get_or_init(|| {
        let lines = numbered(include_str!("../data/emoji.txt"));
        let each = lines.flat_map(|(valence, signs)| {
            signs.split(' ').filter_map(|sign| sign.chars().next()).map(move |c| (c, valence))
        });
        each.collect()
    });
    emoji.get(&text.chars().next()?).copied()
}

/// Whether a character is an emoji: the blocks that Unicode gives them.
pub(crate) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{203c}' | '\u{2049}')
        && !is_modifier(c)
}

/// Whether a character changes the emoji before it and is none itself.
pub(crate) fn is_modifier(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_have_their_side_and_things_have_none() {
        assert!(valence("👍🏽").is_some_and(|valence| valence > 1.0));
        assert!(valence("😡").is_some_and(|valence| valence < -2.0));
        assert!(valence("🚗").is_none() && is_emoji('🚗'));
        assert!(!is_emoji('é') && !is_emoji('日'));
    }
}
