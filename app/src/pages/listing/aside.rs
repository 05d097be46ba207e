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
use crate::ui::button::{ButtonLink, Look, Shape};
use crate::ui::chip::ChipLink;
use crate::ui::facts::{Fact, Facts};
use crate::ui::stat::{Figure, Figures};
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
    let (card, manifest) = (listing.card.clone(), &listing.manifest);
    let (cases, has_models) = (manifest.cases.len() as u64, !manifest.permissions.models.is_empty());
    let success = card.success_per_mille.map_or_else(|| "–".to_owned(), format::per_mille);
    let timeout = format::duration(Micros::seconds(i64::from(manifest.version.timeout_seconds)));
    let yes_or_no = if manifest.version.deterministic { text::YES } else { text::NO };
    view! {
        // Where it is narrow, the price stands before the description and the rest after it.
        <aside class="space-y-8 max-lg:contents lg:sticky lg:top-24 lg:self-start">
            <div class="panel p-6 max-lg:order-1">
                <PriceFacts fee=card.price has_models=has_models/>
                <ButtonLink
                    look=Look::Primary
                    shape=Shape::Wide
                    class="mt-6 max-lg:hidden"
                    href=link::console(&card.slug)
                >
                    {if offer.is_some_and(|offer| offer.left > 0) { trial::TRY } else { text::RUN }}
                </ButtonLink>
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
                        <div class="mt-3">
                            <Figures class="">
                                <Figure label=text::RUNS>{format::count(card.runs)}</Figure>
                                <Figure label=text::SUCCESS>{success}</Figure>
                            </Figures>
                        </div>
                    }
                        .into_any()
                }}
                <p class="mt-3 text-sm text-soft">{text::FACTS_NOTE}</p>
            </section>
            <Facts>
                <Fact label=text::CASES>{format::count(cases)}</Fact>
                <Fact label=text::CREATOR>{card.creator}</Fact>
                <Fact label=text::PROGRAM>{card.program}</Fact>
                <Fact label=text::VERSION>{card.version}</Fact>
                <Fact label=text::CATEGORY>
                    <a class="link link-hover" href=link::category(card.category)>
                        {card.category.label()}
                    </a>
                </Fact>
                {card
                    .suite
                    .map(|suite| {
                        view! {
                            <Fact label=text::SUITE>
                                <a class="link link-hover" href=link::suite(suite)>
                                    {market::suite(suite)}
                                </a>
                            </Fact>
                        }
                    })}
                <Fact label=text::TIMEOUT>{timeout}</Fact>
                <Fact label=text::DETERMINISTIC>{yes_or_no}</Fact>
                <Fact label=text::LISTED>
                    <Ago at=card.created_at now=now/>
                </Fact>
            </Facts>
            <ul class="flex flex-wrap gap-2" aria-label=text::TAGS>
                {card
                    .tags
                    .iter()
                    .map(|tag| {
                        view! {
                            <li>
                                <ChipLink href=link::tag(tag) text=tag.clone()/>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            </div>
        </aside>
    }
}
