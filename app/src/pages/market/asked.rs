//! What is asked of the marketplace, as it stands in the address.

use domain::catalogue::{Category, Query, Sort, Suite};
use domain::credits::Credits;
use domain::page::DEFAULT_PER_PAGE;

use crate::pages::link;

/// The longest search that is read.
const MAX_WORDS: usize = 200;
/// Tags at most.
const MAX_TAGS: usize = 10;

/// What is asked, as texts and values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// Words.
    pub(super) q: String,
    /// Category.
    pub(super) category: Option<Category>,
    /// Suite.
    pub(super) suite: Option<Suite>,
    /// Tags.
    pub(super) tags: Vec<String>,
    /// Lowest price.
    pub(super) min_price: Option<Credits>,
    /// Highest price.
    pub(super) max_price: Option<Credits>,
    /// Whether a price could not be read.
    pub(super) has_bad_price: bool,
    /// The order.
    pub(super) sort: Option<Sort>,
    /// The page, from 1.
    pub(super) page: u32,
}

impl Asked {
    /// From the parameters of the address. What cannot be read is left out.
    pub(super) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let price = |name: &str| parameter(name).map(|text| Credits::parse(&text));
        let (min, max) = (price("min_price"), price("max_price"));
        let tags = parameter("tags").unwrap_or_default();
        let tags = tags.split([',', ' ']).map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty());
        Self {
            q: parameter("q").unwrap_or_default().trim().chars().take(MAX_WORDS).collect(),
            category: parameter("category").as_deref().and_then(Category::parse),
            suite: parameter("suite").as_deref().and_then(Suite::parse),
            tags: tags.take(MAX_TAGS).collect(),
            has_bad_price: [min, max].contains(&Some(None)),
            min_price: min.flatten(),
            max_price: max.flatten(),
            sort: parameter("sort").as_deref().and_then(Sort::parse),
            page: parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }

    /// The question to the catalogue.
    pub(super) fn to_query(&self) -> Query {
        Query {
            q: self.q.clone(),
            category: self.category,
            suite: self.suite,
            tags: self.tags.clone(),
            min_price: self.min_price,
            max_price: self.max_price,
            sort: self.sort,
            page: self.page,
            per_page: DEFAULT_PER_PAGE,
            cursor: None,
        }
    }

    /// Whether it asks for less than everything.
    pub(super) fn is_narrowed(&self) -> bool {
        // An order leaves nothing out.
        let in_order = usize::from(self.sort.is_some());
        !self.q.is_empty() || self.suite.is_some() || self.filters() > in_order
    }

    /// How many of the filters behind the button are set.
    pub(super) fn filters(&self) -> usize {
        let prices = usize::from(self.min_price.is_some() || self.max_price.is_some());
        let others = [self.category.is_some(), !self.tags.is_empty(), self.sort.is_some()];
        others.into_iter().filter(|is_set| *is_set).count() + prices
    }

    /// The address of another page of the same.
    pub(super) fn at_page(&self, page: u32) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                parts.push(format!("{name}={}", link::escape(&value)));
            }
        };
        add("q", Some(self.q.clone()));
        add("category", self.category.map(|category| category.slug().to_owned()));
        add("suite", self.suite.map(|suite| suite.slug().to_owned()));
        add("tags", Some(self.tags.join(",")));
        add("min_price", self.min_price.map(Credits::exact));
        add("max_price", self.max_price.map(Credits::exact));
        add("sort", self.sort.map(|sort| sort.as_str().to_owned()));
        add("page", (page > 1).then(|| page.to_string()));
        if parts.is_empty() { "/agents".to_owned() } else { format!("/agents?{}", parts.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        Asked::read(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_address_of_a_page_reads_back_as_the_same_question() {
        let pairs = [
            ("q", "a b&c"),
            ("category", "analysis"),
            ("suite", "operations"),
            ("tags", "csv, excel"),
            ("min_price", "0.5"),
            ("sort", "newest"),
        ];
        let first = asked(&pairs);
        assert_eq!(
            first.at_page(2),
            "/agents?q=a%20b%26c&category=analysis&suite=operations&tags=csv%2Cexcel&min_price=0.5&sort=newest&page=2"
        );
        assert_eq!(first.filters(), 4);
        assert_eq!(asked(&[]).at_page(1), "/agents");
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let asked = asked(&[("min_price", "many"), ("category", "none"), ("sort", "x"), ("page", "-1")]);
        assert!(asked.has_bad_price);
        assert!(!asked.is_narrowed());
        assert_eq!(asked.to_query().page, 1);
    }
}
