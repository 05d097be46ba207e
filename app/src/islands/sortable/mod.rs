//! A table whose columns sort.

#[cfg(feature = "hydrate")]
mod sort;

use leptos::ev;
use leptos::prelude::*;

/// Around a table: a click on a button in its head sorts the rows that are there.
#[island]
pub fn Sortable(
    /// The table.
    children: Children,
) -> impl IntoView {
    let on_click = move |event: ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        sort::clicked(&event);
        #[cfg(not(feature = "hydrate"))]
        let _ = &event;
    };
    view! { <div on:click=on_click>{children()}</div> }
}
