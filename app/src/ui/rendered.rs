//! HTML that the server rendered and sanitised. **The only module that may use `inner_html`.**

use leptos::prelude::*;

/// HTML that came out of `service::run::message_html`, in the type of reading text.
#[component]
pub fn Rendered(
    /// The sanitised HTML.
    html: String,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html></div> }
}
