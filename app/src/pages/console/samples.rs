//! Samples to fill the form with.

use domain::catalogue::Sample;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::console as text;
use crate::ui::icon::{self, Icon};

/// The agent's samples as links to the same page, filled in: one by itself, several folded. Nothing where there are none.
#[component]
pub(super) fn Samples(
    /// The agent's name in addresses.
    slug: String,
    /// In the manifest's order.
    samples: Vec<Sample>,
    /// The one that stands in the form.
    chosen: Option<usize>,
) -> impl IntoView {
    let title = chosen.and_then(|number| samples.get(number)).map(|sample| sample.title.clone());
    let is_alone = samples.len() == 1;
    let mut links: Vec<_> = samples
        .into_iter()
        .enumerate()
        .map(|(number, sample)| {
            let is_chosen = chosen == Some(number);
            view! {
                <a
                    class="sample-link"
                    href=link::console_with_sample(&slug, number)
                    aria-current=is_chosen.then_some("true")
                >
                    <Icon glyph=if is_chosen { icon::CHECK } else { icon::FILE_TEXT } class="size-4"/>
                    {if is_alone && !is_chosen { text::try_sample(&sample.title) } else { sample.title }}
                </a>
            }
        })
        .collect();
    if is_alone {
        return links.pop().into_any();
    }
    (!links.is_empty())
        .then(|| {
            let lines = links.into_iter().map(|link| view! { <li>{link}</li> }).collect_view();
            view! {
                <details class="samples">
                    <summary class="fold-head">
                        <Icon glyph=icon::FILE_TEXT class="size-4"/>
                        {title.map_or_else(|| text::TRY_SAMPLE.to_owned(), |title| text::sample_chosen(&title))}
                    </summary>
                    <ul class="mt-2 space-y-0.5">{lines}</ul>
                </details>
            }
        })
        .into_any()
}
