//! What a run will cost at most.

use domain::account::{Action, Viewer, authorised_owner};
use domain::catalogue::Listing;
use domain::credits::Credits;
use domain::input::Values;
use domain::quote::Quote;

use super::error::Error;
use crate::trial::{self, Marks, Offer};
use crate::{Services, catalogue, ledger};

/// What a run of that listing will cost at most, for this viewer. With an input, a field that does not fit is told.
///
/// Files are not needed for a quote: a field of that kind that is absent is no fault here.
pub async fn quote(services: &Services, viewer: &Viewer, slug: &str, input: Option<&Values>) -> Result<Quote, Error> {
    let listing = catalogue::show(services, slug)?;
    if let Some(input) = input {
        let mut schema = listing.manifest.input.clone();
        schema
            .fields
            .retain(|field| !matches!(field.kind, domain::input::Kind::File { .. }) || input.contains_key(&field.name));
        schema.check(input).map_err(Error::Invalid)?;
    }
    let available = match viewer {
        // A key that may not see the balance gets the quote without it.
        Viewer::Person { .. } if authorised_owner(viewer, Action::SeeCredits).is_ok() => {
            Some(ledger::balance(services, viewer).await?.available)
        }
        _ => None,
    };
    fresh(&listing, available)
}

/// The same for whoever has no account: a trial run where the agent has them, with what bounds those that are left.
pub async fn quote_trial(
    services: &Services,
    marks: &Marks,
    slug: &str,
    input: Option<&Values>,
) -> Result<(Quote, Option<Offer>), Error> {
    let listing = catalogue::show(services, slug)?;
    let plain = quote(services, &Viewer::Anonymous, slug, input).await?;
    if !listing.card.trial {
        return Ok((plain, None));
    }
    let offer = trial::offer(services, marks).await?;
    Ok((plain.with_trial(offer.left), Some(offer)))
}

/// The quote as it stands now. No program that is shipped uses models yet, so that part is nothing.
pub(super) fn fresh(listing: &Listing, available: Option<Credits>) -> Result<Quote, Error> {
    Quote::new(listing.version_id, listing.card.price, Credits::ZERO, available)
        .ok_or(Error::Internal("a price is out of range"))
}
