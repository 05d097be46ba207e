//! What a run costs and who gets it.

use domain::credits::{Credits, LIST_VALUE};
use domain::ledger::CREATOR_PERCENT;
use leptos::prelude::*;

use crate::pages::agent::Price;
use crate::text::{listing as text, money};
use crate::ui::fold::Fold;
use crate::ui::line::Line;

/// The fee, in credits and dollars, and its split.
#[component]
pub(super) fn PriceFacts(
    /// The fee.
    fee: Credits,
    /// Whether model use comes on top.
    has_models: bool,
) -> impl IntoView {
    let is_free = fee == Credits::ZERO;
    let dollars = fee.worth(LIST_VALUE).filter(|_| !is_free);
    let model_note = if has_models { text::MODEL_NOTE_METERED } else { text::MODEL_NOTE };
    view! {
        <h2 class="sr-only">{text::PRICE}</h2>
        <p class="flex items-baseline gap-2">
            <span class="text-2xl font-semibold">
                <Price fee=fee/>
            </span>
            {dollars
                .map(|dollars| {
                    view! {
                        <span class="text-soft tabular-nums" title=money::exact_dollars(dollars)>
                            {money::in_dollars(dollars)}
                        </span>
                    }
                })}
        </p>
        <p class="text-sm text-soft">{if is_free { text::FREE_NOTE } else { text::PER_RUN }}</p>
        <p class="mt-3 text-sm text-soft">{model_note}</p>
        {(!is_free).then(|| view! { <Split/> })}
    }
}

#[component]
fn Split() -> impl IntoView {
    let parts = [(text::SPLIT_CREATOR, CREATOR_PERCENT), (text::SPLIT_PLATFORM, 100 - CREATOR_PERCENT)];
    view! {
        <Fold title=text::SPLIT class="mt-4 text-sm">
            <dl class="space-y-1">
                {parts
                    .map(|(name, part)| view! { <Line label=name>{text::percent(part)}</Line> })
                    .collect_view()}
            </dl>
            <p class="mt-2 text-soft">{text::SPLIT_NOTE}</p>
        </Fold>
    }
}
