//! How to begin.

use leptos::prelude::*;

use crate::text::home as text;

/// From nothing to the first run.
#[component]
pub(super) fn Begin() -> impl IntoView {
    view! {
        <section class="page-wide mt-24" aria-labelledby="begin">
            <div class="panel grid gap-8 p-8 sm:p-12 lg:grid-cols-[1fr_2fr]">
                <div>
                    <h2 class="display text-2xl sm:text-3xl" id="begin">
                        {text::BEGIN}
                    </h2>
                    <a class="btn btn-primary mt-6" href="/sign-up">
                        {crate::text::chrome::SIGN_UP}
                    </a>
                </div>
                <ol class="space-y-5">
                    {text::BEGIN_STEPS
                        .into_iter()
                        .zip(1..)
                        .map(|((title, sentence), number)| {
                            view! {
                                <li class="flex gap-4">
                                    <span
                                        class="number-mark"
                                        aria-hidden="true"
                                    >
                                        {number}
                                    </span>
                                    <div>
                                        <h3 class="font-semibold">{title}</h3>
                                        <p class="text-soft">{sentence}</p>
                                    </div>
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
            </div>
        </section>
    }
}
