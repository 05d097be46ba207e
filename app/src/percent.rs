//! Names in addresses.

/// Per-cent coding of whatever is not unreserved (RFC 3986, 2.3). A `/` stays.
pub(crate) fn coded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut coded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            coded.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(coded, "%{byte:02X}");
        }
        coded
    })
}
