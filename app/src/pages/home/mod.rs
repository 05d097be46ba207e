//! The home page: what this is in ten seconds, the promises shown, what it costs, how to begin.
//!
//! Every figure is true: of what is listed, or worked out by the code that works it out for a run.

mod begin;
mod bill;
mod facts;
mod hero;
mod numbers;
mod prices;
mod promises;
mod suites;

use leptos::prelude::*;
use leptos_meta::Title;

use super::{link, load, trial};
use crate::ssr;
use crate::text::{NAME, home as text};
use begin::Begin;
use facts::Facts;
use hero::Hero;
use numbers::Numbers;
use prices::Prices;
use promises::Promises;
use suites::Suites;

/// `/`
#[component]
pub(super) fn Home() -> impl IntoView {
    let page = ssr::page();
    let facts = Facts::of(&service::catalogue::snapshot(&page.services));
    // The first that can be tried, in the order of the page, on its first sample.
    let tried = facts.listings.iter().find(|listing| listing.card.trial).cloned();
    load::loaded(async move {
        let trial = match tried {
            Some(listing) => {
                let slug = &listing.card.slug;
                let has_sample = !listing.manifest.samples.is_empty();
                let place = if has_sample { link::console_with_sample(slug, 0) } else { link::console(slug) };
                let offer = trial::offer(&page, &listing.card).await;
                offer.filter(|offer| offer.left > 0).map(|_| (listing.card.name.clone(), place))
            }
            None => None,
        };
        let is_signed_in = page.viewer.is_signed_in();
        Ok(view! {
            <Title text=format!("{NAME}: {}", text::TITLE)/>
            <Hero is_signed_in=is_signed_in trial=trial example=facts.example()/>
            <Numbers facts=facts.clone()/>
            <Suites facts=facts.clone()/>
            <Promises facts=facts.clone()/>
            <Prices facts=facts/>
            {(!is_signed_in).then(|| view! { <Begin/> })}
        })
    })
}
