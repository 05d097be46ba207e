//! A question above the page. The browser opens and closes it by itself (`popover`), so it asks with scripts off too.

use leptos::prelude::*;

use super::button::{Button, Look, Press, Shape, Size};
use super::icon;
use crate::text::parts as text;

/// The sheet. Whatever has its id as `popovertarget` opens it; Escape, a press beside it and its cross close it.
#[component]
pub fn Dialog(
    /// What opens it refers to this.
    id: &'static str,
    /// What is asked.
    #[prop(into)]
    title: String,
    /// What comes of it, and the form that does it.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <div class="sheet" id=id popover="auto" role="dialog" aria-labelledby=heading.clone()>
            <div class="flex items-start justify-between gap-4">
                <h2 class="display text-xl" id=heading.clone()>
                    {title}
                </h2>
                <Button
                    look=Look::Ghost
                    size=Size::Small
                    shape=Shape::Square
                    press=Press::Acts
                    glyph=icon::X
                    label=text::CLOSE
                    attr:popovertarget=id
                    attr:popovertargetaction="hide"
                />
            </div>
            <div class="mt-3 space-y-5">{children()}</div>
        </div>
    }
}
