//! The home page: what this is in ten seconds, and how to begin.

mod begin;
mod hero;
mod promises;
mod sample_quote;
mod steps;

use domain::catalogue::{Category, ListingCard};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use super::agent::AgentCard;
use super::empty::Empty;
use super::{link, load, trial};
use crate::ssr;
use crate::text::{NAME, home as text};
use crate::ui::icon::{self, Icon};
use begin::Begin;
use hero::Hero;
use promises::Promises;
use steps::Steps;

/// Agents on the home page at most.
const SHOWN: usize = 6;

/// `/`
#[component]
pub(super) fn Home() -> impl IntoView {
    let page = ssr::page();
    let snapshot = service::catalogue::snapshot(&page.services);
    let mut cards: Vec<ListingCard> = snapshot.listings().iter().map(|listing| listing.card.clone()).collect();
    cards.sort_by(|a, b| b.runs.cmp(&a.runs).then_with(|| a.name.cmp(&b.name)));
    let categories =
        Category::ALL.iter().copied().filter(|category| cards.iter().any(|card| card.category == *category));
    let categories: Vec<Category> = categories.collect();
    // The first that can be tried, in the order of the page, on its first sample.
    let tried = cards.iter().find(|card| card.trial).cloned();
    let has_sample = |slug: &str| {
        snapshot.listings().iter().any(|listing| listing.card.slug == slug && !listing.manifest.samples.is_empty())
    };
    let tried = tried.map(|card| {
        let slug = &card.slug;
        let place = if has_sample(slug) { link::console_with_sample(slug, 0) } else { link::console(slug) };
        (card, place)
    });
    cards.truncate(SHOWN);
    load::loaded(async move {
        let trial = match tried {
            Some((card, place)) => {
                let offer = trial::offer(&page, &card).await;
                offer.filter(|offer| offer.left > 0).map(|_| place)
            }
            None => None,
        };
        let is_signed_in = page.viewer.is_signed_in();
        Ok(view! {
            <Title text=format!("{NAME}: {}", text::TITLE)/>
            <Hero is_signed_in=is_signed_in trial=trial/>
            <Steps/>
            <Agents cards=cards categories=categories/>
            <Promises/>
            {(!is_signed_in).then(|| view! { <Begin/> })}
        })
    })
}

#[component]
fn Agents(cards: Vec<ListingCard>, categories: Vec<Category>) -> impl IntoView {
    view! {
        <section class="page-wide mt-24" aria-labelledby="agents">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <h2 class="display text-2xl sm:text-3xl" id="agents">
                    {text::AGENTS}
                </h2>
                <a class="link link-hover inline-flex items-center gap-1 font-medium text-primary" href="/agents">
                    {text::ALL_AGENTS}
                    <Icon glyph=icon::ARROW_RIGHT/>
                </a>
            </div>
            {if cards.is_empty() {
                Either::Left(view! { <Empty glyph=icon::STORE title=text::NO_AGENTS text=""/> })
            } else {
                Either::Right(
                    view! {
                        <div class="card-grid mt-8">
                            {cards.into_iter().map(|card| view! { <AgentCard card=card/> }).collect_view()}
                        </div>
                    },
                )
            }}
            {(categories.len() > 1)
                .then(|| {
                    view! {
                        <nav class="mt-8 flex flex-wrap gap-2" aria-label=text::CATEGORIES>
                            {categories
                                .into_iter()
                                .map(|category| {
                                    view! {
                                        <a class="chip chip-link" href=format!("/agents?category={}", category.slug())>
                                            {category.label()}
                                        </a>
                                    }
                                })
                                .collect_view()}
                        </nav>
                    }
                })}
        </section>
    }
}
