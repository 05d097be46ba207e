//! Which phrase an opinion is about.

use std::ops::Range;

use super::Mention;
use crate::native::sentiment_analysis::score::Opinion;
use crate::native::sentiment_analysis::text::{Kind, Token, sentence};

/// Tokens between an opinion and what it is about, at most.
const REACH: usize = 10;

/// Each opinion's mention and weight; phrases that are listed together share an opinion.
pub(crate) fn assign<'m>(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    opinions: &[&Opinion],
    mentions: &'m [Mention],
) -> Vec<(&'m Mention, Option<f64>)> {
    let mut assigned = Vec::new();
    for opinion in opinions {
        let is_sign = matches!(tokens[opinion.tokens.start].kind, Kind::Emoji | Kind::Emoticon);
        if is_sign {
            // A face at the end is about everything before it.
            assigned.extend(
                mentions
                    .iter()
                    .filter(|mention| mention.is_wanted || mentions.len() == 1)
                    .map(|mention| (mention, Some(opinion.weight))),
            );
            continue;
        }
        let Some(place) = about(tokens, range, opinion, mentions) else { continue };
        assigned.push((&mentions[place], Some(opinion.weight)));
        let mut first = place;
        while first > 0 && are_listed(tokens, &mentions[first - 1], &mentions[first], opinions) {
            first -= 1;
            assigned.push((&mentions[first], Some(opinion.weight)));
        }
        let mut last = place;
        while opinion.tokens.end <= mentions[place].tokens.start
            && last + 1 < mentions.len()
            && are_listed(tokens, &mentions[last], &mentions[last + 1], opinions)
        {
            last += 1;
            assigned.push((&mentions[last], Some(opinion.weight)));
        }
    }
    assigned
}

fn about(tokens: &[Token<'_>], range: &Range<usize>, opinion: &Opinion, mentions: &[Mention]) -> Option<usize> {
    let clause = clause(tokens, range, opinion.tokens.start);
    let in_clause = |mention: &Mention| clause.contains(&mention.tokens.start);
    let near = |distance: usize| distance <= REACH;
    // "great camera"
    let attributed =
        mentions.iter().position(|mention| in_clause(mention) && mention.tokens.start == opinion.tokens.end);
    // "the camera is great"
    let before = || {
        mentions.iter().rposition(|mention| {
            in_clause(mention)
                && mention.tokens.end <= opinion.tokens.start
                && near(opinion.tokens.start - mention.tokens.end)
        })
    };
    // "love the camera"
    let after = || {
        mentions.iter().position(|mention| {
            in_clause(mention)
                && mention.tokens.start >= opinion.tokens.end
                && near(mention.tokens.start - opinion.tokens.end)
        })
    };
    // "the camera is heavy, but sharp"
    let carried = || {
        mentions
            .iter()
            .rposition(|mention| mention.tokens.end <= clause.start && near(clause.start - mention.tokens.end))
    };
    attributed.or_else(before).or_else(after).or_else(carried)
}

/// The clause around a token.
fn clause(tokens: &[Token<'_>], range: &Range<usize>, at: usize) -> Range<usize> {
    let ends = |at: &usize| sentence::ends_clause(&tokens[*at]);
    let start = (range.start..at).rev().find(ends).map_or(range.start, |end| end + 1);
    let end = (at..range.end).find(ends).unwrap_or(range.end);
    start..end
}

/// Whether two phrases stand in one list: `the food, the service and the price`.
fn are_listed(tokens: &[Token<'_>], one: &Mention, other: &Mention, opinions: &[&Opinion]) -> bool {
    let between = one.tokens.end..other.tokens.start;
    let joins = |token: &Token<'_>| {
        token.is_mark(',')
            || token.is_mark('&')
            || matches!(token.key.as_ref(), "and" | "or" | "the" | "my" | "our" | "their")
    };
    let has_join = tokens[between.clone()]
        .iter()
        .any(|token| token.is_mark(',') || token.is_mark('&') || matches!(token.key.as_ref(), "and" | "or"));
    has_join
        && tokens[between.clone()].iter().all(joins)
        && !opinions.iter().any(|opinion| between.contains(&opinion.tokens.start))
}
