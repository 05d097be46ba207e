//! `/agents`: the marketplace, filtered by a plain form whose state is the address.

mod asked;
mod filters;

use domain::catalogue::ListingCard;
use domain::page::Page;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use super::agent::AgentCard;
use super::empty::Empty;
use super::load;
use super::pager::Pager;
use super::problem::ProblemPage;
use crate::ssr;
use crate::text::{self, market as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::icon;
use asked::Asked;
use filters::Filters;

/// `/agents`
#[component]
pub(super) fn Market() -> impl IntoView {
    let asked = Asked::read(load::query);
    let page = ssr::page();
    view! {
        <Title text=text::title(words::TITLE)/>
        {match service::catalogue::search(&page.services, &asked.to_query()) {
            Ok(found) => Either::Left(view! { <Found asked=asked found=found/> }),
            Err(error) => Either::Right(view! { <ProblemPage problem=Problem::from(error)/> }),
        }}
    }
}

#[component]
fn Found(asked: Asked, found: Page<ListingCard>) -> impl IntoView {
    let previous = (found.page > 1).then(|| asked.at_page(found.page - 1));
    let next = (found.page < found.total_pages).then(|| asked.at_page(found.page + 1));
    let place = text::market::page_of(found.page, found.total_pages);
    let narrowed = asked.is_narrowed();
    view! {
        <div class="page-wide pt-12">
            <h1 class="display text-3xl sm:text-4xl">{words::TITLE}</h1>
            <p class="mt-3 max-w-2xl text-soft text-pretty">{words::LEAD}</p>
            <Filters asked=asked.clone()/>
            {asked
                .has_bad_price
                .then(|| {
                    view! {
                        <div class="mt-6">
                            <Alert tone=Tone::Warning>{words::BAD_PRICE}</Alert>
                        </div>
                    }
                })}
            <section class="mt-8" aria-labelledby="found">
                <h2 class="text-sm font-medium text-soft tabular-nums" id="found">
                    {words::found(found.total)}
                </h2>
                {match (found.data.is_empty(), narrowed) {
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
                                action=words::CLEAR
                            />
                        }
                            .into_any()
                    }
                    (true, false) => view! { <Empty glyph=icon::STORE title=words::EMPTY_ALL text=""/> }.into_any(),
                }}
            </section>
            <Pager previous=previous next=next place=place/>
        </div>
    }
}
