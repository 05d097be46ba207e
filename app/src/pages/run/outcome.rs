//! How a run ended that gave no result: what happened, what it means for the money, what next.

use domain::credits::Credits;
use domain::run::{Run, Status};
use leptos::prelude::*;

use crate::text::run as text;
use crate::ui::alert::{Alert, Tone};

/// The end of a run without a result; nothing for the others.
#[component]
pub(super) fn Outcome(
    /// The run.
    run: Run,
    /// What was charged, once settled.
    charged: Option<Credits>,
    /// Whether the step that failed tells why, just above.
    is_told: bool,
) -> impl IntoView {
    let tone = match run.status {
        Status::Failed | Status::TimedOut => Some(Tone::Error),
        Status::Cancelled => Some(Tone::Info),
        _ => None,
    };
    tone.map(|tone| {
        view! {
            <Alert tone=tone title=text::failed_title(run.status)>
                {run.failure.filter(|_| !is_told).map(|failure| view! { <p>{failure.message}</p> })}
                {charged.map(|charged| view! { <p>{text::money(charged, run.ceiling)}</p> })}
                <p>{text::next(run.status)}</p>
            </Alert>
        }
    })
}
