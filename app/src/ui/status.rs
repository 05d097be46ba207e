//! Where a run stands, in a word, a colour and an icon.

use domain::run::Status;
use leptos::prelude::*;

use super::badge::Look;
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
        <span class=move || look(status.get()).class()>
            {move || {
                let spin = if status.get().is_working() { "size-3.5 motion-safe:animate-spin" } else { "size-3.5" };
                view! { <Icon glyph=glyph(status.get()) class=spin/> }
            }}
            {move || text::run::status(status.get())}
        </span>
    }
}

const fn look(status: Status) -> Look {
    match status {
        Status::Queued | Status::Cancelled => Look::Neutral,
        Status::Running | Status::Cancelling => Look::Info,
        Status::AwaitingInput | Status::Paused => Look::Warning,
        Status::Succeeded => Look::Success,
        Status::Failed | Status::TimedOut => Look::Error,
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
