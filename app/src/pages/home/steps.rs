//! How a run works, in three steps.

use leptos::prelude::*;

use crate::text::home as text;

/// The three steps of a run.
#[component]
pub(super) fn Steps() -> impl IntoView {
    view! {
        <section class="page-wide mt-20" aria-labelledby="how">
            <h2 class="display text-2xl sm:text-3xl" id="how">
                {text::HOW}
            </h2>
            <ol class="mt-8 grid gap-8 md:grid-cols-3">
                {text::STEPS
                    .into_iter()
                    .zip(1..)
                    .map(|((title, sentence), number)| {
                        view! {
                            <li class="border-t-2 border-primary pt-4">
                                <p class="display text-3xl text-primary" aria-hidden="true">
                                    {number}
                                </p>
                                <h3 class="mt-2 text-lg font-semibold">{title}</h3>
                                <p class="mt-2 leading-relaxed text-soft">{sentence}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
