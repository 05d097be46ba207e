//! What a page, and a part of it, begin with.

use leptos::prelude::*;

/// The head of a page: what it is, in a word and in a sentence, and what can be done on it.
#[component]
pub fn PageHead(
    /// The word.
    #[prop(into)]
    title: String,
    /// The sentence; may be empty.
    #[prop(optional, into)]
    lead: String,
    /// What can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
            <div class="min-w-0">
                <h1 class="display text-3xl sm:text-4xl">{title}</h1>
                {(!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> })}
            </div>
            {children.map(|children| children())}
        </header>
    }
}

/// The head of a part of a page.
#[component]
pub fn PartHead(
    /// What links and the part's name refer to.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: String,
    /// The sentence below it; may be empty.
    #[prop(optional, into)]
    lead: String,
    /// What leads on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
            <div class="min-w-0">
                <h2 class="display text-2xl sm:text-3xl" id=id>
                    {title}
                </h2>
                {(!lead.is_empty()).then(|| view! { <p class="mt-2 max-w-2xl text-soft text-pretty">{lead}</p> })}
            </div>
            {children.map(|children| children())}
        </div>
    }
}
