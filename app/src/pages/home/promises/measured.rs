//! A listing proves itself: what the platform counted of the agent that ran most.

use std::sync::Arc;

use domain::catalogue::Listing;
use leptos::prelude::*;

use crate::format;
use crate::pages::link;
use crate::text::{home as text, listing as words};

/// What was counted.
#[component]
pub(super) fn Measured(
    /// The agent.
    listing: Arc<Listing>,
) -> impl IntoView {
    let card = &listing.card;
    let success = card.success_per_mille.map_or_else(|| words::NOT_MEASURED.to_owned(), format::per_mille);
    let lines = [
        (words::RUNS, format::count(card.runs)),
        (words::SUCCESS, success),
        (words::CASES, format::count(listing.manifest.cases.len() as u64)),
    ];
    view! {
        <div class="exhibit">
            <p class="font-medium">
                <a class="link link-hover" href=link::agent(&card.slug)>
                    {card.name.clone()}
                </a>
                " "
                <span class="font-normal text-soft tabular-nums">{card.version.clone()}</span>
            </p>
            <dl class="mt-3 space-y-2">
                {lines
                    .map(|(label, value)| {
                        view! {
                            <div class="money-line">
                                <dt>{label}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            <p class="mt-3 text-soft">{text::MEASURED_NOTE}</p>
        </div>
    }
}
