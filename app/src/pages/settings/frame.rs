//! What stands around the panels of every page of settings.

use leptos::prelude::*;
use leptos_meta::Title;

use super::navigation::Navigation;
use crate::text;
use crate::ui::alert::{Alert, Tone};

/// The heading, the way to the other pages, and the panels.
#[component]
pub(in crate::pages) fn Settings(
    /// The path of the page.
    here: &'static str,
    /// The heading.
    title: &'static str,
    /// The sentence below it.
    lead: &'static str,
    /// The panels.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=text::title(title)/>
        <div class="page-wide pt-10 sm:pt-12">
            <div class="grid gap-x-12 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
                <Navigation here=here/>
                <div class="min-w-0 max-w-3xl">
                    <h1 class="display text-3xl">{title}</h1>
                    <p class="mt-2 text-soft">{lead}</p>
                    <div class="mt-8 space-y-8">{children()}</div>
                </div>
            </div>
        </div>
    }
}

/// A part of a page of settings with a heading of its own.
#[component]
pub(in crate::pages) fn Panel(
    /// Where links to it lead: `/account/security#sessions`.
    id: &'static str,
    /// The heading.
    title: &'static str,
    /// The sentence below it; may be empty.
    #[prop(optional)]
    lead: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <section class="panel p-5 sm:p-6" id=id aria-labelledby=heading>
            <h2 class="text-lg font-semibold" id=heading.clone()>
                {title}
            </h2>
            {(!lead.is_empty()).then(|| view! { <p class="mt-1 text-soft">{lead}</p> })}
            <div class="mt-5">{children()}</div>
        </section>
    }
}

/// What was done, on the page after it.
#[component]
pub(in crate::pages) fn Saved(
    /// The sentence, if anything was.
    sentence: Option<&'static str>,
) -> impl IntoView {
    sentence.map(|sentence| {
        view! {
            <div role="status">
                <Alert tone=Tone::Success>{sentence}</Alert>
            </div>
        }
    })
}
