//! A key of a keyboard.

use leptos::prelude::*;

/// What stands on it.
#[component]
pub fn Key(
    /// The letter or the name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! { <kbd class="kbd kbd-sm">{name}</kbd> }
}
