//! `/account/usage`: what the viewer's programs asked for.

use domain::time::{Micros, Timestamp};
use domain::usage::{Calls, Usage};
use leptos::either::Either;
use leptos::prelude::*;
use service::usage::KEPT_DAYS;

use super::frame::{Panel, Settings};
use crate::pages::empty::Empty;
use crate::pages::load;
use crate::text::{settings, usage as words};
use crate::ui::icon;
use crate::ui::time::Ago;
use crate::{format, ssr};

/// `/account/usage`
#[component]
pub(in crate::pages) fn UsagePage() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        load::loaded(async move {
            let usage = service::usage::mine(&page.services, &page.viewer, KEPT_DAYS).await?;
            Ok(view! {
                <Settings here="/account/usage" title=settings::USAGE lead=words::LEAD>
                    <Shown usage=usage/>
                </Settings>
            })
        })
    })
}

#[component]
fn Shown(usage: Usage) -> impl IntoView {
    let now = usage.until;
    if usage.total.calls == 0 {
        return Either::Left(view! {
            <Empty
                glyph=icon::GAUGE
                title=words::EMPTY_TITLE
                text=words::EMPTY
                href="/account/keys"
                action=words::MAKE_KEY
            />
        });
    }
    let days = usage.by_day.into_iter().map(|day| (day.day, day.calls));
    let agents = usage.by_agent.into_iter().map(|one| (one.agent.unwrap_or(words::NO_AGENT.to_owned()), one.calls));
    let keys = usage.by_key.into_iter().map(|one| {
        let name = one.name.or(one.key_id).unwrap_or_else(|| words::NO_KEY.to_owned());
        (name, one.calls)
    });
    let errors = usage.errors;
    Either::Right(view! {
        <Panel id="totals" title=words::TOTALS>
            <dl class="facts">
                {fact(words::CALLS, usage.total.calls.to_string())}
                {fact(words::ERRORS, usage.total.errors.to_string())}
                {fact(words::MEAN, mean(usage.total))}
                {fact(words::LIMIT, words::limit(usage.requests_per_minute))}
            </dl>
        </Panel>
        <Panel id="agents" title=words::BY_AGENT>
            <Table what=words::AGENT lines=agents.collect()/>
        </Panel>
        <Panel id="keys" title=words::BY_KEY>
            <Table what=words::KEY lines=keys.collect()/>
        </Panel>
        <Panel id="days" title=words::BY_DAY>
            <Table what=words::DAY lines=days.collect()/>
        </Panel>
        {(!errors.is_empty())
            .then(|| {
                let lines = errors
                    .into_iter()
                    .map(|one| (words::reason(one.status, &one.code), one.calls, one.last_at, one.last_request_id));
                view! {
                    <Panel id="errors" title=words::BY_ERROR>
                        <Errors lines=lines.collect() now=now/>
                    </Panel>
                }
            })}
    })
}

fn fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn mean(calls: Calls) -> String {
    format::duration(Micros(i64::try_from(calls.mean_duration_us).unwrap_or(i64::MAX)))
}

#[component]
fn Table(
    /// What the lines are.
    what: &'static str,
    /// Each with its counts.
    lines: Vec<(String, Calls)>,
) -> impl IntoView {
    view! {
        <div class="scrolls">
            <table class="counts">
                <thead>
                    <tr>
                        <th scope="col">{what}</th>
                        <th scope="col">{words::CALLS}</th>
                        <th scope="col">{words::ERRORS}</th>
                        <th scope="col">{words::MEAN}</th>
                    </tr>
                </thead>
                <tbody>
                    {lines
                        .into_iter()
                        .map(|(name, calls)| {
                            view! {
                                <tr>
                                    <th scope="row">{name}</th>
                                    <td>{calls.calls}</td>
                                    <td>{calls.errors}</td>
                                    <td>{mean(calls)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Errors(
    /// The reason, how often, when last, and the last one's request.
    lines: Vec<(String, u64, Timestamp, String)>,
    /// What the clock says now.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <div class="scrolls">
            <table class="counts">
                <thead>
                    <tr>
                        <th scope="col">{words::REASON}</th>
                        <th scope="col">{words::CALLS}</th>
                        <th scope="col">{words::LAST}</th>
                    </tr>
                </thead>
                <tbody>
                    {lines
                        .into_iter()
                        .map(|(reason, calls, at, request)| {
                            view! {
                                <tr>
                                    <th scope="row">
                                        <code>{reason}</code>
                                    </th>
                                    <td>{calls}</td>
                                    <td title=request>
                                        <Ago at=at now=now/>
                                    </td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}
