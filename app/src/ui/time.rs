//! A point in time: said relative to now, exact on hover.

use domain::time::Timestamp;
use leptos::prelude::*;

use crate::format;

/// How long ago something was, with the exact time on hover.
#[component]
pub fn Ago(
    /// When it was.
    at: Timestamp,
    /// What the clock says now.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <time class="whitespace-nowrap" datetime=at.to_rfc3339() title=format::exact(at)>
            {format::ago(at, now)}
        </time>
    }
}
