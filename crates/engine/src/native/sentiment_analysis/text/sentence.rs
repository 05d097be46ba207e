//! Sentences and the clauses in them.

use std::ops::Range;

use super::{Kind, Token};

/// The sentences, as ranges of tokens; each with its closing marks.
pub(crate) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    while at < tokens.len() {
        at += 1;
        if !ends(&tokens[at - 1]) {
            continue;
        }
        // Marks and signs that follow belong to the sentence they end: `Great!!! :)`
        let belongs = |token: &Token<'_>| {
            matches!(token.kind, Kind::Emoji | Kind::Emoticon)
                || (token.kind == Kind::Mark && token.text.starts_with(['!', '?', '.', '…', '"', '”', ')']))
        };
        while tokens.get(at).is_some_and(belongs) {
            at += 1;
        }
        sentences.push(begin..at);
        begin = at;
    }
    if begin < tokens.len() {
        sentences.push(begin..tokens.len());
    }
    sentences.retain(|range| tokens[range.clone()].iter().any(|token| token.kind != Kind::Line));
    sentences
}

fn ends(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Line => true,
        Kind::Mark => token.text.starts_with(['.', '!', '?', '…', '。', '！', '？']),
        _ => false,
    }
}

/// Whether a token ends a clause inside a sentence, so that a "not" before it reaches no further.
pub(crate) fn ends_clause(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Mark => {
            token.text.starts_with([',', ';', ':', '(', ')', '—', '–', '.', '!', '?', '…'])
                || token.text.starts_with("--")
                || token.text == "-"
        }
        Kind::Word => matches!(token.key.as_ref(), "but" | "however" | "although" | "though" | "because" | "yet"),
        Kind::Line => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    #[test]
    fn closing_marks_and_signs_stay_with_their_sentence() {
        let tokens = tokens("Great!!! 😀 Then: \"no.\" Yes\nend");
        let told: Vec<String> = sentences(&tokens)
            .into_iter()
            .map(|range| tokens[range].iter().map(|token| token.text).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(told, ["Great !!! 😀", "Then : \" no . \"", "Yes \n", "end"]);
    }
}
