//! The promises, in short.

use leptos::prelude::*;

use crate::text::home as text;
use crate::ui::icon::{self, Icon};

/// What the place holds itself to.
#[component]
pub(super) fn Promises() -> impl IntoView {
    let glyphs = [icon::BADGE_CHECK, icon::COINS, icon::ROTATE_CW, icon::SCALE];
    view! {
        <section class="page-wide mt-24" aria-labelledby="promises">
            <h2 class="display text-2xl sm:text-3xl" id="promises">
                {text::PROMISES}
            </h2>
            <ul class="mt-8 grid gap-x-12 gap-y-8 sm:grid-cols-2">
                {text::PROMISE_LIST
                    .into_iter()
                    .zip(glyphs)
                    .map(|((title, sentence), glyph)| {
                        view! {
                            <li class="flex gap-4">
                                <Icon glyph=glyph class="size-6 mt-0.5 text-primary"/>
                                <div>
                                    <h3 class="font-semibold">{title}</h3>
                                    <p class="mt-1 leading-relaxed text-soft">{sentence}</p>
                                </div>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
