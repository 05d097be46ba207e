//! A point in time.

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

/// When something was, said exactly.
#[component]
pub fn At(
    /// When it was.
    at: Timestamp,
) -> impl IntoView {
    view! {
        <time datetime=at.to_rfc3339() title=at.to_rfc3339()>
            {format::exact(at)}
        </time>
    }
}
