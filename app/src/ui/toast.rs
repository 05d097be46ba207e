//! What was just done, told in the corner of the page after it. It stays until it is put away: whoever reads slowly reads it.

use leptos::prelude::*;

use super::button::{Button, Look, Shape, Size};
use super::icon::{self, Icon};
use crate::text::parts as text;

/// The sentence. A form of the browser's own puts it away, with scripts off too.
#[component]
pub fn Toast(
    /// What was done.
    #[prop(into)]
    sentence: String,
) -> impl IntoView {
    view! {
        <dialog class="toast" open aria-label=text::DONE>
            <Icon glyph=icon::CIRCLE_CHECK class="mt-0.5 size-5 text-success"/>
            <p class="min-w-0 flex-1" role="status">
                {sentence}
            </p>
            <form method="dialog">
                <Button
                    look=Look::Ghost
                    size=Size::Tiny
                    shape=Shape::Square
                    glyph=icon::X
                    label=text::CLOSE
                />
            </form>
        </dialog>
    }
}
