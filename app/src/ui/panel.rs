//! A part of a page on a surface of its own.

use leptos::prelude::*;

/// A part of a page with a heading of its own.
#[component]
pub fn Panel(
    /// Where links to it lead: `/account/security#sessions`.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: String,
    /// The sentence below it; may be empty.
    #[prop(optional)]
    lead: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <section class="panel p-5 sm:p-6" id=id aria-labelledby=heading.clone()>
            <h2 class="panel-title" id=heading.clone()>
                {title}
            </h2>
            {(!lead.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-soft">{lead}</p> })}
            <div class="mt-5">{children()}</div>
        </section>
    }
}
