//! The viewer's last runs of this agent.

use domain::run::Run;
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::console as text;
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;

/// The last runs, newest first.
#[component]
pub(super) fn Recent(
    /// The runs.
    runs: Vec<Run>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <section class="mt-10 max-w-2xl" aria-labelledby="recent">
            <h2 class="font-semibold" id="recent">
                {text::RECENT}
            </h2>
            {if runs.is_empty() {
                Either::Left(view! { <p class="mt-1 text-sm text-soft">{text::NO_RECENT}</p> })
            } else {
                Either::Right(
                    view! {
                        <ul class="mt-2 divide-y divide-base-300">
                            {runs
                                .into_iter()
                                .map(|run| {
                                    view! {
                                        <li class="flex items-center justify-between gap-3 py-2">
                                            <a class="link link-hover text-sm" href=link::run(run.id)>
                                                <Ago at=run.created_at now=now/>
                                            </a>
                                            <StatusBadge status=Signal::stored(run.status)/>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    },
                )
            }}
        </section>
    }
}
