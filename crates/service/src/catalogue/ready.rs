//! Pages of the list as ready-made JSON: made at the first asking, gone with the snapshot that they were made from.

use std::sync::Arc;

use domain::catalogue::Query;
use moka::sync::Cache;

use super::error::Error;
use super::search::search_in;
use crate::Services;

/// Bytes that the pages of one snapshot may take. Whoever asks for ever other words pushes out what is seldom asked for.
const ROOM: u64 = 16 * 1024 * 1024;

/// A page of the list as JSON.
#[derive(Clone, Debug)]
pub struct ReadyPage {
    /// The page.
    pub json: Arc<[u8]>,
    /// A text that differs where the page does: for `ETag`s.
    pub digest: Arc<str>,
}

/// The pages that were asked for.
#[derive(Clone, Debug)]
pub(super) struct ReadyPages(Cache<Query, ReadyPage>);

impl Default for ReadyPages {
    fn default() -> Self {
        let weigh = |query: &Query, page: &ReadyPage| {
            let words = query.q.len() + query.tags.iter().map(String::len).sum::<usize>();
            u32::try_from(words + page.json.len() + size_of::<Query>()).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(ROOM).weigher(weigh).build())
    }
}

/// A page of what fits the query, as [`search`](super::search) gives it, ready to send.
pub fn search_ready(services: &Services, query: &Query) -> Result<ReadyPage, Error> {
    let snapshot = services.catalogue().load();
    let ReadyPages(pages) = snapshot.ready();
    if let Some(page) = pages.get(query) {
        return Ok(page);
    }
    let json = serde_json::to_vec(&search_in(&snapshot, query)?).unwrap_or_default();
    let digest = &store::blobs::sha256(&json)[..32];
    let page = ReadyPage { digest: digest.into(), json: json.into() };
    pages.insert(query.clone(), page.clone());
    Ok(page)
}
