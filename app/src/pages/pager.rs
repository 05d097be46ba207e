//! From page to page of a list.

use leptos::prelude::*;

use crate::text::market as text;
use crate::ui::icon::{self, Icon};

/// Links to the pages around this one.
#[component]
pub(super) fn Pager(
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
                                <a class="btn btn-ghost whitespace-nowrap" href=href rel="prev">
                                    <Icon glyph=icon::CHEVRON_LEFT/>
                                    {previous_label}
                                </a>
                            }
                        })}
                </span>
                <span class="text-center text-sm text-soft tabular-nums">{place}</span>
                <span class="text-end">
                    {next
                        .map(|href| {
                            view! {
                                <a class="btn btn-ghost whitespace-nowrap" href=href rel="next">
                                    {next_label}
                                    <Icon glyph=icon::CHEVRON_RIGHT/>
                                </a>
                            }
                        })}
                </span>
            </nav>
        }
    })
}
