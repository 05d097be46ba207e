//! Per-cent coding (RFC 3986, 2.1).

use std::fmt::Write as _;

/// The text with everything coded but what is unreserved (2.3) or among `plain`.
pub fn coded(text: &str, plain: &[u8]) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut coded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || plain.contains(&byte) {
            coded.push(byte.into());
        } else {
            // Writing to a String does not fail.
            let _ = write!(coded, "%{byte:02X}");
        }
        coded
    })
}

/// A path's text, whose slashes stay.
pub fn path(text: &str) -> String {
    coded(text, b"/")
}

#[cfg(test)]
mod tests {
    use super::{coded, path};

    #[test]
    fn only_what_is_plain_stays() {
        assert_eq!(path("/a b?\u{e9}"), "/a%20b%3F%C3%A9");
        assert_eq!(coded("/", b""), "%2F");
    }
}
