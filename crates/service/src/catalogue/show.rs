//! One listing, what is like it, and its samples.

use std::sync::Arc;

use domain::catalogue::{Listing, ListingCard};

use super::error::Error;
use crate::Services;

const SIMILAR: usize = 4;

/// The listing of that slug.
pub fn show(services: &Services, slug: &str) -> Result<Arc<Listing>, Error> {
    services.catalogue().load().listing(slug).cloned().ok_or(Error::NotFound)
}

/// Agents like the one of that slug: of its suite and category, with its tags.
pub fn similar(services: &Services, slug: &str) -> Vec<ListingCard> {
    let snapshot = services.catalogue().load();
    let Some(this) = snapshot.listing(slug) else { return Vec::new() };
    let likeness = |other: &ListingCard| {
        let tags = other.tags.iter().filter(|tag| this.card.tags.contains(tag)).count();
        let suite = usize::from(other.suite.is_some() && other.suite == this.card.suite);
        tags + 2 * suite + 2 * usize::from(other.category == this.card.category)
    };
    let others = snapshot.listings().iter().map(|listing| &listing.card).filter(|card| card.slug != slug);
    let mut alike: Vec<(usize, &ListingCard)> =
        others.map(|card| (likeness(card), card)).filter(|(like, _)| *like > 0).collect();
    alike.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.name.cmp(&other.1.name)));
    alike.into_iter().take(SIMILAR).map(|(_, card)| card.clone()).collect()
}

/// The file of a listing's sample, with its name. `number` is from 0.
pub fn sample(services: &Services, slug: &str, number: usize) -> Result<(String, Vec<u8>), Error> {
    let snapshot = services.catalogue().load();
    let package = snapshot.package(slug).filter(|_| snapshot.listing(slug).is_some()).ok_or(Error::NotFound)?;
    let path = package.manifest.samples.get(number).and_then(|sample| sample.file.as_ref()).ok_or(Error::NotFound)?;
    let bytes = package.files.get(path).ok_or(Error::NotFound)?;
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    Ok((name, bytes.clone()))
}
