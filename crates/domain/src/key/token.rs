//! The text of an API key: `gh_live_`, 43 digits of base 62, and 6 more that check what stands before.
//!
//! The 43 digits are 256 random bits as one number (62⁴³ is just above 2²⁵⁶); the 6 are the CRC-32 (the one of IEEE 802.3,
//! as in zip and PNG) of everything before them, as a number too. A mistyped or made-up key is known without asking a
//! database, and whoever searches files for lost keys finds ours without false alarms.

use std::fmt;

/// What every key begins with.
pub const PREFIX: &str = "gh_live_";
const SECRET_DIGITS: usize = 43;
const CHECK_DIGITS: usize = 6;
const LENGTH: usize = PREFIX.len() + SECRET_DIGITS + CHECK_DIGITS;
/// Digits of the secret that may be shown, so that its owner knows it again: 24 of its 256 bits.
const SHOWN_DIGITS: usize = 4;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A key's whole text. Shown to its owner once; never logged, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// The key of these random bits.
    pub fn of_bits(random: [u8; 32]) -> Self {
        let mut text = String::with_capacity(LENGTH);
        text.push_str(PREFIX);
        push_base_62(&mut text, random, SECRET_DIGITS);
        let check = checksum(&text);
        text.push_str(&check);
        Self(text)
    }

    /// Reads a text that has the shape of a key and whose check fits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(PREFIX)?;
        if text.len() != LENGTH || !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let (before, check) = text.split_at(LENGTH - CHECK_DIGITS);
        (checksum(before) == check).then(|| Self(text.to_owned()))
    }

    /// The whole text: for its owner, and to be hashed.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The beginning, by which its owner knows it again: `gh_live_4xYz`.
    pub fn hint(&self) -> &str {
        &self.0[..PREFIX.len() + SHOWN_DIGITS]
    }
}

/// Whether a text means to be a key, well-made or not.
pub fn is_key_shaped(text: &str) -> bool {
    text.starts_with(PREFIX)
}

fn checksum(text: &str) -> String {
    let sum = crc32fast::hash(text.as_bytes());
    let mut bytes = [0; 32];
    bytes[28..].copy_from_slice(&sum.to_be_bytes());
    let mut check = String::with_capacity(CHECK_DIGITS);
    push_base_62(&mut check, bytes, CHECK_DIGITS);
    check
}

/// Writes a number of 256 bits, most significant byte first, with so many digits; it must fit.
fn push_base_62(text: &mut String, mut number: [u8; 32], digits: usize) {
    let mut reversed = Vec::with_capacity(digits);
    for _ in 0..digits {
        let mut rest = 0u32;
        for byte in &mut number {
            let value = (rest << 8) | u32::from(*byte);
            // At most (61 · 256 + 255) / 62 = 255.
            *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
            rest = value % 62;
        }
        reversed.push(char::from(DIGITS[rest as usize]));
    }
    text.extend(reversed.into_iter().rev());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shape_is_prefix_secret_and_check() {
        let least = Token::of_bits([0; 32]);
        assert_eq!(least.expose(), format!("{PREFIX}{}{}", "0".repeat(43), checksum(&least.expose()[..51])));
        let most = Token::of_bits([255; 32]);
        for token in [&least, &most] {
            assert_eq!(token.expose().len(), 57);
            assert_eq!(Token::parse(token.expose()).as_ref(), Some(token));
        }
        // 2²⁵⁶ − 1 in base 62, and the CRC-32 of the known check word.
        assert_eq!(&most.expose()[8..51], "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
        assert_eq!(crc32fast::hash(b"123456789"), 0xCBF4_3926);
        assert_eq!(most.hint().len(), 12);
    }

    #[test]
    fn base_62_is_read_from_the_left() {
        let mut number = [0; 32];
        number[31] = 62;
        let mut text = String::new();
        push_base_62(&mut text, number, 3);
        assert_eq!(text, "010");
        number[30] = 255;
        text.clear();
        push_base_62(&mut text, number, 3);
        // 255 · 256 + 62 = 65342 = 16 · 62² + 61 · 62 + 56 (digits G, z, u).
        assert_eq!(text, "Gzu");
    }

    #[test]
    fn other_shapes_are_none() {
        let good = Token::of_bits([7; 32]).expose().to_owned();
        for bad in [
            String::new(),
            PREFIX.to_owned(),
            good[..56].to_owned(),
            format!("{good}0"),
            format!(" {good}"),
            good.to_uppercase(),
            good.replace("live", "test"),
            format!("{}é{}", &good[..20], &good[22..]),
            format!("{}\0{}", &good[..20], &good[21..]),
        ] {
            assert_eq!(Token::parse(&bad), None, "{bad:?}");
        }
    }

    #[test]
    fn nothing_of_it_is_in_its_debug_text() {
        assert_eq!(format!("{:?}", Token::of_bits([9; 32])), "Token(…)");
    }

    proptest! {
        #[test]
        fn any_other_character_anywhere_is_noticed(bits: [u8; 32], place in 8usize..57, digit in 0usize..62) {
            let good = Token::of_bits(bits).expose().to_owned();
            let mut bytes = good.clone().into_bytes();
            prop_assume!(bytes[place] != DIGITS[digit]);
            bytes[place] = DIGITS[digit];
            let bad = String::from_utf8(bytes).expect("ASCII");
            prop_assert_eq!(Token::parse(&bad), None);
            prop_assert!(Token::parse(&good).is_some());
        }
    }
}
