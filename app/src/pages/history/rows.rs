//! The runs of a page of the history.

use domain::credits::Credits;
use domain::run::Run;
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;

use crate::format;
use crate::pages::link;
use crate::text::history as words;
use crate::ui::badge::{Badge, Look};
use crate::ui::credits::Amount;
use crate::ui::status::StatusBadge;
use crate::ui::table::{Rows, Side};
use crate::ui::time::Ago;

/// A line for each; where it is narrow, a card.
#[component]
pub(super) fn Runs(
    /// The runs, newest first.
    runs: Vec<Run>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <div class="mt-3">
            <Rows columns=vec![
                (words::AGENT, Side::Start),
                (words::STATUS, Side::Start),
                (words::PRICE, Side::End),
                (words::DURATION, Side::EndWhereRoom),
                (words::WHEN, Side::End),
            ]>{runs.into_iter().map(|run| row(run, now)).collect_view()}</Rows>
        </div>
    }
}

fn row(run: Run, now: Timestamp) -> impl IntoView {
    let took = run.started_at.zip(run.finished_at).map(|(from, to)| format::duration(to.since(from)));
    let took = took.unwrap_or_else(|| words::NO_TIME.to_owned());
    let marks = [
        run.cached_from.map(|_| words::FROM_CACHE),
        run.kept_at.map(|_| words::KEPT),
        run.erased_at.map(|_| words::ERASED),
    ];
    let marks = marks.into_iter().flatten().map(|mark| view! { " " <Badge look=Look::Neutral text=mark/> });
    let marks = marks.collect_view();
    view! {
        <tr>
            <td class="row-main">
                <a class="card-link font-medium" href=link::run(run.id)>
                    {run.agent_name}
                </a>
                <span class="ms-2 text-sm text-soft tabular-nums">{run.version}</span>
                {marks}
            </td>
            <td class="row-status">
                <StatusBadge status=Signal::stored(run.status)/>
            </td>
            <td class="text-end row-price">{price(run.charged, run.ceiling)}</td>
            <td class="text-end text-soft tabular-nums max-md:hidden">{took}</td>
            <td class="text-end text-soft row-when">
                <Ago at=run.created_at now=now/>
            </td>
        </tr>
    }
}

fn price(charged: Option<Credits>, held: Credits) -> impl IntoView {
    match charged {
        Some(charged) => Either::Left(view! { <Amount credits=charged/> }),
        None => Either::Right(view! {
            <span class="text-soft">
                <Amount credits=held/>
                " "
                {words::HELD}
            </span>
        }),
    }
}
