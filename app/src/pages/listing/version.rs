//! The live version of an agent.

use std::sync::Arc;

use domain::catalogue::Listing;
use leptos::prelude::*;

use crate::islands::CopyButton;
use crate::text::{listing as text, run};

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
            <p class="flex items-start gap-2" data-wait="touch">
                <code class="min-w-0 break-all text-sm">{listing.content_hash.clone()}</code>
                <CopyButton value=listing.content_hash.clone() what=text::HASH_WHAT.to_owned()/>
            </p>
            <p class="mt-1 text-sm text-soft">{text::HASH_NOTE}</p>
        </section>
    }
}
