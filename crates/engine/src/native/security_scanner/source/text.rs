//! From bytes to a text.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// Bytes in which a NUL tells that a file is no text.
const PROBED: usize = 8_192;

/// The text, and whether its encoding was broken in places; none where it is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, bool)> {
    for (mark, encoding) in [(&[0xff, 0xfe], UTF_16LE), (&[0xfe, 0xff], UTF_16BE)] {
        if bytes.starts_with(mark) {
            let (text, _, is_mended) = encoding.decode(bytes);
            return Some((text.into_owned(), is_mended));
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let probed = &bytes[..bytes.len().min(PROBED)];
    if probed.contains(&0) {
        return None;
    }
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => Some((text, false)),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // A picture or a program without a NUL at its beginning is mostly signs that stand for nothing.
            let broken = text.chars().take(PROBED).filter(|c| *c == '\u{fffd}' || is_odd(*c)).count();
            (broken * 10 < PROBED.min(text.len())).then_some((text, true))
        }
    }
}

fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_what_is_none() {
        assert_eq!(decode(b"a = 1\n"), Some(("a = 1\n".to_owned(), false)));
        assert_eq!(decode(b"\xff\xfea\0"), Some(("a".to_owned(), false)));
        assert_eq!(decode(b"\x7fELF\0\0"), None);
        assert_eq!(decode(b"\x89\xff\xfe\xfa\xcc\xdd"), None);
        assert_eq!(decode(b"caf\xe9 = 'a longer line of code'\n").map(|(_, mended)| mended), Some(true));
    }
}
