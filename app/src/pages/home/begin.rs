//! How to begin.

use leptos::prelude::*;

use crate::text::home as text;
use crate::ui::button::{ButtonLink, Look};
use crate::ui::stepper::{Stands, Stepper};

/// From nothing to the first run.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let steps = text::BEGIN_STEPS.map(|(title, sentence)| (title, sentence, Stands::Here));
    view! {
        <section class="page-wide page-part" aria-labelledby="begin">
            <div class="panel grid gap-8 p-6 sm:p-10 lg:grid-cols-[1fr_1.3fr]">
                <div>
                    <h2 class="display text-2xl sm:text-3xl" id="begin">
                        {text::BEGIN}
                    </h2>
                    <p class="mt-2 text-soft">{text::BEGIN_LEAD}</p>
                    <ButtonLink look=Look::Primary class="mt-6" href="/sign-up">
                        {crate::text::chrome::SIGN_UP}
                    </ButtonLink>
                </div>
                <Stepper steps=steps.to_vec()/>
            </div>
        </section>
    }
}
