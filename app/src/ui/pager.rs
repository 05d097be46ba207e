//! From page to page of a list.

use leptos::prelude::*;

use super::button::{ButtonLink, Look};
use super::icon::{self, Icon};
use crate::text::parts as text;

/// Links to the pages around this one.
#[component]
pub fn Pager(
    /// Where the page before is, if there is one.
    previous: Option<String>,
    /// Where the next is, if there is one.
    next: Option<String>,
    /// Where in the list this is.
    #[prop(optional, into)]
    place: String,
    /// How the page before is called.
    #[prop(default = text::PREVIOUS)]
    previous_label: &'static str,
    /// How the next is called.
    #[prop(default = text::NEXT)]
    next_label: &'static str,
) -> impl IntoView {
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="mt-10 flex items-center justify-between gap-4" aria-label=text::PAGES>
                <span>
                    {previous
                        .map(|href| {
                            view! {
                                <ButtonLink look=Look::Ghost class="whitespace-nowrap" glyph=icon::CHEVRON_LEFT href=href attr:rel="prev">
                                    {previous_label}
                                </ButtonLink>
                            }
                        })}
                </span>
                <span class="text-center text-sm text-soft tabular-nums">{place}</span>
                <span class="text-end">
                    {next
                        .map(|href| {
                            view! {
                                <ButtonLink look=Look::Ghost class="whitespace-nowrap" href=href attr:rel="next">
                                    {next_label}
                                    <Icon glyph=icon::CHEVRON_RIGHT/>
                                </ButtonLink>
                            }
                        })}
                </span>
            </nav>
        }
    })
}
