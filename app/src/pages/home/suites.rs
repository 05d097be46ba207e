//! Agents by suite.

use std::sync::Arc;

use domain::catalogue::{Listing, Suite};
use leptos::prelude::*;

use super::facts::Facts;
use crate::pages::agent::AgentCard;
use crate::pages::link;
use crate::text::{home as text, market};
use crate::ui::button::Onward;
use crate::ui::empty::Empty;
use crate::ui::heading::PartHead;
use crate::ui::icon;

/// Agents of a suite on the home page at most.
const SHOWN: usize = 4;

/// The suites that have agents, each with those that ran most.
#[component]
pub(super) fn Suites(
    /// What is listed.
    facts: Facts,
) -> impl IntoView {
    let suites = facts.by_suite();
    let is_empty = suites.is_empty();
    view! {
        <section class="page-wide page-part" aria-labelledby="agents">
            <PartHead id="agents" title=text::AGENTS lead=text::AGENTS_LEAD>
                <Onward href="/agents" label=text::ALL_AGENTS/>
            </PartHead>
            {is_empty.then(|| view! { <Empty glyph=icon::STORE title=text::NO_AGENTS text=text::NO_AGENTS_NOTE/> })}
            <div class="mt-8">{suites.into_iter().map(|(suite, listings)| one(suite, listings)).collect_view()}</div>
        </section>
    }
}

fn one(suite: Option<Suite>, listings: Vec<Arc<Listing>>) -> impl IntoView {
    let count = listings.len();
    let (name, about) = suite.map_or((text::NO_SUITE, ""), |suite| (market::suite(suite), market::suite_lead(suite)));
    let cards = listings.into_iter().take(SHOWN).map(|listing| view! { <AgentCard card=listing.card.clone()/> });
    let cards = cards.collect_view();
    view! {
        <section class="suite" aria-label=name>
            <div>
                <h3 class="text-lg font-semibold">{name}</h3>
                <p class="mt-1 max-w-prose text-soft text-pretty">{about}</p>
                {suite
                    .map(|suite| {
                        view! {
                            <p class="mt-3">
                                <Onward href=link::suite(suite) label=market::all_of(count)/>
                            </p>
                        }
                    })}
            </div>
            <div class="card-grid">{cards}</div>
        </section>
    }
}
