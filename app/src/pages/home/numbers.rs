//! Numbers that are true at this moment.

use leptos::prelude::*;

use super::facts::Facts;
use crate::format;
use crate::text::home as text;

/// How many agents, cases, runs. A share is told where there is something to share.
#[component]
pub(super) fn Numbers(
    /// What is listed.
    facts: Facts,
) -> impl IntoView {
    let (runs, succeeded) = facts.runs();
    let share = (succeeded * 1_000).checked_div(runs).and_then(|share| u32::try_from(share).ok());
    let lines = [
        (text::NUMBER_AGENTS.to_owned(), format::count(facts.listings.len() as u64)),
        (text::NUMBER_CASES.to_owned(), format::count(facts.cases() as u64)),
        match share {
            Some(share) => (text::of_runs(runs), format::per_mille(share)),
            None => (text::NUMBER_RUNS.to_owned(), format::count(runs)),
        },
    ];
    view! {
        <div class="border-b border-base-300">
            <dl class="numbers" aria-label=text::NUMBERS>
                {lines
                    .map(|(label, value)| {
                        view! {
                            <div>
                                <dt>{label}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </div>
    }
}
