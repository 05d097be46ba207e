//! Beside an agent's description: price, measured facts, the rest in short.

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::time::{Micros, Timestamp};
use leptos::prelude::*;
use service::trial::Offer;

use super::price::PriceFacts;
use crate::format;
use crate::pages::link;
use crate::text::{listing as text, market, trial};
use crate::ui::time::Ago;

/// Price, measured facts and facts.
#[component]
pub(super) fn Aside(
    /// The agent.
    listing: Arc<Listing>,
    /// What is left of trials, for whoever could have some.
    offer: Option<Offer>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    let card = &listing.card;
    let manifest = &listing.manifest;
    let success = card.success_per_mille.map_or_else(|| "–".to_owned(), format::per_mille);
    let timeout = format::duration(Micros::seconds(i64::from(manifest.version.timeout_seconds)));
    let yes_or_no = if manifest.version.deterministic { text::YES } else { text::NO };
    view! {
        // Where it is narrow, the price stands before the description and the rest after it.
        <aside class="space-y-8 max-lg:contents lg:sticky lg:top-24 lg:self-start">
            <div class="panel p-6 max-lg:order-1">
                <PriceFacts fee=card.price has_models=!manifest.permissions.models.is_empty()/>
                <a class="btn btn-primary btn-block mt-6 max-lg:hidden" href=link::console(&card.slug)>
                    {if offer.is_some_and(|offer| offer.left > 0) { trial::TRY } else { text::RUN }}
                </a>
                {offer
                    .map(|offer| {
                        view! { <p class="mt-3 text-sm font-medium tabular-nums">{trial::left(offer.left)}</p> }
                    })}
                <p class="mt-4 text-sm text-soft">{text::PRICE_NOTE}</p>
            </div>
            <div class="space-y-8 max-lg:order-3">
            <section aria-labelledby="facts">
                <h2 class="font-semibold" id="facts">
                    {text::FACTS}
                </h2>
                {if card.runs == 0 {
                    view! { <p class="mt-2 text-soft">{text::NOT_MEASURED}</p> }.into_any()
                } else {
                    view! {
                        <dl class="mt-3 grid grid-cols-2 gap-3">
                            {figure(text::RUNS, format::count(card.runs))} {figure(text::SUCCESS, success)}
                        </dl>
                    }
                        .into_any()
                }}
                <p class="mt-3 text-sm text-soft">{text::FACTS_NOTE}</p>
            </section>
            <dl class="facts">
                {fact(text::CREATOR, card.creator.clone())} {fact(text::PROGRAM, card.program.clone())}
                {fact(text::VERSION, card.version.clone())} {fact(text::CATEGORY, card.category.label().to_owned())}
                {card.suite.map(|suite| fact(text::SUITE, market::suite(suite).to_owned()))}
                {fact(text::TIMEOUT, timeout)}
                {fact(text::DETERMINISTIC, yes_or_no.to_owned())}
                <div>
                    <dt>{text::LISTED}</dt>
                    <dd>
                        <Ago at=card.created_at now=now/>
                    </dd>
                </div>
            </dl>
            <ul class="flex flex-wrap gap-2" aria-label=text::TAGS>
                {card
                    .tags
                    .iter()
                    .map(|tag| {
                        view! {
                            <li>
                                <a class="chip chip-link" href=link::tag(tag)>
                                    {tag.clone()}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            </div>
        </aside>
    }
}

fn figure(label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="flex flex-col-reverse">
            <dt class="text-sm text-soft">{label}</dt>
            <dd class="text-2xl font-semibold tabular-nums">{value}</dd>
        </div>
    }
}

fn fact(label: &'static str, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}
