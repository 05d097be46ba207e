//! A picture that a run made.

use leptos::prelude::*;

use super::measure;
use crate::text::run as text;

/// The picture, on paper in both themes: one in a page cannot know the page's, and charts are drawn in ink.
#[component]
pub(super) fn Picture(
    /// What the file is called.
    name: String,
    /// Its media type without parameters.
    kind: String,
    /// Its first bytes.
    start: Vec<u8>,
    /// Where it is.
    href: String,
    /// Whether it is seen at once.
    at_once: bool,
) -> impl IntoView {
    let (width, height) = measure::size(&kind, &start).unzip();
    let whole = format!("{href}?inline=1");
    let class = if width.is_some() { "picture" } else { "picture picture-unmeasured" };
    view! {
        <a class="picture-frame" href=whole title=text::FULL_SIZE>
            <img
                class=class
                src=href
                alt=text::image(&name)
                width=width
                height=height
                loading=(!at_once).then_some("lazy")
            />
        </a>
    }
}
