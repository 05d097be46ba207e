//! HTML that the server rendered and sanitised. **The only module that may use `inner_html`.**

use std::sync::Arc;

use leptos::prelude::*;

/// HTML that came out of `service::run::message_html`, in the type of reading text.
#[component]
pub fn Rendered(
    /// The sanitised HTML.
    html: String,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html></div> }
}

/// HTML that this crate drew itself and keeps, because it is the same for everybody.
#[component]
pub fn Drawn(
    /// What was drawn.
    html: Arc<str>,
) -> impl IntoView {
    view! { <div inner_html=html></div> }
}
