//! A run's price as it is quoted, and what becomes of it.

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::credits::Credits;
use domain::quote::Quote;
use leptos::prelude::*;

use crate::text::{console, home as text, money};
use crate::ui::credits::Amount;
use crate::ui::icon::{self, Glyph, Icon};
use crate::ui::line::{AmountLine, TotalLine};

/// The quote of a listed agent, worked out by the code that quotes it.
#[component]
pub(super) fn Bill(
    /// The agent.
    example: Arc<Listing>,
) -> impl IntoView {
    let quote = Quote::new(example.version_id, example.card.price, Credits::ZERO, None);
    quote.map(|quote| {
        view! {
            <figure class="bill">
                <figcaption>
                    <p class="text-sm text-soft">{text::BILL}</p>
                    <p class="display text-xl">{example.card.name.clone()}</p>
                </figcaption>
                <dl class="mt-5 space-y-2.5">
                    <AmountLine label=console::FEE credits=quote.fee/>
                    <AmountLine label=console::MODELS credits=quote.model_ceiling/>
                    <TotalLine label=console::CEILING credits=quote.ceiling>
                        <span class="block text-sm font-normal text-soft">{money::in_dollars(quote.ceiling_usd)}</span>
                    </TotalLine>
                </dl>
                <p class="mt-6 text-sm font-semibold text-soft">{text::OUTCOMES}</p>
                <dl class="mt-2 space-y-2.5">
                    {outcome(icon::CIRCLE_CHECK, "size-4 self-center text-success", text::VALID, quote.ceiling)}
                    {outcome(icon::CIRCLE_X, "size-4 self-center text-error", text::FAILED, Credits::ZERO)}
                </dl>
            </figure>
        }
    })
}

fn outcome(glyph: Glyph, class: &'static str, label: &'static str, pays: Credits) -> impl IntoView {
    view! {
        <div class="money-line">
            <dt>
                <Icon glyph=glyph class=class/>
                {label}
            </dt>
            <dd>
                <Amount credits=pays/>
            </dd>
        </div>
    }
}
