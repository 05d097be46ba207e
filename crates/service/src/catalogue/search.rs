//! Searching the snapshot: words with typing errors forgiven, filters, orders, pages.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::catalogue::{Listing, ListingCard, Query, Sort};
use domain::page::{DEFAULT_PER_PAGE, MAX_PER_PAGE, Page};

use super::error::Error;
use super::snapshot::Snapshot;
use crate::Services;

/// A page of what fits the query.
pub fn search(services: &Services, query: &Query) -> Result<Page<ListingCard>, Error> {
    search_in(&services.catalogue().load(), query)
}

pub(super) fn search_in(snapshot: &Snapshot, query: &Query) -> Result<Page<ListingCard>, Error> {
    let words: Vec<String> = words(&query.q).collect();
    let mut found: Vec<(u32, &Listing)> = snapshot
        .listings()
        .iter()
        .filter(|listing| passes(&listing.card, query))
        .filter_map(|listing| {
            relevance(&listing.card, &listing.manifest.description, &words).map(|score| (score, &**listing))
        })
        .collect();
    let absent = if words.is_empty() { Sort::Popular } else { Sort::Relevance };
    let sort = query.sort.unwrap_or(absent);
    found.sort_by(|one, other| order(sort, one, other));
    page(&found, query)
}

fn page(found: &[(u32, &Listing)], query: &Query) -> Result<Page<ListingCard>, Error> {
    let per_page = if query.per_page == 0 { DEFAULT_PER_PAGE } else { query.per_page.min(MAX_PER_PAGE) };
    let size = per_page as usize;
    let start = match &query.cursor {
        Some(cursor) => {
            let last = URL_SAFE_NO_PAD
                .decode(cursor)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .ok_or(Error::BadCursor)?;
            let place = found.iter().position(|(_, listing)| listing.card.id.to_string() == last);
            place.ok_or(Error::BadCursor)? + 1
        }
        None => size.saturating_mul(query.page.saturating_sub(1) as usize).min(found.len()),
    };
    let end = start.saturating_add(size).min(found.len());
    let data: Vec<ListingCard> = found[start..end].iter().map(|(_, listing)| listing.card.clone()).collect();
    let last = data.last().filter(|_| end < found.len());
    let total = found.len() as u64;
    Ok(Page {
        total,
        page: u32::try_from(start / size).unwrap_or(u32::MAX).saturating_add(1),
        per_page,
        total_pages: Page::<ListingCard>::pages(total, per_page),
        next_cursor: last.map(|card| URL_SAFE_NO_PAD.encode(card.id.to_string())),
        data,
    })
}

fn passes(card: &ListingCard, query: &Query) -> bool {
    query.category.is_none_or(|category| card.category == category)
        && query.suite.is_none_or(|suite| card.suite == Some(suite))
        && query.min_price.is_none_or(|price| card.price >= price)
        && query.max_price.is_none_or(|price| card.price <= price)
        && query.tags.iter().all(|tag| card.tags.iter().any(|own| own.eq_ignore_ascii_case(tag)))
}

fn order(sort: Sort, one: &(u32, &Listing), other: &(u32, &Listing)) -> Ordering {
    let (a, b) = (&one.1.card, &other.1.card);
    let first = match sort {
        Sort::Relevance => other.0.cmp(&one.0).then(b.runs.cmp(&a.runs)),
        Sort::Popular => b.runs.cmp(&a.runs),
        Sort::Newest => b.created_at.cmp(&a.created_at).then(b.id.cmp(&a.id)),
        Sort::PriceUp => a.price.cmp(&b.price),
        Sort::PriceDown => b.price.cmp(&a.price),
    };
    first.then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// How well a card fits all the words: `None` where one fits nowhere.
fn relevance(card: &ListingCard, description: &str, asked: &[String]) -> Option<u32> {
    let tags = card.tags.join(" ");
    // A word in the name says more than one in the description.
    let places = [
        (card.name.as_str(), 8),
        (card.slug.as_str(), 6),
        (tags.as_str(), 5),
        (card.category.label(), 4),
        (card.tagline.as_str(), 3),
        (card.creator.as_str(), 2),
        (description, 1),
    ];
    asked.iter().try_fold(0, |score, asked| {
        let best = places
            .iter()
            .map(|(text, weight)| weight * words(text).map(|word| likeness(asked, &word)).max().unwrap_or(0))
            .max();
        best.filter(|best| *best > 0).map(|best| score + best)
    })
}

/// 4 the word itself, 3 its beginning, 2 one typing error away, 1 two away in a long word; 0 another word.
fn likeness(asked: &str, word: &str) -> u32 {
    if asked == word {
        return 4;
    }
    if asked.chars().count() >= 2 && word.starts_with(asked) {
        return 3;
    }
    let length = asked.chars().count();
    if length < 4 || asked.len().abs_diff(word.len()) > 4 {
        return 0;
    }
    match strsim::damerau_levenshtein(asked, word) {
        1 => 2,
        2 if length >= 8 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_its_beginning_and_a_typing_error_are_found() {
        assert_eq!(likeness("clean", "clean"), 4);
        assert_eq!(likeness("cle", "cleaning"), 3);
        assert_eq!(likeness("claen", "clean"), 2);
        assert_eq!(likeness("sentimnet", "sentiment"), 2);
        assert_eq!(likeness("sntimnet", "sentiment"), 1);
        assert_eq!(likeness("xyz", "abc"), 0);
        assert_eq!(likeness("c", "cleaning"), 0);
    }
}
