//! What stands around the panels of every page of settings.

use leptos::prelude::*;
use leptos_meta::Title;

use super::navigation::Navigation;
use crate::text;
use crate::ui::toast::Toast;

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
        <div class="page-wide page-top">
            <div class="grid gap-x-12 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
                <Navigation here=here/>
                <div class="min-w-0 max-w-3xl">
                    <h1 class="display text-3xl">{title}</h1>
                    <p class="lead">{lead}</p>
                    <div class="mt-8 space-y-8">{children()}</div>
                </div>
            </div>
        </div>
    }
}

/// What was done, on the page after it.
#[component]
pub(in crate::pages) fn Saved(
    /// The sentence, if anything was.
    sentence: Option<&'static str>,
) -> impl IntoView {
    sentence.map(|sentence| view! { <Toast sentence=sentence/> })
}
