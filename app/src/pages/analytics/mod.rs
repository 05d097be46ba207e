//! `/analytics`: what the viewer's runs come to. Filters are a plain form, charts are drawn here: nothing needs a script.

mod agents;
mod ahead;
mod asked;
mod days;
mod figures;
mod filters;
mod hints;

use domain::analytics::Analytics;
use domain::time::Zone;
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Problem, run};

use super::load;
use crate::ssr::{self, FormState};
use crate::text::{self, analytics as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::empty::Empty;
use crate::ui::icon::{self, Icon};
use agents::Agents;
use ahead::Ahead;
use asked::Asked;
use days::Days;
use figures::Totals;
use filters::Filters;
use hints::Hints;

/// `/analytics`
#[component]
pub(super) fn AnalyticsPage() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let asked = Asked::read(load::query);
        load::loaded(async move {
            let (services, viewer) = (&page.services, &page.viewer);
            let agents = run::agents(services, viewer).await.map_err(Problem::from)?;
            let (analytics, form) = match service::analytics::mine(services, viewer, &asked.meant()).await {
                Ok(analytics) => (Some(analytics), None),
                Err(problem) if problem.fields.is_empty() => return Err(problem),
                Err(problem) => (None, Some(asked.misread(problem))),
            };
            let (zone, time_zone) = (page.zone.clone(), page.preferences.time_zone.clone());
            Ok(view! {
                <Shown asked=asked agents=agents analytics=analytics form=form zone=zone time_zone=time_zone/>
            })
        })
    })
}

#[component]
fn Shown(
    asked: Asked,
    agents: Vec<(String, String)>,
    analytics: Option<Analytics>,
    form: Option<FormState>,
    zone: Zone,
    time_zone: String,
) -> impl IntoView {
    let is_misread = form.is_some();
    if is_misread {
        ssr::set_status(422);
    }
    // Whoever has never run anything has nothing to choose from.
    let has_none = agents.is_empty() && analytics.as_ref().is_some_and(|analytics| analytics.total.runs == 0);
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-wide pt-12">
            <div class="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
                <div class="min-w-0">
                    <h1 class="display text-3xl sm:text-4xl">{words::TITLE}</h1>
                    <p class="mt-3 max-w-2xl text-soft">{words::lead(&time_zone)}</p>
                </div>
                {(!has_none && !is_misread).then(|| view! { <Export asked=asked.clone()/> })}
            </div>
            {if has_none {
                view! {
                    <Empty
                        glyph=icon::GAUGE
                        title=words::EMPTY_TITLE
                        text=words::EMPTY
                        href="/agents".to_owned()
                        action=words::EMPTY_ACTION
                    />
                }
                    .into_any()
            } else {
                view! {
                    <Filters asked=asked.clone() agents=agents form=form/>
                    {match analytics {
                        Some(analytics) => view! { <Known asked=asked analytics=analytics zone=zone/> }.into_any(),
                        None => {
                            view! {
                                <div class="mt-6">
                                    <Alert tone=Tone::Error>{words::MISREAD}</Alert>
                                </div>
                            }
                                .into_any()
                        }
                    }}
                }
                    .into_any()
            }}
        </div>
    }
}

/// The same as a file.
#[component]
fn Export(asked: Asked) -> impl IntoView {
    view! {
        <p class="flex items-center gap-4 text-sm">
            <span class="inline-flex items-center gap-2 text-soft">
                <Icon glyph=icon::DOWNLOAD/>
                {words::EXPORT}
            </span>
            <a class="link text-primary" href=asked.export("csv") download>
                "CSV"
            </a>
            <a class="link text-primary" href=asked.export("json") download>
                "JSON"
            </a>
        </p>
    }
}

#[component]
fn Known(asked: Asked, analytics: Analytics, zone: Zone) -> impl IntoView {
    let has_runs = analytics.total.runs > 0;
    let hints = analytics.hints.clone();
    let forecast = analytics.forecast.clone();
    let in_period = if has_runs {
        view! {
            <div class="mt-6">
                <Totals analytics=analytics.clone()/>
            </div>
            <div class="mt-6 grid gap-6 lg:grid-cols-2">
                <Days analytics=analytics.clone()/>
            </div>
            <div class="mt-6">
                <Agents agents=analytics.by_agent/>
            </div>
        }
        .into_any()
    } else {
        view! {
            <Empty
                glyph=icon::SEARCH
                title=words::NOTHING_TITLE
                text=words::NOTHING
                href=asked.with_days(365)
                action=words::LONGER
            />
        }
        .into_any()
    };
    view! {
        {in_period}
        <div class="mt-6 grid items-start gap-6 lg:grid-cols-2">
            <Ahead forecast=forecast/>
            <Hints hints=hints zone=zone/>
        </div>
    }
}
