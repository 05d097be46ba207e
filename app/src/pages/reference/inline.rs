//! A sentence of the document, whose code stands between backticks.

use leptos::prelude::*;

/// The sentence, with what is between backticks as code.
pub(super) fn inline(text: &str) -> Vec<AnyView> {
    let part = |(place, part): (usize, &str)| {
        let part = part.to_owned();
        if place % 2 == 0 { part.into_any() } else { view! { <code class="reference-code">{part}</code> }.into_any() }
    };
    text.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_backticks_is_code() {
        let html = inline("Send `<b>` as `max`.").to_html();
        assert!(html.contains("&lt;b&gt;</code>") && html.contains(">max</code>"), "{html}");
        assert_eq!(html.matches("<code").count(), 2, "{html}");
        assert!(inline("").is_empty());
    }
}
