//! The quote binds: what is held is held for one run.

use domain::credits::Credits;
use domain::id::VersionId;
use domain::quote::Quote;
use leptos::prelude::*;

use crate::text::home as text;
use crate::ui::credits::Rounding;
use crate::ui::line::AmountLine;

/// What the example has: a first account's credits.
const BALANCE: Credits = service::account::WELCOME;

/// A balance while a run is held for.
#[component]
pub(super) fn Held(
    /// The fee of the run.
    fee: Credits,
) -> impl IntoView {
    let quote = Quote::new(VersionId::from_bits(0), fee, Credits::ZERO, Some(BALANCE));
    quote.map(|quote| {
        view! {
            <dl class="exhibit space-y-2">
                <AmountLine label=text::HELD_BEFORE credits=BALANCE rounding=Rounding::Down/>
                <AmountLine label=text::HELD_NOW credits=quote.ceiling/>
                {quote
                    .balance_after
                    .map(|after| view! { <AmountLine label=text::HELD_LEFT credits=after rounding=Rounding::Down/> })}
            </dl>
        }
    })
}
