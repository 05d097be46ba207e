//! Pages of lists: by number where the list is in memory, by cursor where it is in the database.

use serde::{Deserialize, Serialize};

/// Items on a page where nothing else is asked.
pub const DEFAULT_PER_PAGE: u32 = 20;
/// Items on a page at most.
pub const MAX_PER_PAGE: u32 = 100;

/// Part of a list, with where it stands in the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items of this page.
    pub data: Vec<T>,
    /// Items in the whole list.
    pub total: u64,
    /// This page's number, from 1.
    pub page: u32,
    /// Items on a page.
    pub per_page: u32,
    /// Pages in all; at least 1.
    pub total_pages: u32,
    /// Where the next page begins, if there is one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Pages that `total` items fill; at least 1.
    pub fn pages(total: u64, per_page: u32) -> u32 {
        u32::try_from(total.div_ceil(u64::from(per_page.max(1)))).unwrap_or(u32::MAX).max(1)
    }

    /// The same page with each item turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            data: self.data.into_iter().map(turn).collect(),
            total: self.total,
            page: self.page,
            per_page: self.per_page,
            total_pages: self.total_pages,
            next_cursor: self.next_cursor,
        }
    }
}
