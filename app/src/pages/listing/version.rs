//! The live version of an agent.

use std::sync::Arc;

use domain::catalogue::Listing;
use leptos::prelude::*;

use crate::text::{listing as text, run};
use crate::ui::code::Copied;

/// Number, changes and content hash of the live version.
#[component]
pub(super) fn VersionFacts(
    /// The agent.
    listing: Arc<Listing>,
) -> impl IntoView {
    let version = &listing.manifest.version;
    view! {
        <section aria-labelledby="version">
            <h2 class="section-title" id="version">
                {text::CHANGES}
            </h2>
            <h3 class="font-semibold tabular-nums">{run::version(&version.number)}</h3>
            <p class="mt-1">{version.changes.clone()}</p>
            <p class="mt-5 text-sm text-soft">{text::HASH}</p>
            <Copied value=listing.content_hash.clone() what=text::HASH_WHAT/>
            <p class="mt-1 text-sm text-soft">{text::HASH_NOTE}</p>
        </section>
    }
}
