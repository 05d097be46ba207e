//! What surrounds a word and changes what it says.

use std::ops::Range;

use crate::native::sentiment_analysis::lexicon::{degree, negation, stem};
use crate::native::sentiment_analysis::text::{Kind, Token, sentence};

/// Words back to which a "not" is looked for.
const REACH: usize = 4;

/// Where a word stands towards a contrast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Contrast {
    /// There is none.
    #[default]
    None,
    /// In the part that is granted: before "but", after "although".
    Granted,
    /// In the part that counts: after "but".
    Counts,
}

/// What surrounds a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub(crate) struct Context {
    /// How far it is turned round, 0 to 1.
    pub(crate) negated: f32,
    /// Sum of the degrees of the words before it: [`degree::level`].
    pub(crate) degree: f32,
    /// Whether it stands in capitals among words that do not.
    pub(crate) capitals: bool,
    /// Whether its letters are stretched.
    pub(crate) stretched: bool,
    /// Where it stands towards a contrast.
    pub(crate) contrast: Contrast,
    /// Exclamation marks at the end of its sentence, 3 at most.
    pub(crate) exclamations: u8,
    /// Whether its sentence asks.
    pub(crate) question: bool,
    /// Whether its clause says what would be or should be: `if`, `wish`, `could have`.
    pub(crate) unreal: bool,
}

/// A sentence that evidence is found in.
#[derive(Debug)]
pub(crate) struct Sentence<'s, 't> {
    tokens: &'s [Token<'t>],
    range: Range<usize>,
    is_shouted: bool,
    exclamations: u8,
    question: bool,
    /// The last "but" of the sentence.
    turn: Option<usize>,
    /// The end of the part that is granted by "although" or "despite" at its beginning.
    granted: Range<usize>,
}

impl<'s, 't> Sentence<'s, 't> {
    /// Of these tokens. `is_shouted` says that capitals mean nothing here.
    pub(crate) fn new(tokens: &'s [Token<'t>], range: Range<usize>, is_shouted: bool) -> Self {
        let own = &tokens[range.clone()];
        let marks = |mark: char| {
            own.iter().filter(|token| token.is_mark(mark)).map(|token| token.text.chars().count()).sum::<usize>()
        };
        let is_turn = |token: &Token<'_>| {
            matches!(token.key.as_ref(), "but" | "however" | "yet" | "nevertheless" | "nonetheless" | "except")
        };
        // A "but" that opens a sentence turns against the sentence before, not against itself.
        let turn = own.iter().skip(2).rposition(|token| token.kind == Kind::Word && is_turn(token));
        let turn = turn.map(|at| range.start + at + 2);
        Self {
            tokens,
            is_shouted,
            exclamations: u8::try_from(marks('!').min(3)).unwrap_or(3),
            question: marks('?') > 0,
            turn,
            granted: granted(tokens, &range),
            range,
        }
    }

    /// What surrounds the word or phrase that begins at `place`.
    pub(crate) fn around(&self, place: usize) -> Context {
        let token = &self.tokens[place];
        let mut context = Context {
            capitals: token.is_capitals && !self.is_shouted,
            stretched: token.kind == Kind::Word && stem::is_stretched(&token.key),
            exclamations: self.exclamations,
            question: self.question,
            contrast: self.contrast(place),
            ..Context::default()
        };
        if !matches!(token.kind, Kind::Emoji | Kind::Emoticon) {
            self.look_back(place, &mut context);
        }
        context
    }

    fn contrast(&self, at: usize) -> Contrast {
        if self.granted.contains(&at) {
            return Contrast::Granted;
        }
        match self.turn {
            Some(turn) if at < turn => Contrast::Granted,
            Some(turn) if at > turn => Contrast::Counts,
            _ if !self.granted.is_empty() => Contrast::Counts,
            _ => Contrast::None,
        }
    }

    /// Reads the words before: first those that set the degree, then those that turn round.
    fn look_back(&self, place: usize, context: &mut Context) {
        let mut is_adjacent = true;
        let mut words = 0;
        let (mut has_could, mut has_be) = (false, false);
        for at in (self.range.start..place).rev() {
            let token = &self.tokens[at];
            if sentence::ends_clause(token) {
                break;
            }
            if token.kind != Kind::Word {
                is_adjacent &= token.kind == Kind::Mark;
                continue;
            }
            let key = token.key.as_ref();
            let neighbour = |at: Option<usize>| {
                at.and_then(|at| self.tokens.get(at))
                    .filter(|token| token.kind == Kind::Word)
                    .map_or("", |token| &token.key)
            };
            if words < REACH
                && let Some(strength) = negation::strength(key)
                && !negation::is_lifted(neighbour(at.checked_sub(1)), key, neighbour(Some(at + 1)))
            {
                // Two of them cancel each other out: "not without charm".
                context.negated = if context.negated > 0.0 { context.negated - strength } else { strength };
                context.negated = context.negated.abs();
                has_could |= matches!(key, "couldn't" | "cannot" | "can't" | "couldnt");
                is_adjacent = false;
                words += 1;
                continue;
            }
            if let Some(level) = degree::level(key).filter(|_| is_adjacent) {
                context.degree += if token.is_capitals && !self.is_shouted { level * 1.3 } else { level };
                continue;
            }
            is_adjacent &= matches!(key, "a" | "an" | "the");
            context.unreal |= is_unreal(key, neighbour(Some(at + 1)));
            has_could |= matches!(key, "could" | "can");
            has_be |= matches!(key, "be" | "been" | "have" | "asked" | "get" | "find");
            words += 1;
            if words >= REACH * 2 {
                break;
            }
        }
        // "The owner could not have been kinder" is praise.
        if has_could && has_be && context.negated > 0.0 && is_comparative(&self.tokens[place].key) {
            context.negated = 0.0;
            context.unreal = false;
            context.degree += 0.5;
        }
    }
}

/// Whether a word compares: `kinder`, `better`.
fn is_comparative(key: &str) -> bool {
    key == "better" || key == "worse" || (key.len() > 4 && key.ends_with("er"))
}

fn is_unreal(key: &str, after: &str) -> bool {
    match key {
        "if" | "unless" | "wish" | "wished" | "hoping" | "hoped" | "supposed" | "should" | "would've" | "could've"
        | "should've" | "coulda" | "shoulda" | "woulda" => true,
        "would" | "could" | "might" => matches!(after, "have" | "be" | "of"),
        _ => false,
    }
}

/// The clause that "although" or "despite" grants, wherever it stands.
fn granted(tokens: &[Token<'_>], range: &Range<usize>) -> Range<usize> {
    let is_grant =
        |token: &Token<'_>| matches!(token.key.as_ref(), "although" | "though" | "despite" | "while" | "albeit");
    let Some(begin) = range.clone().find(|at| tokens[*at].kind == Kind::Word && is_grant(&tokens[*at])) else {
        return 0..0;
    };
    let end = (begin + 1..range.end).find(|at| tokens[*at].kind == Kind::Mark && sentence::ends_clause(&tokens[*at]));
    // "It works, though." grants nothing.
    match end {
        Some(end) if end > begin + 1 => begin..end,
        None if range.end > begin + 2 => begin..range.end,
        _ => 0..0,
    }
}
