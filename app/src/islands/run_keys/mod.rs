//! A run's page by keyboard: from part to part, steps that fold, files that change in place, and the list of the keys.
//!
//! Keys of one letter can be in the way of whoever speaks to the computer, so they can be switched off (WCAG 2.1.4); this
//! browser remembers that.

#[cfg(feature = "hydrate")]
mod files;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod stops;

use leptos::html;
use leptos::prelude::*;

use crate::text::run_keys as text;
use crate::ui::button::{Button, Look, Press, Shape, Size};
use crate::ui::icon;
use crate::ui::key::Key;

/// The keys of a run's page, and the list that tells them.
#[island]
pub fn RunKeys() -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let is_on = RwSignal::new(true);
    let told = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| keys::listen(dialog, is_on, told));
    let show = move |_| {
        #[cfg(feature = "hydrate")]
        keys::show(dialog);
    };
    let close = move |_| {
        #[cfg(feature = "hydrate")]
        keys::close(dialog);
    };
    let switch = move |event: leptos::ev::Event| {
        is_on.set(event_target_checked(&event));
        #[cfg(feature = "hydrate")]
        keys::remember(is_on.get_untracked());
    };
    let lines = text::KEYS.map(|(keys, what)| {
        let keys = keys.split(' ').map(|key| view! { <Key name=key/> }).collect_view();
        view! {
            <div class="flex items-center justify-between gap-6 py-2">
                <dt>{what}</dt>
                <dd class="flex shrink-0 gap-1">{keys}</dd>
            </div>
        }
    });
    view! {
        <div class="page-run needs-js mt-8 pointer-coarse:hidden">
            <Button
                look=Look::Ghost
                size=Size::Small
                glyph=icon::KEYBOARD
                class="text-soft"
                press=Press::Acts
                attr:aria-haspopup="dialog"
                on:click=show
            >
                {text::TITLE}
                <kbd class="kbd kbd-sm" aria-hidden="true">"?"</kbd>
            </Button>
            <p class="sr-only" role="status">{told}</p>
            <dialog class="sheet" node_ref=dialog aria-labelledby="keys-title">
                <div class="flex items-center justify-between gap-4">
                    <h2 class="display text-xl" id="keys-title">{text::TITLE}</h2>
                    <Button
                        look=Look::Ghost
                        size=Size::Small
                        shape=Shape::Square
                        glyph=icon::X
                        press=Press::Acts
                        label=text::CLOSE
                        on:click=close
                    />
                </div>
                <dl class="mt-4 divide-y divide-base-300">{lines}</dl>
                <label class="mt-5 flex cursor-pointer items-center gap-3">
                    <input type="checkbox" class="checkbox" prop:checked=is_on on:change=switch/>
                    {text::USE}
                </label>
            </dialog>
        </div>
    }
}
