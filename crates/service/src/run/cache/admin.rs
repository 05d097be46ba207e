//! What the cache does, for admins.

use domain::account::{Action, Object, Viewer, authorise};
use domain::credits::Credits;
use domain::time::{Micros, Timestamp};
use serde::Serialize;
use store::{Scope, cache};

use super::SERVES;
use crate::run::error::Error;
use crate::{Services, catalogue};

/// What is looked at.
const PERIOD: Micros = Micros::days(30);

/// What the cache did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CacheReport {
    /// What is counted was started at this time or later.
    pub since: Timestamp,
    /// Seconds that an answer serves.
    pub serves_seconds: i64,
    /// A line for each listed agent that takes part, by its name in addresses.
    pub data: Vec<CacheLine>,
}

/// What the cache did for an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CacheLine {
    /// The agent's name in addresses.
    pub agent_slug: String,
    /// The agent's name.
    pub agent_name: String,
    /// Answers that would serve now.
    pub entries: u64,
    /// Runs that were answered.
    pub hits: u64,
    /// Runs that were worked.
    pub worked: u64,
    /// Answered of all, in thousandths; `None` where there was none.
    pub hit_per_mille: Option<u32>,
    /// What the answered runs would have cost.
    #[serde(rename = "saved_microcredits")]
    pub saved: Credits,
}

/// What the cache did for each agent in the last 30 days. `is_local`: whether the request began on this machine.
pub async fn report_cache(services: &Services, viewer: &Viewer, is_local: bool) -> Result<CacheReport, Error> {
    authorise(viewer, Action::Administer, Object::Platform { is_local })?;
    let now = services.now();
    let since = now.minus(PERIOD);
    let served = services
        .db()
        .read(Scope::System, (since, now.minus(SERVES)), |conn, (since, after)| {
            Box::pin(cache::list(conn, *since, *after))
        })
        .await
        .map_err(Error::Store)?;
    let snapshot = services.catalogue().load();
    let takes_part = snapshot.listings().iter().filter(|listing| listing.manifest.version.deterministic);
    let mut data: Vec<CacheLine> = takes_part
        .map(|listing| {
            let card = &listing.card;
            let found = served.iter().find(|line| line.agent == card.id);
            let (hits, worked) = found.map_or((0, 0), |line| (line.hits, line.worked));
            let per_mille = (hits * 1_000).checked_div(hits + worked);
            CacheLine {
                agent_slug: card.slug.clone(),
                agent_name: card.name.clone(),
                entries: found.map_or(0, |line| line.entries),
                hits,
                worked,
                hit_per_mille: per_mille.and_then(|share| u32::try_from(share).ok()),
                saved: found.map_or(Credits::ZERO, |line| line.saved),
            }
        })
        .collect();
    data.sort_by(|a, b| a.agent_slug.cmp(&b.agent_slug));
    Ok(CacheReport { since, serves_seconds: SERVES.0 / Micros::SECOND.0, data })
}

/// Lets no answer of an agent serve any more. How many would have.
pub async fn clear_cache(services: &Services, viewer: &Viewer, is_local: bool, slug: &str) -> Result<u64, Error> {
    authorise(viewer, Action::Administer, Object::Platform { is_local })?;
    let agent = catalogue::show(services, slug)?.card.id;
    let after = services.now().minus(SERVES);
    let cleared = services
        .db()
        .write(Scope::System, (agent, after), |conn, (agent, after)| Box::pin(cache::clear(conn, *agent, *after)))
        .await
        .map_err(Error::Store)?;
    tracing::info!(agent = slug, cleared, actor = ?viewer.actor(), "the answers of an agent were cleared");
    Ok(cleared)
}
