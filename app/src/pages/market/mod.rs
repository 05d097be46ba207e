//! `/agents`: the marketplace, filtered by a plain form whose state is the address. A suite is a page of it.

mod asked;
mod chosen;
mod filters;

use domain::catalogue::{ListingCard, Suite};
use domain::page::Page;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use super::agent::AgentCard;
use super::problem::ProblemPage;
use super::{link, load};
use crate::ssr;
use crate::text::{self, market as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::empty::Empty;
use crate::ui::heading::PageHead;
use crate::ui::icon;
use crate::ui::pager::Pager;
use crate::ui::tabs::{Tab, Tabs};
use asked::Asked;
use chosen::Chosen;
use filters::Filters;

/// `/agents`
#[component]
pub(super) fn Market() -> impl IntoView {
    let asked = Asked::read(load::query);
    let page = ssr::page();
    match service::catalogue::search(&page.services, &asked.to_query()) {
        Ok(found) => {
            let snapshot = service::catalogue::snapshot(&page.services);
            let all = snapshot.listings();
            let count = |suite: Suite| all.iter().filter(|listing| listing.card.suite == Some(suite)).count() as u64;
            let suites = Suite::ALL.iter().map(|suite| (*suite, count(*suite))).filter(|(_, count)| *count > 0);
            let suites = suites.collect();
            Either::Left(view! { <Found asked=asked found=found suites=suites all=all.len() as u64/> })
        }
        Err(error) => Either::Right(view! { <ProblemPage problem=Problem::from(error)/> }),
    }
}

#[component]
fn Found(
    /// What is asked.
    asked: Asked,
    /// What was found.
    found: Page<ListingCard>,
    /// The suites that have agents, and how many.
    suites: Vec<(Suite, u64)>,
    /// How many agents there are.
    all: u64,
) -> impl IntoView {
    let previous = (found.page > 1).then(|| asked.at_page(found.page - 1));
    let next = (found.page < found.total_pages).then(|| asked.at_page(found.page + 1));
    let place = words::page_of(found.page, found.total_pages);
    let (title, lead) =
        asked.suite.map_or((words::TITLE, words::LEAD), |suite| (words::suite(suite), words::suite_lead(suite)));
    let is_narrowed = asked.is_narrowed();
    let is_empty = found.data.is_empty();
    view! {
        <Title text=text::title(title)/>
        <div class="page-wide page-top">
            <PageHead title=title lead=lead/>
            <div class="mt-6">{tabs(asked.suite, suites, all)}</div>
            <div class="market">
                <Filters asked=asked.clone()/>
                <section class="min-w-0" aria-labelledby="found">
                    <div class="flex min-h-9 flex-wrap items-center gap-x-5 gap-y-2">
                        <h2 class="font-medium tabular-nums" id="found">
                            {words::found(found.total)}
                        </h2>
                        <Chosen asked=asked.clone()/>
                    </div>
                    {asked
                        .has_bad_price
                        .then(|| {
                            view! {
                                <div class="mt-4">
                                    <Alert tone=Tone::Warning>{words::BAD_PRICE}</Alert>
                                </div>
                            }
                        })}
                    {match (is_empty, is_narrowed) {
                        (false, _) => {
                            view! {
                                <div class="card-grid mt-4">
                                    {found.data.into_iter().map(|card| view! { <AgentCard card=card/> }).collect_view()}
                                </div>
                            }
                                .into_any()
                        }
                        (true, true) => {
                            view! {
                                <Empty
                                    glyph=icon::SEARCH
                                    title=words::EMPTY_TITLE
                                    text=words::EMPTY
                                    href="/agents"
                                    action=words::SHOW_ALL
                                />
                            }
                                .into_any()
                        }
                        (true, false) => {
                            view! { <Empty glyph=icon::STORE title=words::EMPTY_ALL text=words::EMPTY_ALL_NOTE/> }.into_any()
                        }
                    }}
                    <Pager previous=previous next=next place=place/>
                </section>
            </div>
        </div>
    }
}

/// All agents, and those of each suite.
fn tabs(here: Option<Suite>, suites: Vec<(Suite, u64)>, all: u64) -> impl IntoView {
    (!suites.is_empty()).then(|| {
        let first =
            Tab { label: words::ALL.to_owned(), href: "/agents".to_owned(), count: Some(all), is_here: here.is_none() };
        let others = suites.into_iter().map(|(suite, count)| Tab {
            label: words::suite(suite).to_owned(),
            href: link::suite(suite),
            count: Some(count),
            is_here: here == Some(suite),
        });
        let tabs = std::iter::once(first).chain(others).collect();
        view! { <Tabs label=words::SUITES tabs=tabs/> }
    })
}
