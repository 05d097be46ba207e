//! Colours, type, rhythm: what the parts are made of.

use leptos::prelude::*;

use super::Specimen;
use crate::text::design as words;

/// The classes of swatches, and the names of their tokens.
const COLOURS: [(&str, &str); 12] = [
    ("bg-base-100", "base-100"),
    ("bg-surface", "surface"),
    ("bg-base-200", "base-200"),
    ("bg-base-300", "base-300"),
    ("bg-base-content", "base-content"),
    ("bg-soft", "soft"),
    ("bg-primary", "primary"),
    ("bg-info", "info"),
    ("bg-success", "success"),
    ("bg-warning", "warning"),
    ("bg-error", "error"),
    ("bg-neutral", "neutral"),
];

/// The steps of the scale of type.
const SCALE: [(&str, &str); 8] = [
    ("display text-5xl", "5xl"),
    ("display text-4xl", "4xl"),
    ("display text-3xl", "3xl"),
    ("display text-2xl", "2xl"),
    ("text-xl font-semibold", "xl"),
    ("text-lg", "lg"),
    ("text-base", "base"),
    ("text-sm text-soft", "sm"),
];

pub(super) fn all() -> impl IntoView {
    view! {
        <Specimen id="colours">
            <ul class="grid w-full grid-cols-3 gap-3 sm:grid-cols-6">
                {COLOURS
                    .map(|(class, name)| {
                        view! {
                            <li>
                                <div class=format!("swatch {class}")></div>
                                <code class="text-xs">{name}</code>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Specimen>
        <Specimen id="type">
            <ul class="w-full space-y-3">
                {SCALE
                    .map(|(class, name)| {
                        view! {
                            <li class="flex items-baseline gap-4">
                                <code class="w-10 shrink-0 text-xs text-soft">{name}</code>
                                <span class=format!("min-w-0 truncate {class}")>{words::SAMPLE_HEADING}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Specimen>
        <Specimen id="shapes">
            <div class="size-20 rounded-selector border border-base-300 bg-surface"></div>
            <div class="size-20 rounded-field border border-base-300 bg-surface"></div>
            <div class="size-20 rounded-box border border-base-300 bg-surface shadow-card"></div>
            <div class="size-20 rounded-box border border-base-300 bg-surface shadow-lift"></div>
            <div class="size-20 rounded-box border border-base-300 bg-surface shadow-float"></div>
        </Specimen>
    }
}
