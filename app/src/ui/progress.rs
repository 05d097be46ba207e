//! How far something is, as a bar with a label and a figure.

use leptos::prelude::*;

/// A bar.
#[component]
pub fn Progress(
    /// What the label's element is called.
    id: &'static str,
    /// What is measured.
    label: &'static str,
    /// How far it is.
    #[prop(into)]
    value: Signal<i64>,
    /// How far it can go.
    most: i64,
    /// The same in words.
    #[prop(into)]
    figure: Signal<String>,
) -> impl IntoView {
    let most = most.max(1);
    let class = move || if value.get() >= most { "bar bar-full" } else { "bar" };
    view! {
        <div class="space-y-1.5">
            <div class="flex items-baseline justify-between gap-4 text-sm">
                <span id=id>{label}</span>
                <span class="font-medium tabular-nums">{figure}</span>
            </div>
            <progress class=class aria-labelledby=id max=most value=move || value.get()></progress>
        </div>
    }
}

/// Something works, and how long it takes is not known.
#[component]
pub fn Working(
    /// What works.
    label: &'static str,
) -> impl IntoView {
    view! { <progress class="bar" aria-label=label></progress> }
}
