//! `/account/usage`: what the viewer's programs asked for.

use domain::time::{Micros, Timestamp};
use domain::usage::{Calls, Usage};
use leptos::either::Either;
use leptos::prelude::*;
use service::usage::KEPT_DAYS;

use super::frame::Settings;
use crate::pages::load;
use crate::text::{settings, usage as words};
use crate::ui::empty::Empty;
use crate::ui::facts::{Fact, Facts};
use crate::ui::icon;
use crate::ui::panel::Panel;
use crate::ui::table::Counts;
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
            <Facts>
                <Fact label=words::CALLS>{format::count(usage.total.calls)}</Fact>
                <Fact label=words::ERRORS>{format::count(usage.total.errors)}</Fact>
                <Fact label=words::MEAN>{mean(usage.total)}</Fact>
                <Fact label=words::LIMIT>{words::limit(usage.requests_per_minute)}</Fact>
            </Facts>
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
    let lines = lines.into_iter().map(|(name, calls)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{format::count(calls.calls)}</td>
                <td>{format::count(calls.errors)}</td>
                <td>{mean(calls)}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! { <Counts columns=vec![what, words::CALLS, words::ERRORS, words::MEAN]>{lines}</Counts> }
}

#[component]
fn Errors(
    /// The reason, how often, when last, and the last one's request.
    lines: Vec<(String, u64, Timestamp, String)>,
    /// What the clock says now.
    now: Timestamp,
) -> impl IntoView {
    let lines = lines.into_iter().map(|(reason, calls, at, request)| {
        view! {
            <tr>
                <th scope="row">
                    <code>{reason}</code>
                </th>
                <td>{format::count(calls)}</td>
                <td title=request>
                    <Ago at=at now=now/>
                </td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! { <Counts columns=vec![words::REASON, words::CALLS, words::LAST]>{lines}</Counts> }
}
