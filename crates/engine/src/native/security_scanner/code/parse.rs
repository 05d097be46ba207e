//! From text to a syntax tree, within limits.

use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, ParseState, Parser, Tree};

use super::language::Language;
use crate::cancel::Cancel;
use crate::native::security_scanner::limit::{MAX_NODES, PARSE_LOOKS, PARSE_LOOKS_PER_BYTE};

/// The tree; none where the text takes more than its share, or the run is asked to stop.
pub(super) fn parse(text: &str, language: Language, cancel: &Cancel) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&language.grammar()).ok()?;
    let (mut looks, most) = (0, PARSE_LOOKS + PARSE_LOOKS_PER_BYTE * text.len());
    let mut look = |_: &ParseState| {
        looks += 1;
        if looks > most || cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let bytes = text.as_bytes();
    let options = ParseOptions::new().progress_callback(&mut look);
    let tree = parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options))?;
    (tree.root_node().descendant_count() <= MAX_NODES).then_some(tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_can_be_used() {
        for language in Language::ALL {
            assert!(parse("x", language, &Cancel::default()).is_some(), "{language:?}");
        }
    }

    #[test]
    fn what_takes_too_long_or_is_asked_to_stop_has_no_tree() {
        let cancel = Cancel::default();
        cancel.cancel();
        let text = "a = b + c\n".repeat(20_000);
        assert!(parse(&text, Language::Python, &cancel).is_none());
    }
}
