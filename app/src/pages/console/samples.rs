//! Samples to fill the form with.

use domain::catalogue::Sample;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::console as text;
use crate::ui::icon::{self, Icon};

/// The agent's samples as links to the same page, filled in.
#[component]
pub(super) fn Samples(
    /// The agent's name in addresses.
    slug: String,
    /// In the manifest's order.
    samples: Vec<Sample>,
    /// The one that stands in the form.
    chosen: Option<usize>,
) -> impl IntoView {
    (!samples.is_empty()).then(|| {
        let lines = samples
            .into_iter()
            .enumerate()
            .map(|(number, sample)| {
                let is_chosen = chosen == Some(number);
                view! {
                    <li>
                        <a
                            class="sample-link"
                            href=link::console_with_sample(&slug, number)
                            aria-current=is_chosen.then_some("true")
                        >
                            <Icon glyph=if is_chosen { icon::CHECK } else { icon::FILE_TEXT } class="size-4"/>
                            {sample.title}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section aria-labelledby="samples">
                <h2 class="font-semibold" id="samples">
                    {text::SAMPLES}
                </h2>
                <p class="mt-1 text-sm text-soft">{text::SAMPLES_LEAD}</p>
                <ul class="mt-3 space-y-1">{lines}</ul>
            </section>
        }
    })
}
