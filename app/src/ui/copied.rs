//! A long word that nobody types: a hash, an id, a key, with a button that copies it.

use leptos::prelude::*;

use crate::islands::CopyButton;

/// The word, broken where it must be, and the button.
#[component]
pub fn Copied(
    /// The word.
    value: String,
    /// What it is, for the button's name: `the run's id`.
    what: &'static str,
) -> impl IntoView {
    view! {
        <p class="flex items-start gap-1" data-wait="touch">
            <code class="min-w-0 break-all text-xs">{value.clone()}</code>
            <CopyButton value=value what=what.to_owned()/>
        </p>
    }
}
