//! A line of a sheet of figures: what it is on one side, how much on the other. Stands in a `<dl>`.

use domain::credits::Credits;
use leptos::prelude::*;

use super::credits::{Amount, Rounding};

/// What it is, and its figure.
#[component]
pub fn Line(
    /// What it is.
    label: &'static str,
    /// The figure.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="money-line">
            <dt>{label}</dt>
            <dd class="min-w-0 tabular-nums">{children()}</dd>
        </div>
    }
}

/// What it is, and how many credits.
#[component]
pub fn AmountLine(
    /// What it is.
    label: &'static str,
    /// How much.
    credits: Credits,
    /// In which direction it is rounded.
    #[prop(default = Rounding::Up)]
    rounding: Rounding,
) -> impl IntoView {
    view! {
        <Line label=label>
            <Amount credits=credits rounding=rounding/>
        </Line>
    }
}

/// What the lines above come to.
#[component]
pub fn TotalLine(
    /// What it is.
    label: &'static str,
    /// How much.
    credits: Credits,
    /// What stands below the figure.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="money-line money-total">
            <dt>{label}</dt>
            <dd>
                <Amount credits=credits/>
                {children.map(|children| children())}
            </dd>
        </div>
    }
}
