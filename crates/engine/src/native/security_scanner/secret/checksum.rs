//! Checks that formats of secrets carry in themselves.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::key::Token;
use serde_json::Value;

/// What the inside of a text says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Its checksum or structure fits.
    Proved,
    /// It has none that could be checked.
    None,
    /// It does not fit: the text only looks like one.
    Refuted,
}

impl Proof {
    const fn of(fits: bool) -> Self {
        if fits { Self::Proved } else { Self::Refuted }
    }
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Six digits of base 62 for the CRC-32 of what stands between the prefix and them: GitHub's and npm's tokens.
pub(super) fn base_62(token: &str) -> Proof {
    let Some((_, body)) = token.split_once('_') else { return Proof::None };
    let Some((before, check)) = body.split_at_checked(body.len().saturating_sub(6)) else { return Proof::None };
    let mut number = crc32fast::hash(before.as_bytes());
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(number % 62) as usize];
        number /= 62;
    }
    Proof::of(check.as_bytes() == digits)
}

/// Eight hexadecimal digits of the CRC-32 of all before the last `_`: Grafana's tokens.
pub(super) fn hexadecimal(token: &str) -> Proof {
    let Some((before, check)) = token.rsplit_once('_') else { return Proof::None };
    Proof::of(u32::from_str_radix(check, 16).is_ok_and(|check| check == crc32fast::hash(before.as_bytes())))
}

/// A key of Guildhall.
pub(super) fn guildhall(token: &str) -> Proof {
    Proof::of(Token::parse(token).is_some())
}

/// RFC 7519: a header that names an algorithm, and claims.
pub(super) fn jwt(token: &str) -> Proof {
    let mut parts = token.split('.');
    let mut read = || -> Option<Value> {
        let bytes = URL_SAFE_NO_PAD.decode(parts.next()?.trim_end_matches('=')).ok()?;
        serde_json::from_slice(&bytes).ok()
    };
    let (header, claims) = (read(), read());
    Proof::of(
        header.is_some_and(|header| header.get("alg").is_some()) && claims.is_some_and(|claims| claims.is_object()),
    )
}

/// ISO/IEC 7812-1: Luhn's check of a payment card.
pub(super) fn luhn(number: &str) -> Proof {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    // The numbers of manuals and test systems.
    let is_known = ["4111111111111111", "4242424242424242", "5555555555554444", "378282246310005", "4012888888881881"]
        .contains(&digits.iter().map(ToString::to_string).collect::<String>().as_str());
    let all_same = digits.windows(2).all(|pair| pair[0] == pair[1]);
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    Proof::of((13..=19).contains(&digits.len()) && sum.is_multiple_of(10) && !all_same && !is_known)
}

/// It has no check.
pub(super) fn none(_: &str) -> Proof {
    Proof::None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_fit_what_they_were_made_for_only() {
        let before = "A".repeat(30);
        let mut number = crc32fast::hash(before.as_bytes());
        let mut check = Vec::new();
        for _ in 0..6 {
            check.insert(0, DIGITS[(number % 62) as usize]);
            number /= 62;
        }
        let token = format!("ghp_{before}{}", String::from_utf8_lossy(&check));
        assert_eq!(base_62(&token), Proof::Proved);
        assert_eq!(base_62(&token.replace("AAA", "AAB")), Proof::Refuted);
        assert_eq!(guildhall(Token::of_bits([7; 32]).expose()), Proof::Proved);
        assert_eq!(guildhall("gh_live_EXAMPLEexampleEXAMPLEexampleEXAMPLEexampleEXAMPLE"), Proof::Refuted);
        assert_eq!(luhn("4539 1488 0343 6467"), Proof::Proved);
        assert_eq!(luhn("4539 1488 0343 6468"), Proof::Refuted);
        assert_eq!(jwt("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"), Proof::Proved);
        assert_eq!(jwt("eyJhbGciOiJIUzI1NiJ.eyJzdWIiOiIxIn0.c2ln"), Proof::Refuted);
    }
}
