//! What agents say, as HTML: Markdown first, sanitised last.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// No images, no styles, no scripts, no forms; links say where they lead and open without us.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags = HashSet::from([
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]);
    let mut sanitiser = ammonia::Builder::default();
    sanitiser
        .tags(tags)
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("code", HashSet::from(["class"]))]))
        // A wide table scrolls by itself, and has to do so by keyboard too.
        .set_tag_attribute_value("table", "tabindex", "0")
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("code", "class") => {
                let is_language =
                    value.strip_prefix("language-").is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric()));
                is_language.then(|| value.into())
            }
            _ => Some(value.into()),
        });
    sanitiser
});

/// Markdown as HTML that is safe to put into a page. Its headings begin at the third level, below the page's own.
pub fn message_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut raw = String::with_capacity(markdown.len() * 2);
    let mut is_code = false;
    let parts = Parser::new_ext(markdown, options).map(below_the_page).map(|event| {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            _ => {}
        }
        if is_code { event } else { whole_figures(event) }
    });
    html::push_html(&mut raw, parts);
    SANITISER.clean(&raw).to_string()
}

fn below_the_page(event: Event<'_>) -> Event<'_> {
    let below = |level| match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    };
    match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    }
}

/// A figure and its per-cent sign stay in one line.
fn whole_figures(event: Event<'_>) -> Event<'_> {
    let Event::Text(text) = &event else { return event };
    let mut parts = text.split(" %");
    let Some(first) = parts.next() else { return event };
    let mut joined = first.to_owned();
    for part in parts {
        joined.push(if joined.ends_with(|last: char| last.is_ascii_digit()) { '\u{a0}' } else { ' ' });
        joined.push('%');
        joined.push_str(part);
    }
    Event::Text(joined.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_not_parted_from_its_sign() {
        let html = message_html("4.7 % of all, a %, 5 %, `4 %`\n\n```\n4 %\n```\n");
        assert!(html.contains("4.7&nbsp;% of all, a %, 5&nbsp;%"), "{html}");
        // In code it is what was written.
        assert_eq!(html.matches("4 %").count(), 2, "{html}");
    }

    #[test]
    fn markdown_is_kept() {
        let html = message_html(
            "# Done\n\n**3** rows, `x`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[more](https://example.org/x)",
        );
        for part in [
            "<h3>Done</h3>",
            "<strong>3</strong>",
            "<code>x</code>",
            "<table tabindex=\"0\">",
            "<td>1</td>",
            "href=\"https://example.org/x\"",
            "nofollow",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn nothing_that_runs_or_fetches_survives() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://evil.example/track.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](//evil.example)",
            "<svg onload=alert(1)>",
            "<style>*{display:none}</style>",
            "<iframe src=https://evil.example></iframe>",
            "<form action=/sign-out><button>x</button></form>",
            "<a href=\"https://e.example\" onclick=\"alert(1)\">x</a>",
            "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
            "<p style=\"background:url(https://evil.example)\">x</p>",
            "```html\" onmouseover=\"alert(1)\n x\n```",
        ] {
            let html = message_html(hostile).to_lowercase();
            for sign in [
                "<script",
                "<img",
                "<svg",
                "<style",
                "<iframe",
                "<form",
                "javascript:",
                "data:",
                "onerror",
                "onclick",
                "style=",
                "//evil",
                "<math",
            ] {
                assert!(!html.contains(sign), "{sign} in {html} of {hostile}");
            }
            // As text it may stand there; as an attribute it may not.
            assert!(!html.contains("\" onmouseover="), "{html}");
        }
    }

    /// The payloads of the browser's tests.
    fn corpus() -> Vec<(String, String)> {
        serde_json::from_str(include_str!("../../../../end2end/hostile/corpus.json")).expect("JSON")
    }

    const TAGS: [&str; 24] = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "",
    ];

    /// The names and attributes of all elements in sanitised HTML, in which `<` begins a tag and nothing else.
    fn elements(html: &str) -> Vec<(String, Vec<String>)> {
        html.split('<')
            .skip(1)
            .map(|part| {
                let tag = part.split('>').next().expect("a tag ends").trim_start_matches('/');
                let mut name = tag.splitn(2, ' ');
                let element = name.next().unwrap_or_default().to_owned();
                let rest = name.next().unwrap_or_default();
                let attributes = rest.split('"').step_by(2).map(|name| name.trim().trim_end_matches('=').to_owned());
                (element, attributes.filter(|name| !name.is_empty()).collect())
            })
            .collect()
    }

    fn assert_harmless(html: &str, what: &str) {
        for (element, attributes) in elements(html) {
            assert!(TAGS.contains(&element.as_str()), "<{element}> of {what} in {html}");
            for attribute in attributes {
                let is_known = matches!(
                    (element.as_str(), attribute.as_str()),
                    ("a", "href" | "rel") | ("code", "class") | ("table", "tabindex")
                );
                assert!(is_known, "{attribute} of <{element}> of {what} in {html}");
            }
        }
        // Within tags: the same letters in a text lead nowhere.
        let tags = html.split('<').skip(1).filter_map(|part| part.split('>').next());
        for address in tags.filter_map(|tag| tag.split("href=\"").nth(1)) {
            assert!(address.starts_with("https://") || address.starts_with("mailto:"), "{address} of {what}");
        }
    }

    #[test]
    fn of_every_payload_only_markup_of_reading_is_left() {
        let corpus = corpus();
        assert!(corpus.len() >= 200, "{}", corpus.len());
        for (name, text) in &corpus {
            assert_harmless(&message_html(text), name);
            // Within other markup, where a parser is in another state.
            for around in [
                "> {}",
                "- {}",
                "# {}",
                "| a |\n|---|\n| {} |",
                "*{}*",
                "<div>{}",
                "<svg>{}",
                "<math>{}</math>",
                "[{}](https://example.org)",
            ] {
                assert_harmless(&message_html(&around.replace("{}", text)), name);
            }
        }
        let all: Vec<&str> = corpus.iter().map(|(_, text)| text.as_str()).collect();
        assert_harmless(&message_html(&all.join("\n")), "all in one");
        assert_harmless(&message_html(&all.join(" ")), "all in a line");
    }

    /// Sanitised once more, it is the same: nothing in it reads differently the second time, as in a browser.
    #[test]
    fn what_is_sanitised_stays_as_it_is() {
        for (name, text) in corpus() {
            let once = message_html(&text);
            assert_eq!(SANITISER.clean(&once).to_string(), once, "{name}");
        }
    }

    /// What is cut in the middle is as harmless as the whole: a message of which only the beginning is shown.
    #[test]
    fn a_payload_that_is_cut_anywhere_is_harmless() {
        for (name, text) in corpus() {
            for (cut, _) in text.char_indices() {
                assert_harmless(&message_html(&text[..cut]), &name);
            }
        }
    }

    /// Markup made to take long: it ends, and far within the time that a test has.
    #[test]
    fn hostile_markup_of_ten_thousand_characters_ends() {
        for part in [
            "[",
            "![",
            "> ",
            "*",
            "_a",
            "`",
            "<",
            "<!--",
            "&",
            "- ",
            "|",
            "[x](",
            "<a href=\"",
            "<svg><p>",
            "\\",
            "~~",
            "<b>",
        ] {
            assert_harmless(&message_html(&part.repeat(10_000 / part.len())), part);
        }
    }
}
