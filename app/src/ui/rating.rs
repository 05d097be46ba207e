//! Stars, to be read.

use leptos::prelude::*;

use crate::text::parts as text;

/// A star on a grid of 20.
const STAR: &str = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8L10 14.9l-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z";
/// The side of a star.
const SIDE: u32 = 20;

/// Five stars, filled as far as the mean goes.
#[component]
pub fn Rating(
    /// The mean in hundredths of a star, 0 to 500.
    hundredths: u32,
    /// How many gave some.
    count: u64,
) -> impl IntoView {
    let hundredths = hundredths.min(500);
    let filled = hundredths * SIDE / 100;
    let stars = || {
        (0..5)
            .map(|place| view! { <path d=STAR transform=format!("translate({} 0)", place * SIDE)></path> })
            .collect_view()
    };
    view! {
        <span class="inline-flex items-center gap-2">
            <svg class="stars" viewBox="0 0 100 20" role="img" aria-label=text::stars(hundredths)>
                {stars()}
                // What is inside a drawing of its own is cut at its edge.
                <svg class="stars-full" width=filled height=SIDE viewBox=format!("0 0 {filled} {SIDE}")>
                    {stars()}
                </svg>
            </svg>
            <span class="text-sm text-soft tabular-nums">{text::ratings(count)}</span>
        </span>
    }
}
