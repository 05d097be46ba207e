//! A hint that comes with the pointer or the focus: what a word means.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// A small sign that tells more. It takes the focus, so that a keyboard reaches it.
#[component]
pub fn Tip(
    /// What the hint's element is called.
    id: &'static str,
    /// What the sign is for.
    label: &'static str,
    /// The hint.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class="tip">
            <button type="button" class="grid size-6 place-items-center rounded-full text-soft" aria-label=label aria-describedby=id>
                <Icon glyph=icon::INFO class="size-4"/>
            </button>
            <span role="tooltip" id=id>
                {text}
            </span>
        </span>
    }
}
