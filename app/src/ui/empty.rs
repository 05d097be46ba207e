//! A place where something will stand.

use leptos::prelude::*;

use super::button::{ButtonLink, Look};
use super::icon::{Glyph, Icon};

/// What is missing, why, and what to do about it.
#[component]
pub fn Empty(
    /// A picture of what is missing.
    glyph: Glyph,
    /// What is missing.
    title: &'static str,
    /// Why, or what to do about it.
    #[prop(into)]
    text: String,
    /// Where it is done.
    #[prop(optional, into)]
    href: Option<String>,
    /// How that is called.
    #[prop(optional)]
    action: &'static str,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-mark">
                <Icon glyph=glyph class="size-6"/>
            </span>
            <h2 class="mt-4 text-lg font-semibold">{title}</h2>
            <p class="mt-1 max-w-md text-soft">{text}</p>
            {href
                .map(|href| {
                    view! {
                        <ButtonLink look=Look::Primary class="mt-6" href=href>
                            {action}
                        </ButtonLink>
                    }
                })}
        </div>
    }
}
