//! The fee of a run.

use domain::credits::Credits;
use leptos::either::Either;
use leptos::prelude::*;

use crate::text::money;
use crate::ui::credits::Amount;

/// The fee of a run, or that there is none.
#[component]
pub(in crate::pages) fn Price(
    /// The fee.
    fee: Credits,
) -> impl IntoView {
    if fee == Credits::ZERO {
        Either::Left(view! { <span>{money::FREE}</span> })
    } else {
        Either::Right(view! { <Amount credits=fee/> })
    }
}
