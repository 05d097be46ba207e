//! What a run would cost now, against what it can cost at most.

use domain::credits::Credits;
use leptos::prelude::*;

use crate::text;

/// The cost so far against the ceiling.
#[component]
pub fn CostMeter(
    /// What it would cost if it ended well now, or what was charged.
    #[prop(into)]
    spent: Signal<Credits>,
    /// What is held.
    ceiling: Credits,
) -> impl IntoView {
    let figure = move || text::run::of_ceiling(spent.get(), ceiling);
    view! {
        <div class="space-y-1">
            <div class="flex items-baseline justify-between gap-4 text-sm">
                <span id="meter-label">{text::run::COST_SO_FAR}</span>
                <span class="font-medium tabular-nums">{figure}</span>
            </div>
            <progress
                class="progress progress-primary"
                aria-labelledby="meter-label"
                max=ceiling.micro().max(1)
                value=move || spent.get().micro()
            ></progress>
        </div>
    }
}
