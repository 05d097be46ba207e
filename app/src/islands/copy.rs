//! A button that copies.

use leptos::prelude::*;

use crate::text;
use crate::ui::button::{Button, Look, Press, Shape, Size};
use crate::ui::icon::{self, Icon};

/// Copies a text, and says so. Hidden where scripts are off.
#[island]
pub fn CopyButton(
    /// What is copied.
    value: String,
    /// What it is, for whoever cannot see where the button stands.
    what: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        #[cfg(feature = "hydrate")]
        if let Some(window) = web_sys::window() {
            // A browser that refuses leaves the button as it was.
            let _ = window.navigator().clipboard().write_text(&value);
            copied.set(true);
            set_timeout(move || copied.set(false), std::time::Duration::from_secs(2));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = &value;
    };
    let label = text::copy::label(&what);
    let title = label.clone();
    view! {
        <Button
            look=Look::Ghost
            size=Size::Tiny
            shape=Shape::Square
            class="needs-js"
            press=Press::Acts
            attr:title=title
            label=label
            on:click=copy
        >
            {move || {
                let glyph = if copied.get() { icon::CHECK } else { icon::COPY };
                view! { <Icon glyph=glyph class="size-4"/> }
            }}
        </Button>
        <span class="sr-only" role="status">
            {move || if copied.get() { text::copy::COPIED } else { "" }}
        </span>
    }
}
