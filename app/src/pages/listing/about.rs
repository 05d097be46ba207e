//! What an agent does, can and cannot do.

use domain::catalogue::Point;
use leptos::prelude::*;

use crate::text::listing as text;
use crate::ui::icon::{self, Glyph, Icon};
use crate::ui::rendered::Rendered;

/// The description, capabilities and limits.
#[component]
pub(super) fn About(
    /// The description, rendered and sanitised.
    html: String,
    /// What it can.
    capabilities: Vec<Point>,
    /// What it cannot.
    limits: Vec<Point>,
) -> impl IntoView {
    view! {
        <section aria-labelledby="what">
            <h2 class="section-title" id="what">
                {text::WHAT}
            </h2>
            <Rendered html=html/>
            <div class="mt-8 grid gap-8 sm:grid-cols-2">
                {points(text::CAPABILITIES, capabilities, icon::CHECK, "text-success")}
                {points(text::LIMITS, limits, icon::INFO, "text-soft")}
            </div>
        </section>
    }
}

fn points(title: &'static str, points: Vec<Point>, glyph: Glyph, class: &'static str) -> impl IntoView {
    (!points.is_empty()).then(|| {
        view! {
            <div>
                <h3 class="font-semibold">{title}</h3>
                <ul class="mt-3 space-y-2">
                    {points
                        .into_iter()
                        .map(|point| {
                            view! {
                                <li class="flex gap-2.5">
                                    <span class=format!("mt-1 {class}")>
                                        <Icon glyph=glyph class="size-4"/>
                                    </span>
                                    <span>{point.text}</span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        }
    })
}
