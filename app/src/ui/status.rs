//! Where a run stands, in a word, a colour and an icon.

use domain::run::Status;
use leptos::prelude::*;

use super::icon::{self, Glyph, Icon};
use crate::text;

/// Where a run stands.
#[component]
pub fn StatusBadge(
    /// The state.
    #[prop(into)]
    status: Signal<Status>,
) -> impl IntoView {
    view! {
        <span class=move || format!("chip {}", colour(status.get()))>
            {move || {
                let spin = if status.get().is_working() { "size-3.5 motion-safe:animate-spin" } else { "size-3.5" };
                view! { <Icon glyph=glyph(status.get()) class=spin/> }
            }}
            {move || text::run::status(status.get())}
        </span>
    }
}

const fn colour(status: Status) -> &'static str {
    match status {
        Status::Queued | Status::Cancelled => "chip-neutral",
        Status::Running | Status::Cancelling => "chip-info",
        Status::AwaitingInput | Status::Paused => "chip-warning",
        Status::Succeeded => "chip-success",
        Status::Failed | Status::TimedOut => "chip-error",
    }
}

const fn glyph(status: Status) -> Glyph {
    match status {
        Status::Queued => icon::HOURGLASS,
        Status::Running | Status::Cancelling => icon::LOADER_CIRCLE,
        Status::AwaitingInput => icon::MESSAGE_SQUARE,
        Status::Paused => icon::PAUSE,
        Status::Succeeded => icon::CIRCLE_CHECK,
        Status::Failed => icon::CIRCLE_X,
        Status::Cancelled => icon::CIRCLE_SLASH,
        Status::TimedOut => icon::CLOCK,
    }
}
