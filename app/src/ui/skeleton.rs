//! A picture of what is to come, as large as it will be.

use leptos::prelude::*;

use crate::text::parts as text;

/// Widths of lines, as lines of text have them.
const WIDTHS: [&str; 4] = ["w-11/12", "w-full", "w-10/12", "w-7/12"];

/// So many lines of text that are on their way.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let lines =
        (0..lines).map(|line| view! { <span class=format!("skeleton-line {}", WIDTHS[line % WIDTHS.len()])></span> });
    let lines = lines.collect_view();
    view! {
        <div class="space-y-3" role="status">
            <span class="sr-only">{text::LOADING}</span>
            {lines}
        </div>
    }
}
