//! What the runs that are shown come to.

use domain::run::RunSums;
use domain::time::Micros;
use leptos::prelude::*;

use crate::format;
use crate::text::history as words;
use crate::ui::credits::Amount;

/// Runs, success, credits and time, as four figures.
#[component]
pub(super) fn Summary(
    /// The sums.
    sums: RunSums,
) -> impl IntoView {
    let success = sums.success_per_mille.map_or_else(|| words::NO_TIME.to_owned(), format::per_mille);
    let time_note = sums.mean_time_us.map(|_| words::MEAN_TIME_NOTE.to_owned()).unwrap_or_default();
    let time = sums.mean_time_us.map_or_else(|| words::NO_TIME.to_owned(), |us| format::duration(Micros(us)));
    view! {
        <dl class="mt-8 grid grid-cols-2 gap-4 lg:grid-cols-4" aria-label=words::SUMMARY>
            {figure(words::RUNS, view! { {format::count(sums.runs)} }.into_any(), words::cached(sums.cached))}
            {figure(words::SUCCESS, view! { {success} }.into_any(), words::of_finished(sums.succeeded, sums.finished))}
            {figure(words::SPENT, view! { <Amount credits=sums.charged/> }.into_any(), String::new())}
            {figure(words::MEAN_TIME, view! { {time} }.into_any(), time_note)}
        </dl>
    }
}

fn figure(label: &'static str, value: AnyView, note: String) -> impl IntoView {
    view! {
        <div class="panel p-4 sm:p-5">
            <dt class="text-sm text-soft">{label}</dt>
            <dd class="mt-1 text-2xl font-semibold tabular-nums">{value}</dd>
            {(!note.is_empty()).then(|| view! { <dd class="mt-1 text-sm text-soft tabular-nums">{note}</dd> })}
        </div>
    }
}
