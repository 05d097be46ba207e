//! What it costs.

use domain::credits::{Credits, LIST_VALUE};
use leptos::prelude::*;

use super::facts::Facts;
use crate::pages::agent::Price;
use crate::pages::link;
use crate::text::{home as text, money};
use crate::ui::table::Counts;

/// Agents in the table at most.
const SHOWN: usize = 8;

/// What a credit is worth, and what each agent takes for a run.
#[component]
pub(super) fn Prices(
    /// What is listed.
    facts: Facts,
) -> impl IntoView {
    let span = facts.prices().map(|(least, most)| text::prices_span(least, most));
    let lines = facts.listings.iter().take(SHOWN).map(|listing| {
        let card = &listing.card;
        let dollars = card.price.worth(LIST_VALUE).map(money::in_dollars);
        view! {
            <tr>
                <th scope="row">
                    <a class="link link-hover" href=link::agent(&card.slug)>
                        {card.name.clone()}
                    </a>
                </th>
                <td>
                    <Price fee=card.price/>
                </td>
                <td class="text-soft">{dollars}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let has_any = !facts.listings.is_empty();
    view! {
        <section class="page-wide page-part" aria-labelledby="prices">
            <div class="prices">
                <div>
                    <h2 class="display text-2xl sm:text-3xl" id="prices">
                        {text::PRICES}
                    </h2>
                    <p class="mt-5 flex flex-wrap items-baseline gap-x-3">
                        <span class="display text-3xl">{money::credits(Credits::whole(1), "1")}</span>
                        <span class="text-lg text-soft">{text::worth(LIST_VALUE)}</span>
                    </p>
                    {span.map(|span| view! { <p class="mt-4 text-soft">{span}</p> })}
                    <ul class="mt-4 space-y-2 text-soft">
                        {text::PRICE_NOTES.map(|note| view! { <li>{note}</li> }).collect_view()}
                    </ul>
                </div>
                {has_any
                    .then(|| {
                        view! {
                            <Counts columns=vec![text::PRICE_AGENT, text::PRICE_RUN, text::PRICE_DOLLARS]>{lines}</Counts>
                        }
                    })}
            </div>
        </section>
    }
}
