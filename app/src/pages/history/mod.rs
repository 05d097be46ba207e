//! `/runs`: the runs of the viewer, newest first, narrowed by a plain form whose state is the address, and what they come
//! to.

mod asked;
mod chosen;
mod filters;
mod rows;
mod summary;

use domain::error::FieldError;
use domain::page::DEFAULT_PER_PAGE;
use domain::run::RunSums;
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::{self, Found, Narrowing};

use super::load;
use super::trial::GoOn;
use crate::ssr;
use crate::text::{self, history as words, trial};
use crate::ui::alert::{Alert, Tone};
use crate::ui::empty::Empty;
use crate::ui::heading::PageHead;
use crate::ui::icon::{self, Icon};
use crate::ui::pager::Pager;
use crate::ui::toast::Toast;
use asked::Asked;
use chosen::Chosen;
use filters::Filters;
use rows::Runs;
use summary::Summary;

/// `/runs`
#[component]
pub(super) fn History() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let asked = Asked::read(load::query);
        let is_deleted = load::query("deleted").is_some();
        load::loaded(async move {
            let (services, viewer) = (&page.services, &page.viewer);
            let all = Narrowing::default();
            let found = run::find(services, viewer, &asked.narrowing, asked.cursor.as_deref(), DEFAULT_PER_PAGE).await;
            let (found, sums, errors) = match found {
                Ok(found) => {
                    let sums = run::summary(services, viewer, &asked.narrowing, None).await.map_err(Problem::from)?;
                    (Some(found), Some(sums.total), Vec::new())
                }
                Err(run::Error::Invalid(errors)) => (None, None, errors),
                Err(error) => return Err(error.into()),
            };
            // What cannot be read finds nothing, but there is still something to choose from.
            let found = if let Some(found) = found {
                found
            } else {
                let mut found = run::find(services, viewer, &all, None, 1).await.map_err(Problem::from)?;
                found.runs.data.clear();
                found.runs.next_cursor = None;
                found
            };
            let (now, is_visitor) = (services.now(), !viewer.is_signed_in());
            Ok(view! {
                <Shown
                    asked=asked
                    found=found
                    sums=sums
                    errors=errors
                    is_deleted=is_deleted
                    is_visitor=is_visitor
                    now=now
                />
            })
        })
    })
}

#[component]
fn Shown(
    asked: Asked,
    found: Found,
    sums: Option<RunSums>,
    errors: Vec<FieldError>,
    is_deleted: bool,
    is_visitor: bool,
    now: Timestamp,
) -> impl IntoView {
    if !errors.is_empty() {
        ssr::set_status(422);
    }
    let Found { runs, agents } = found;
    let next = runs.next_cursor.as_deref().map(|cursor| asked.from(cursor));
    let previous = asked.cursor.is_some().then(|| asked.first());
    let is_narrowed = !asked.narrowing.is_all();
    let is_misread = !errors.is_empty();
    let has_none = runs.data.is_empty() && !is_narrowed;
    let (csv, json) = (asked.export("csv"), asked.export("json"));
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-wide page-top">
            <PageHead title=words::TITLE lead=if is_visitor { trial::HISTORY_LEAD } else { words::LEAD }/>
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
            {is_deleted.then(|| view! { <Toast sentence=words::DELETED/> })}
            {(!has_none)
                .then(|| {
                    view! {
                        {sums.map(|sums| view! { <Summary sums=sums/> })}
                        <Filters asked=asked.clone() agents=agents.clone() errors=errors/>
                        <Chosen asked=asked agents=agents/>
                    }
                })}
            {if has_none {
                view! {
                    <Empty
                        glyph=icon::HISTORY
                        title=words::EMPTY_TITLE
                        text=words::EMPTY
                        href="/agents"
                        action=words::EMPTY_ACTION
                    />
                }
                    .into_any()
            } else if is_misread {
                view! {
                    <div class="mt-6">
                        <Alert tone=Tone::Error>{words::MISREAD}</Alert>
                    </div>
                }
                    .into_any()
            } else if runs.data.is_empty() {
                view! {
                    <Empty
                        glyph=icon::SEARCH
                        title=words::NONE_TITLE
                        text=words::NONE
                        href="/runs"
                        action=words::CLEAR
                    />
                }
                    .into_any()
            } else {
                view! {
                    <div class="mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                        <h2 class="text-sm font-medium text-soft tabular-nums">{words::found(runs.total)}</h2>
                        <p class="flex items-center gap-4 text-sm">
                            <span class="inline-flex items-center gap-2 text-soft">
                                <Icon glyph=icon::DOWNLOAD/>
                                {words::EXPORT}
                            </span>
                            <a class="link text-primary" href=csv download>
                                "CSV"
                            </a>
                            <a class="link text-primary" href=json download>
                                "JSON"
                            </a>
                        </p>
                    </div>
                    <Runs runs=runs.data now=now/>
                }
                    .into_any()
            }}
            <Pager previous=previous next=next previous_label=words::NEWEST next_label=words::OLDER/>
        </div>
    }
}
