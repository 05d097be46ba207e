//! What a settled run did and said.

use domain::run::Transcript;
use leptos::prelude::*;

use crate::text::run as text;
use crate::transcript::{self, Look, Rendered, SHOWN, first_shown};
use crate::ui::button::{ButtonLink, Size};

/// The transcript; of a long one the end, and the way to the whole of it.
#[component]
pub(super) fn Conversation(
    /// What happened.
    transcript: Transcript,
    /// The HTML of its messages.
    rendered: Rendered,
    /// Whether a long one is shown whole.
    is_whole: bool,
    /// Where links lead.
    look: Look,
) -> impl IntoView {
    let first = if is_whole { 0 } else { first_shown(&transcript.items, SHOWN) };
    let whole = format!("{}?whole=1", look.page);
    let items = transcript::items(&transcript, first, &rendered, &look);
    view! {
        {(first > 0)
            .then(|| {
                view! {
                    <p class="earlier">
                        {text::earlier(first)}
                        <ButtonLink size=Size::Small href=whole>
                            {text::EARLIER_ALL}
                        </ButtonLink>
                    </p>
                }
            })}
        <div class="space-y-5">{items}</div>
    }
}
