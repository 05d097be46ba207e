//! UTF-8 that somebody once read as Windows-1252: `JosÃ©` for `José`.

use encoding_rs::WINDOWS_1252;

/// The text that was meant, if the whole of `text` is UTF-8 read as Windows-1252.
///
/// A text that was not broken passes this test only if each of its accented letters is followed by just the signs that
/// continue a UTF-8 sequence (`Ã©`, `â€™`), which no orthography asks for.
pub(crate) fn repair(text: &str) -> Option<String> {
    let mut before = 'a';
    let is_suspect = !text.is_ascii()
        && text.chars().any(|c| {
            let pair = ('\u{c2}'..='\u{f4}').contains(&before) && !c.is_ascii();
            before = c;
            pair
        });
    if !is_suspect {
        return None;
    }
    let (bytes, _, has_unmappable) = WINDOWS_1252.encode(text);
    if has_unmappable {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_read_wrongly_is_read_again() {
        assert_eq!(repair("JosÃ©").as_deref(), Some("José"));
        assert_eq!(repair("itâ€™s").as_deref(), Some("it’s"));
        for sound in ["José", "NÃO", "Ärzte", "plain", "Ünïcödé", "日本語"] {
            assert_eq!(repair(sound), None, "{sound}");
        }
    }
}
