//! A list of what is known of one thing.

use leptos::prelude::*;

/// What is known, line by line.
#[component]
pub fn Facts(
    /// Each a [`Fact`].
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One thing that is known: what, and what of it.
#[component]
pub fn Fact(
    /// What.
    #[prop(into)]
    label: String,
    /// What of it.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd class="break-words">{children()}</dd>
        </div>
    }
}
