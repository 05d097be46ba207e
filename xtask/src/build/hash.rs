//! Names made of contents.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Hexadecimal SHA-256 over parts; each part's length goes in too, so that moving a byte between parts changes the hash.
pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

/// Two digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// `main.css` becomes `main.0123456789ab.css`: the browser may keep it for good, as another content has another name.
pub(super) fn file_name(name: &str, content: &[u8]) -> String {
    let hash = of([content]);
    let short = &hash[..12];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{short}.{ending}"),
        None => format!("{name}.{short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_keeps_stem_and_ending_and_follows_the_content() {
        let name = file_name("main.css", b"a{}");
        let parts = name.split('.').collect::<Vec<_>>();
        assert!(matches!(parts[..], ["main", _, "css"]), "{name}");
        assert_eq!(name.len(), "main.css".len() + 13);
        assert_ne!(name, file_name("main.css", b"b{}"));
    }

    #[test]
    fn a_byte_moved_between_parts_changes_the_hash() {
        assert_ne!(of([b"ab".as_slice(), b"c"]), of([b"a".as_slice(), b"bc"]));
    }
}
