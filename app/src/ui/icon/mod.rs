//! Icons: inline SVG in the colour of the text around it.

mod glyph;

use leptos::prelude::*;

pub use glyph::*;

/// The path of an icon on a grid of 24, to be drawn with a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(pub &'static str);

/// An icon. It is decoration: what it says stands beside it in words.
#[component]
pub fn Icon(
    /// Which.
    glyph: Glyph,
    /// Classes for its size, where the text's own is not right.
    #[prop(default = "size-[1.15em]")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}") viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.0></path>
        </svg>
    }
}
