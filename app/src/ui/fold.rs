//! Something that folds away.

use leptos::prelude::*;

use super::badge::{Badge, Look};
use super::icon::{Glyph, Icon};

/// A line that folds open.
#[component]
pub fn Fold(
    /// What is folded away.
    #[prop(into)]
    title: String,
    /// The icon before it.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// How much of it is set; told where anything is.
    #[prop(optional)]
    count: usize,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// Whether the keys of a run's page stop at it.
    #[prop(optional)]
    stop: bool,
    /// Classes for what it stands on: `fold` gives it a frame.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=class open=open>
            <summary class="fold-head" data-stop=stop.then_some("")>
                {glyph.map(|glyph| view! { <Icon glyph=glyph class="size-4"/> })}
                {title}
                {(count > 0).then(|| view! { <Badge look=Look::Accent text=count.to_string()/> })}
            </summary>
            <div class="mt-4">{children()}</div>
        </details>
    }
}
