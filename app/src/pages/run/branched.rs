//! From which run this one branches, and which branch from it.

use domain::id::RunId;
use domain::run::{Item, Reuse, Run, Transcript};
use leptos::either::Either;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::run as text;
use crate::transcript::anchor;
use crate::ui::alert::{Alert, Tone};

/// How many steps were taken over, and how many were worked anew.
pub(super) fn reuses(transcript: &Transcript) -> (usize, usize) {
    let count = |reuse: Reuse| {
        let is_so = |item: &&Item| matches!(item, Item::Step(step) if step.reuse == Some(reuse));
        transcript.items.iter().filter(is_so).count()
    };
    (count(Reuse::TakenOver), count(Reuse::WorkedAnew))
}

/// That a run branches from another; nothing where it does not.
#[component]
pub(super) fn Branched(
    /// The run.
    run: Run,
    /// Whether the other one is still there.
    has_origin: bool,
    /// How many steps were taken over, and how many were worked anew.
    reuses: (usize, usize),
) -> impl IntoView {
    run.branched_from.map(|from| {
        let origin = match &from.step {
            Some(step) => format!("{}#{}", link::run(from.run), domain::percent::path(&anchor(step))),
            None => link::run(from.run),
        };
        view! {
            <Alert tone=Tone::Info title=text::BRANCHED_TITLE>
                <p>{text::branched(reuses.0, reuses.1)}</p>
                {if has_origin {
                    Either::Left(
                        view! {
                            <p>
                                <a class="link" href=origin>
                                    {text::BRANCHED_FROM}
                                </a>
                            </p>
                        },
                    )
                } else {
                    Either::Right(view! { <p>{text::BRANCHED_FROM_GONE}</p> })
                }}
            </Alert>
        }
    })
}

/// The runs that branch from this one; nothing where there are none.
#[component]
pub(super) fn Branches(
    /// The runs, newest first.
    runs: Vec<RunId>,
) -> impl IntoView {
    (!runs.is_empty()).then(|| {
        let links = runs.into_iter().map(|run| {
            view! {
                <a class="link break-all" href=link::run(run)>
                    {run.to_string()}
                </a>
            }
        });
        view! {
            <p class="flex flex-wrap gap-x-3 gap-y-1 text-sm text-soft">
                {text::BRANCHES} ": " {links.collect_view()}
            </p>
        }
    })
}
