//! `/agents/:slug`: what an agent does, what it costs, what is known of it.

mod about;
mod aside;
mod inputs;
mod permissions;
mod price;
mod samples;
mod version;

use std::sync::Arc;

use domain::catalogue::{Listing, ListingCard};
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::trial::Offer;

use super::agent::{AgentCard, AgentMark};
use super::trial;
use super::{link, load};
use crate::ssr;
use crate::text::{self, listing as words};
use crate::ui::badge::{self, Badge};
use crate::ui::breadcrumb::Crumbs;
use crate::ui::button::{ButtonLink, Look, Shape};
use about::About;
use aside::Aside;
use inputs::Inputs;
use permissions::PermissionsAsked;
use samples::Samples;
use version::VersionFacts;

/// Similar agents that are shown.
const SIMILAR: usize = 3;

/// `/agents/:slug`
#[component]
pub(super) fn ListingPage() -> impl IntoView {
    let page = ssr::page();
    let slug = load::param("slug");
    load::loaded(async move {
        let listing = service::catalogue::show(&page.services, &slug).map_err(Problem::from)?;
        let similar = service::catalogue::similar(&page.services, &slug);
        let offer = trial::offer(&page, &listing.card).await;
        Ok(view! { <Shown listing=listing similar=similar offer=offer now=page.services.now()/> })
    })
}

#[component]
fn Shown(listing: Arc<Listing>, similar: Vec<ListingCard>, offer: Option<Offer>, now: Timestamp) -> impl IntoView {
    let can_try = offer.is_some_and(|offer| offer.left > 0);
    let card = listing.card.clone();
    let manifest = &listing.manifest;
    let has_similar = !similar.is_empty();
    let similar = similar.into_iter().take(SIMILAR).map(|card| view! { <AgentCard card=card/> }).collect_view();
    // The page of its suite, where it belongs to one.
    let above = card.suite.map_or_else(
        || (card.category.label().to_owned(), link::category(card.category)),
        |suite| (text::market::suite(suite).to_owned(), link::suite(suite)),
    );
    view! {
        <Title text=text::title(&card.name)/>
        <div class="page-wide pt-6 sm:pt-8">
            <Crumbs crumbs=vec![
                (text::chrome::MARKETPLACE.to_owned(), "/agents".to_owned()),
                above,
            ]/>
            <header class="mt-6 flex flex-col gap-5 sm:flex-row">
                <AgentMark icon=card.icon.clone() category=card.category large=true/>
                <div class="min-w-0">
                    <div class="flex flex-wrap items-center gap-3">
                        <h1 class="display text-3xl sm:text-4xl">{card.name.clone()}</h1>
                        {card.trial.then(|| view! { <Badge text=words::TRIAL look=badge::Look::Accent/> })}
                    </div>
                    <p class="mt-2 max-w-2xl text-lg text-soft text-pretty">{card.tagline.clone()}</p>
                    <p class="mt-2 text-sm text-soft">{text::market::by(&card.creator)}</p>
                </div>
            </header>
            <div class="mt-10 grid gap-12 lg:grid-cols-[minmax(0,1fr)_21rem]">
                <div class="min-w-0 space-y-14 max-lg:order-2">
                    <About
                        html=service::run::message_html(&manifest.description)
                        capabilities=manifest.capabilities.clone()
                        limits=manifest.limits.clone()
                    />
                    <Inputs schema=manifest.input.clone()/>
                    <Samples slug=card.slug.clone() samples=manifest.samples.clone()/>
                    <PermissionsAsked permissions=manifest.permissions.clone()/>
                    <VersionFacts listing=Arc::clone(&listing)/>
                </div>
                <Aside listing=Arc::clone(&listing) offer=offer now=now/>
            </div>
            {has_similar
                .then(|| {
                    view! {
                        <section class="page-part" aria-labelledby="similar">
                            <h2 class="display text-2xl" id="similar">
                                {words::SIMILAR}
                            </h2>
                            <div class="card-grid mt-6">
                                {similar}
                            </div>
                        </section>
                    }
                })}
        </div>
        <div class="buy-bar lg:hidden">
            <ButtonLink look=Look::Primary shape=Shape::Wide href=link::console(&card.slug)>
                {if can_try { text::trial::TRY } else { words::RUN }}
            </ButtonLink>
        </div>
    }
}
