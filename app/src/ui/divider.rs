//! A line between two things, with the word that stands between them.

use leptos::prelude::*;

/// The line; the word may be empty.
#[component]
pub fn Divider(
    /// The word.
    #[prop(optional)]
    text: &'static str,
) -> impl IntoView {
    if text.is_empty() {
        return view! { <hr class="border-base-300"/> }.into_any();
    }
    view! { <p class="parted">{text}</p> }.into_any()
}
