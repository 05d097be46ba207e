//! `/runs`: every run of the viewer, newest first.

use domain::credits::Credits;
use domain::page::{DEFAULT_PER_PAGE, Page};
use domain::run::Run;
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use super::empty::Empty;
use super::pager::Pager;
use super::trial::GoOn;
use super::{link, load};
use crate::text::{self, history as words, trial};
use crate::ui::alert::{Alert, Tone};
use crate::ui::credits::Amount;
use crate::ui::icon;
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;
use crate::{format, ssr};

/// `/runs`
#[component]
pub(super) fn History() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let cursor = load::query("cursor");
        load::loaded(async move {
            let runs = service::run::list(&page.services, &page.viewer, cursor.as_deref(), DEFAULT_PER_PAGE).await;
            let runs = runs.map_err(Problem::from)?;
            let is_visitor = !page.viewer.is_signed_in();
            Ok(view! { <Shown runs=runs is_first=cursor.is_none() is_visitor=is_visitor now=page.services.now()/> })
        })
    })
}

#[component]
fn Shown(runs: Page<Run>, is_first: bool, is_visitor: bool, now: Timestamp) -> impl IntoView {
    let next = runs.next_cursor.as_deref().map(|cursor| format!("/runs?cursor={}", link::escape(cursor)));
    let previous = (!is_first).then(|| "/runs".to_owned());
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-wide pt-12">
            <h1 class="display text-3xl sm:text-4xl">{words::TITLE}</h1>
            <p class="mt-3 text-soft">{if is_visitor { trial::HISTORY_LEAD } else { words::LEAD }}</p>
            {is_visitor
                .then(|| {
                    view! {
                        <div class="mt-6">
                            <Alert tone=Tone::Info title=trial::KEEP_RUNS>
                                <p>{trial::KEEP}</p>
                                <GoOn back="/runs".to_owned()/>
                            </Alert>
                        </div>
                    }
                })}
            {if runs.data.is_empty() {
                Either::Left(
                    view! {
                        <Empty
                            glyph=icon::HISTORY
                            title=words::EMPTY_TITLE
                            text=words::EMPTY
                            href="/agents"
                            action=words::EMPTY_ACTION
                        />
                    },
                )
            } else {
                Either::Right(view! { <Runs runs=runs.data now=now/> })
            }}
            <Pager previous=previous next=next previous_label=words::NEWEST next_label=words::OLDER/>
        </div>
    }
}

#[component]
fn Runs(runs: Vec<Run>, now: Timestamp) -> impl IntoView {
    view! {
        <table class="rows mt-8">
            <thead>
                <tr>
                    <th scope="col">{words::AGENT}</th>
                    <th scope="col">{words::STATUS}</th>
                    <th scope="col" class="text-end">
                        {words::PRICE}
                    </th>
                    <th scope="col" class="text-end max-md:hidden">
                        {words::DURATION}
                    </th>
                    <th scope="col" class="text-end">
                        {words::WHEN}
                    </th>
                </tr>
            </thead>
            <tbody>{runs.into_iter().map(|run| row(run, now)).collect_view()}</tbody>
        </table>
    }
}

fn row(run: Run, now: Timestamp) -> impl IntoView {
    let took = run.started_at.zip(run.finished_at).map(|(from, to)| format::duration(to.since(from)));
    let took = took.unwrap_or_else(|| words::NO_TIME.to_owned());
    view! {
        <tr>
            <td class="row-main">
                <a class="card-link font-medium" href=link::run(run.id)>
                    {run.agent_name}
                </a>
                <span class="ms-2 text-sm text-soft tabular-nums">{run.version}</span>
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
