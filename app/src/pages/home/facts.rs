//! What the home page tells of what is listed.

use std::sync::Arc;

use domain::catalogue::{Listing, Suite};
use domain::credits::Credits;
use service::catalogue::Snapshot;

/// What is listed, those that ran most first.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) listings: Vec<Arc<Listing>>,
}

impl Facts {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let mut listings = snapshot.listings().to_vec();
        listings.sort_by(|a, b| b.card.runs.cmp(&a.card.runs).then_with(|| a.card.name.cmp(&b.card.name)));
        Self { listings }
    }

    /// The agent that the promises are shown on: the first that costs something, without model use, so that its fee is
    /// the whole price.
    pub(super) fn example(&self) -> Option<Arc<Listing>> {
        let fits = |listing: &&Arc<Listing>| {
            listing.card.price > Credits::ZERO && listing.manifest.permissions.models.is_empty()
        };
        self.listings.iter().find(fits).cloned()
    }

    /// Runs of customers that ended, and of them those that succeeded.
    pub(super) fn runs(&self) -> (u64, u64) {
        self.listings.iter().fold((0, 0), |(runs, succeeded), listing| {
            let share = u64::from(listing.card.success_per_mille.unwrap_or_default());
            // The share is rounded down to thousandths; the nearest whole number is what it was made of, up to 500 runs.
            (runs + listing.card.runs, succeeded + (listing.card.runs * share + 500) / 1_000)
        })
    }

    /// Evaluation cases of all agents.
    pub(super) fn cases(&self) -> usize {
        self.listings.iter().map(|listing| listing.manifest.cases.len()).sum()
    }

    /// The suites that have agents, each with them; last those that belong to none.
    pub(super) fn by_suite(&self) -> Vec<(Option<Suite>, Vec<Arc<Listing>>)> {
        let suites = Suite::ALL.iter().copied().map(Some).chain([None]);
        let of = |suite: Option<Suite>| {
            self.listings.iter().filter(|listing| listing.card.suite == suite).cloned().collect::<Vec<_>>()
        };
        suites.map(|suite| (suite, of(suite))).filter(|(_, listings)| !listings.is_empty()).collect()
    }

    /// The lowest and the highest fee.
    pub(super) fn prices(&self) -> Option<(Credits, Credits)> {
        let prices = || self.listings.iter().map(|listing| listing.card.price);
        prices().min().zip(prices().max())
    }
}
