//! The immutable snapshot of what is listed, swapped when something changes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::catalogue::{Category, Listing, ListingCard, Manifest};
use domain::credits::Credits;
use domain::id::{AgentId, VersionId};
use store::agents::{self, Agent, RunCounts, Version};
use store::{Db, Scope, StoreError};

use super::load::LoadFault;
use super::package::Package;
use super::ready::ReadyPages;
use crate::Services;

/// What a run needs to know of its version's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionName {
    /// The agent's name in addresses.
    pub slug: String,
    /// The agent's name.
    pub name: String,
    /// The version's number.
    pub number: String,
}

/// What is listed.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    listings: Vec<Arc<Listing>>,
    by_slug: HashMap<String, usize>,
    names: HashMap<VersionId, VersionName>,
    packages: Arc<HashMap<String, Package>>,
    faults: Arc<Vec<LoadFault>>,
    generation: String,
    ready: ReadyPages,
}

impl Snapshot {
    /// Every listing, in the order of its agent's id.
    pub fn listings(&self) -> &[Arc<Listing>] {
        &self.listings
    }

    /// The listing of that slug.
    pub fn listing(&self, slug: &str) -> Option<&Arc<Listing>> {
        self.by_slug.get(slug).map(|place| &self.listings[*place])
    }

    /// The listing whose live version that is.
    pub fn listing_of(&self, agent: AgentId) -> Option<&Arc<Listing>> {
        self.listings.iter().find(|listing| listing.card.id == agent)
    }

    /// The name of a version, live or older.
    pub fn name_of(&self, version: VersionId) -> Option<&VersionName> {
        self.names.get(&version)
    }

    /// The package of that slug, with the files beside its manifest.
    pub fn package(&self, slug: &str) -> Option<&Package> {
        self.packages.get(slug)
    }

    /// Why agents were left out.
    pub fn faults(&self) -> &[LoadFault] {
        &self.faults
    }

    /// How many listings a category has.
    pub fn counts(&self) -> BTreeMap<Category, u64> {
        let mut counts: BTreeMap<Category, u64> = Category::ALL.iter().map(|category| (*category, 0)).collect();
        for listing in &self.listings {
            *counts.entry(listing.card.category).or_default() += 1;
        }
        counts
    }

    /// The pages of the list that were asked for.
    pub(super) fn ready(&self) -> &ReadyPages {
        &self.ready
    }

    /// A text that differs when anything listed differs: for `ETag`s.
    pub fn generation(&self) -> &str {
        &self.generation
    }
}

/// Reads what is listed.
pub(super) async fn read(db: &Db, packages: Vec<Package>, faults: Vec<LoadFault>) -> Result<Snapshot, StoreError> {
    let packages = packages.into_iter().map(|package| (package.manifest.slug.clone(), package)).collect();
    build(db, Arc::new(packages), Arc::new(faults)).await
}

/// Reads what is listed again, with the numbers of runs as they stand now.
pub async fn refresh(services: &Services) -> Result<(), StoreError> {
    let old = services.catalogue().load_full();
    let new = build(services.db(), Arc::clone(&old.packages), Arc::clone(&old.faults)).await?;
    if new.generation != old.generation {
        services.catalogue().store(Arc::new(new));
    }
    Ok(())
}

type Live = (Vec<(Agent, Version)>, Vec<(AgentId, RunCounts)>, Vec<Version>);

async fn build(
    db: &Db,
    packages: Arc<HashMap<String, Package>>,
    faults: Arc<Vec<LoadFault>>,
) -> Result<Snapshot, StoreError> {
    let (live, counts, versions): Live = db
        .read(Scope::System, (), |conn, ()| {
            Box::pin(async move {
                let live = agents::list_live(conn).await?;
                Ok::<_, StoreError>((live, agents::run_counts(conn).await?, agents::list_versions(conn).await?))
            })
        })
        .await?;
    let mut snapshot = Snapshot { packages, faults, ..Snapshot::default() };
    let mut slugs = HashMap::new();
    for (agent, version) in live {
        // An agent whose program this binary does not have any more cannot be run, so it is not shown.
        if snapshot.packages.get(&agent.slug).is_none_or(|package| package.content_hash != version.content_hash) {
            continue;
        }
        let Ok(manifest) = serde_json::from_str::<Manifest>(&version.manifest) else { continue };
        let count = counts.iter().find(|count| count.0 == agent.id).map(|count| count.1).unwrap_or_default();
        slugs.insert(agent.id, (agent.slug.clone(), manifest.name.clone()));
        snapshot.by_slug.insert(agent.slug.clone(), snapshot.listings.len());
        snapshot.listings.push(Arc::new(listing(&agent, &version, manifest, count)));
    }
    for version in versions {
        if let Some((slug, name)) = slugs.get(&version.agent_id) {
            let name = VersionName { slug: slug.clone(), name: name.clone(), number: version.number };
            snapshot.names.insert(version.id, name);
        }
    }
    let cards: Vec<&ListingCard> = snapshot.listings.iter().map(|listing| &listing.card).collect();
    let hashes: Vec<&str> = snapshot.listings.iter().map(|listing| listing.content_hash.as_str()).collect();
    let text = serde_json::to_string(&(cards, hashes)).unwrap_or_default();
    store::blobs::sha256(text.as_bytes())[..16].clone_into(&mut snapshot.generation);
    Ok(snapshot)
}

fn listing(agent: &Agent, version: &Version, manifest: Manifest, count: RunCounts) -> Listing {
    let per_mille = (count.succeeded * 1_000).checked_div(count.finished);
    let card = ListingCard {
        id: agent.id,
        slug: agent.slug.clone(),
        name: manifest.name.clone(),
        tagline: manifest.tagline.clone(),
        category: manifest.category,
        tags: manifest.tags.clone(),
        suite: manifest.suite,
        icon: manifest.icon.clone(),
        creator: "Guildhall".to_owned(),
        program: manifest.program.label().to_owned(),
        price: manifest.fee().unwrap_or(Credits::ZERO),
        trial: manifest.trial,
        version: version.number.clone(),
        runs: count.finished,
        success_per_mille: per_mille.and_then(|share| u32::try_from(share).ok()),
        created_at: agent.created_at,
    };
    Listing {
        card,
        version_id: version.id,
        content_hash: version.content_hash.clone(),
        creator_id: agent.creator_id,
        manifest,
    }
}
