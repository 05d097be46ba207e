//! An amount of credits.

use domain::credits::Credits;
use leptos::prelude::*;

use crate::text::money;

/// In which direction two decimals are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// For a price or a ceiling.
    Up,
    /// For a balance.
    Down,
}

/// An amount of credits with at most two decimals; the exact figure shows on hover.
#[component]
pub fn Amount(
    /// How much.
    credits: Credits,
    /// In which direction it is rounded.
    #[prop(default = Rounding::Up)]
    rounding: Rounding,
) -> impl IntoView {
    let shown = match rounding {
        Rounding::Up => credits.shown_up(),
        Rounding::Down => credits.shown_down(),
    };
    view! {
        <span class="tabular-nums whitespace-nowrap" title=money::exact(credits)>
            {money::credits(credits, &shown)}
        </span>
    }
}
