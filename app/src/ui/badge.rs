//! A word in a frame.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A word in a frame, with an icon where there is one.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: String,
    /// The icon before it.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <span class=format!("chip {class}")>
            {glyph.map(|glyph| view! { <Icon glyph=glyph class="size-3.5"/> })}
            {text}
        </span>
    }
}
