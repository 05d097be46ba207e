//! What the runs that are shown come to.

use domain::run::RunSums;
use domain::time::Micros;
use leptos::prelude::*;

use crate::format;
use crate::text::history as words;
use crate::ui::credits::Amount;
use crate::ui::stat::{Figure, Figures};

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
        <div class="page-block">
            <Figures label=words::SUMMARY>
                <Figure label=words::RUNS note=words::cached(sums.cached)>{format::count(sums.runs)}</Figure>
                <Figure label=words::SUCCESS note=words::of_finished(sums.succeeded, sums.finished)>{success}</Figure>
                <Figure label=words::SPENT>
                    <Amount credits=sums.charged/>
                </Figure>
                <Figure label=words::MEAN_TIME note=time_note>{time}</Figure>
            </Figures>
        </div>
    }
}
