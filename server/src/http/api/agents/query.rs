//! From an address's parameters to a question to the catalogue.

use domain::catalogue::{Category, Query, Sort, Suite};
use domain::credits::Credits;

use crate::http::api::extract::Params;
use crate::http::problem::Refusal;

const MAX_WORDS: usize = 200;
const MAX_TAGS: usize = 10;
/// Far beyond any catalogue.
const MAX_PAGE: u32 = 1_000_000;

/// Reads the parameters; everything that does not fit is named at once.
pub(super) fn read(mut params: Params) -> Result<Query, Refusal> {
    let cursor = params.cursor()?;
    let q = params.take_as("q", words, "too_long", "At most 200 characters.").unwrap_or_default();
    let category = params.take_as("category", Category::parse, "not_an_option", "There is no such category.");
    let suite = params.take_as("suite", Suite::parse, "not_an_option", "There is no such suite.");
    let sort = params.take_as("sort", Sort::parse, "not_an_option", &sorts());
    let needed = "Credits as a decimal number, such as 2.5, are needed.";
    let min_price = params.take_as("min_price", Credits::parse, "not_an_amount", needed);
    let max_price = params.take_as("max_price", Credits::parse, "not_an_amount", needed);
    if min_price.zip(max_price).is_some_and(|(min, max)| min > max) {
        params.misfit("max_price", "too_small", "The highest price is below the lowest.");
    }
    let tags = params.take_as("tags", tags, "too_many", "At most 10 tags of 40 characters.").unwrap_or_default();
    let whole = |text: &str| text.parse().ok().filter(|page| (1..=MAX_PAGE).contains(page));
    let page = params.take_as("page", whole, "out_of_range", "A whole number from 1 to 1,000,000 is needed.");
    if page.is_some() && cursor.is_some() {
        params.misfit("page", "not_with_cursor", "Either a page or a cursor, not both.");
    }
    let per_page = params.per_page();
    params.end()?;
    Ok(Query { q, category, suite, tags, min_price, max_price, sort, page: page.unwrap_or(1), per_page, cursor })
}

fn words(text: &str) -> Option<String> {
    (text.chars().count() <= MAX_WORDS).then(|| text.trim().to_owned())
}

fn sorts() -> String {
    let known: Vec<&str> = Sort::ALL.iter().map(|sort| sort.as_str()).collect();
    format!("One of: {}.", known.join(", "))
}

fn tags(text: &str) -> Option<Vec<String>> {
    let tags: Vec<String> = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    (tags.len() <= MAX_TAGS && tags.iter().all(|tag| tag.chars().count() <= 40)).then_some(tags)
}
