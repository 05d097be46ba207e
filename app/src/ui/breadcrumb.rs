//! Where a page stands among the others.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::text::parts as text;

/// The pages above this one, from the first.
#[component]
pub fn Crumbs(
    /// What each is called and where it is.
    crumbs: Vec<(String, String)>,
) -> impl IntoView {
    let crumbs = crumbs.into_iter().enumerate().map(|(place, (label, href))| {
        view! {
            <li>
                {(place > 0).then(|| view! { <Icon glyph=icon::CHEVRON_RIGHT class="size-3.5"/> })}
                <a class="link link-hover" href=href>
                    {label}
                </a>
            </li>
        }
    });
    let crumbs = crumbs.collect_view();
    view! {
        <nav aria-label=text::BREADCRUMB>
            <ol class="crumbs">{crumbs}</ol>
        </nav>
    }
}
