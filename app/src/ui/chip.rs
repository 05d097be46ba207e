//! Links in a frame: to what shares a word, and to the same without a choice.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// A link to whatever shares that word.
#[component]
pub fn ChipLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <a class="chip chip-link" href=href>
            {text}
        </a>
    }
}

/// A choice that was made. The link leads to the same without it.
#[component]
pub fn Taken(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What was chosen.
    #[prop(into)]
    text: String,
    /// What the link does, said whole.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <a class="chip chip-link chip-taken" href=href aria-label=label>
            <span class="truncate">{text}</span>
            <Icon glyph=icon::X class="size-3.5"/>
        </a>
    }
}
