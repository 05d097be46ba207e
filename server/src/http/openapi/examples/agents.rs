//! The catalogue, as it is with the agents that come with the program.

use std::sync::LazyLock;

use domain::catalogue::{Category, Listing, ListingCard};
use domain::id::{AgentId, OwnerId, VersionId};
use domain::page::Page;
use domain::time::Micros;
use service::catalogue::{Package, load};

use super::{ASKED_AT, Example, bits, json};
use crate::config;
use crate::http::api::agents::{Agent, Categories};

/// The agent of the examples.
pub(super) const SLUG: &str = "data-cleaning";
/// Its version.
pub(super) const VERSION: VersionId = VersionId::from_bits(bits(1));

pub(super) fn examples() -> Vec<Example> {
    let Some(listing) = LISTING.as_ref() else { return Vec::new() };
    let cards = vec![listing.card.clone()];
    let page = Page { data: cards, total: 1, page: 1, per_page: 20, total_pages: 1, next_cursor: None };
    let agents = |category: Category| u64::from(category == listing.card.category);
    vec![
        json("listAgents", "200", &page),
        json("showAgent", "200", &Agent::of(listing)),
        json("listCategories", "200", &Categories::counted(agents)),
    ]
}

/// The agent as it is listed; `None` where the program comes without it.
pub(super) static LISTING: LazyLock<Option<Listing>> = LazyLock::new(|| {
    let (packages, _) = load(&[config::own_agents()]);
    packages.into_iter().find(|package| package.manifest.slug == SLUG).and_then(listing)
});

fn listing(package: Package) -> Option<Listing> {
    let Package { manifest, content_hash, .. } = package;
    let card = ListingCard {
        id: AgentId::from_bits(bits(1)),
        slug: manifest.slug.clone(),
        name: manifest.name.clone(),
        tagline: manifest.tagline.clone(),
        category: manifest.category,
        tags: manifest.tags.clone(),
        suite: manifest.suite,
        icon: manifest.icon.clone(),
        creator: "Guildhall".to_owned(),
        program: manifest.program.label().to_owned(),
        price: domain::credits::Credits::parse(&manifest.version.fee_credits)?,
        trial: manifest.trial,
        version: manifest.version.number.clone(),
        runs: 118,
        success_per_mille: Some(923),
        created_at: ASKED_AT.minus(Micros::days(90)),
    };
    Some(Listing { card, version_id: VERSION, content_hash, creator_id: OwnerId::from_bits(bits(1)), manifest })
}
