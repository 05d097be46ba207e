//! What a run would cost now, against what it can cost at most.

use domain::credits::Credits;
use leptos::prelude::*;

use crate::text;
use crate::ui::progress::Progress;

/// The cost so far against the ceiling.
#[component]
pub fn CostMeter(
    /// What it would cost if it ended well now, or what was charged.
    #[prop(into)]
    spent: Signal<Credits>,
    /// What is held.
    ceiling: Credits,
) -> impl IntoView {
    let figure = Signal::derive(move || text::run::of_ceiling(spent.get(), ceiling));
    let value = Signal::derive(move || spent.get().micro());
    view! {
        <Progress id="meter-label" label=text::run::COST_SO_FAR value=value most=ceiling.micro() figure=figure/>
    }
}
