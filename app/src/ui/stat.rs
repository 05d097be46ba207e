//! A figure by itself, large, with what it counts.

use leptos::prelude::*;

/// Figures beside each other.
#[component]
pub fn Figures(
    /// What they are of.
    #[prop(optional)]
    label: Option<&'static str>,
    /// Classes for how many stand beside each other.
    #[prop(default = "lg:grid-cols-4")]
    class: &'static str,
    /// Each a [`Figure`].
    children: Children,
) -> impl IntoView {
    view! {
        <dl class=format!("figures {class}") aria-label=label>
            {children()}
        </dl>
    }
}

/// A figure: what it counts above it, a note below.
#[component]
pub fn Figure(
    /// What it counts.
    #[prop(into)]
    label: String,
    /// What else there is to say; may be empty.
    #[prop(optional, into)]
    note: String,
    /// Whether it is the one that is looked for.
    #[prop(optional)]
    main: bool,
    /// The figure.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=if main { "figure panel-accent" } else { "figure" }>
            <dt class="text-sm text-soft">{label}</dt>
            <dd class="figure-value">{children()}</dd>
            {(!note.is_empty()).then(|| view! { <dd class="mt-1 text-sm text-soft tabular-nums">{note}</dd> })}
        </div>
    }
}
