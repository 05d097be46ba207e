//! Characters that were written for HTML: `&amp;`, `&#39;`.

use std::borrow::Cow;

/// The text with the commonest entities as the characters they stand for, once.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = KNOWN.iter().find(|(name, _)| rest.starts_with(name));
        let (name, meant) = known.copied().unwrap_or(("&", "&"));
        out.push_str(meant);
        rest = &rest[name.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

const KNOWN: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    ("&hellip;", "…"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_become_their_characters_once() {
        assert_eq!(unescape("R&amp;B &lt;3 &#39;yes&#39; &unknown; &"), "R&B <3 'yes' &unknown; &");
        assert_eq!(unescape("&amp;lt;"), "&lt;");
    }
}
