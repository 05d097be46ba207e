//! How the catalogue is asked.

use serde::{Deserialize, Serialize};

use super::{Category, Suite};
use crate::credits::Credits;

/// What to look for, in which order, which page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Words; empty for all.
    pub q: String,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this suite.
    pub suite: Option<Suite>,
    /// Only with all of these tags.
    pub tags: Vec<String>,
    /// Only at this price or above.
    pub min_price: Option<Credits>,
    /// Only at this price or below.
    pub max_price: Option<Credits>,
    /// The order; with words, relevance unless said.
    pub sort: Option<Sort>,
    /// From 1.
    pub page: u32,
    /// 1 to 100.
    pub per_page: u32,
    /// Where to go on, instead of a page number.
    pub cursor: Option<String>,
}

/// The order of a list of agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Most runs first.
    Popular,
    /// Newest first.
    Newest,
    /// Cheapest first.
    PriceUp,
    /// Dearest first.
    PriceDown,
    /// Best match first.
    Relevance,
}

impl Sort {
    /// All of them, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Popular, Self::Newest, Self::PriceUp, Self::PriceDown, Self::Relevance];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Popular => "popular",
            Self::Newest => "newest",
            Self::PriceUp => "price_up",
            Self::PriceDown => "price_down",
            Self::Relevance => "relevance",
        }
    }

    /// The order of that word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.as_str() == text)
    }
}
