//! Sample inputs of an agent.

use domain::catalogue::Sample;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::listing as text;
use crate::ui::button::{ButtonLink, Look, Size};
use crate::ui::icon::{self, Icon};

/// The samples, each to be used or downloaded. Nothing where there are none.
#[component]
pub(super) fn Samples(
    /// The agent's name in addresses.
    slug: String,
    /// In the manifest's order.
    samples: Vec<Sample>,
) -> impl IntoView {
    (!samples.is_empty()).then(|| {
        let lines = samples.into_iter().enumerate().map(|(number, sample)| line(&slug, number, sample)).collect_view();
        view! {
            <section aria-labelledby="samples">
                <h2 class="section-title" id="samples">
                    {text::SAMPLES}
                </h2>
                <p class="text-soft">{text::SAMPLES_LEAD}</p>
                <ul class="lines mt-3">{lines}</ul>
            </section>
        }
    })
}

fn line(slug: &str, number: usize, sample: Sample) -> impl IntoView + use<> {
    let file = sample.file.as_deref().map(|file| file.rsplit('/').next().unwrap_or(file).to_owned());
    let download = sample.file.is_some().then(|| link::sample(slug, number));
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <Icon glyph=icon::FILE_TEXT class="size-5 text-soft"/>
            <span class="min-w-0 flex-1 basis-40">
                <span class="block font-medium">{sample.title.clone()}</span>
                {file.map(|file| view! { <span class="block text-sm text-soft">{file}</span> })}
            </span>
            <span class="ms-auto flex gap-2">
                {download
                    .map(|href| {
                        view! {
                            <ButtonLink
                                look=Look::Ghost
                                size=Size::Small
                                glyph=icon::DOWNLOAD
                                href=href
                                download=true
                                label=format!("{} {}", text::DOWNLOAD, sample.title)
                            >
                                {text::DOWNLOAD}
                            </ButtonLink>
                        }
                    })}
                <ButtonLink
                    size=Size::Small
                    href=link::console_with_sample(slug, number)
                    label=format!("{}: {}", text::USE_SAMPLE, sample.title)
                >
                    {text::USE_SAMPLE}
                </ButtonLink>
            </span>
        </li>
    }
}
