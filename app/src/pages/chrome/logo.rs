//! The mark: an arch with a coin under it.

use leptos::prelude::*;

const ARCH: &str =
    "M16 2C8.8 2 3 7.8 3 15v13a2 2 0 0 0 2 2h5V16a6 6 0 0 1 12 0v14h5a2 2 0 0 0 2-2V15C29 7.8 23.2 2 16 2Z";

/// The mark, in the colour of the accent.
#[component]
pub(super) fn Logo() -> impl IntoView {
    view! {
        <svg class="size-8 shrink-0" viewBox="0 0 32 32" aria-hidden="true">
            <path
                class="fill-primary"
                d=ARCH
            ></path>
            <circle class="fill-primary" cx="16" cy="20" r="3"></circle>
        </svg>
    }
}
