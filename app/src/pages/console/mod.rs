//! `/agents/:slug/run`: the form of a run beside its quote.

mod field;
mod fields;
mod hints;
mod prefill;
mod quote;
mod recent;
mod samples;

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::quote::Quote;
use domain::run::Run;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::trial::Offer;

use super::agent::AgentMark;
use super::{link, load};
use crate::islands::{RunForm, SampleFile};
use crate::ssr::{self, FormState, PageContext};
use crate::text::{self, console as words};
use crate::ui::icon::{self, Icon};
use fields::Fields;
use hints::{Hints, Refused};
use prefill::Prefill;
use quote::QuoteLines;
use recent::Recent;
use samples::Samples;

/// Runs of this agent that are shown.
const SHOWN: u32 = 5;

/// `/agents/:slug/run`
#[component]
pub(super) fn Console() -> impl IntoView {
    let page = ssr::page();
    let (slug, sample, from) = (load::param("slug"), load::query("sample"), load::query("from"));
    load::loaded(async move {
        let listing = service::catalogue::show(&page.services, &slug).map_err(Problem::from)?;
        let (quote, offer) = match page.marks.as_ref().filter(|_| !page.viewer.is_signed_in()) {
            Some(marks) => service::run::quote_trial(&page.services, marks, &slug, None).await,
            None => service::run::quote(&page.services, &page.viewer, &slug, None).await.map(|quote| (quote, None)),
        }
        .map_err(Problem::from)?;
        let mut recent = Vec::new();
        let mut earlier = None;
        if page.viewer.owner().is_some() {
            let agent = listing.card.id;
            let runs = service::run::list_of_agent(&page.services, &page.viewer, agent, SHOWN).await;
            recent = runs.map_err(Problem::from)?.data;
            if let Some(id) = from.and_then(|id| id.parse().ok()) {
                // A run that is not there any more fills in nothing.
                earlier = service::run::show(&page.services, &page.viewer, id).await.ok();
            }
        }
        let form = page.form.clone().filter(|form| form.form == "run");
        let prefill = Prefill::new(&listing.manifest, form.as_ref(), sample.as_deref(), earlier.as_ref());
        Ok(view! { <Shown page=page listing=listing quote=quote offer=offer recent=recent form=form prefill=prefill/> })
    })
}

#[component]
fn Shown(
    page: Arc<PageContext>,
    listing: Arc<Listing>,
    quote: Quote,
    offer: Option<Offer>,
    recent: Vec<Run>,
    form: Option<FormState>,
    prefill: Prefill,
) -> impl IntoView {
    let card = listing.card.clone();
    let slug = card.slug.clone();
    let schema = listing.manifest.input.clone();
    let has_file = schema.has_file();
    let sample = prefill.file.clone().map(|(field, number, filename)| SampleFile {
        field,
        url: link::sample(&slug, number),
        filename,
    });
    let file_of_sample = sample.clone();
    let fields = schema.fields.clone();
    let action = link::console(&slug);
    let chosen = prefill.sample;
    let nonce = nonce(&page);
    let is_trial = offer.is_some_and(|offer| offer.left > 0);
    let can_start = is_trial || page.user.as_ref().is_some_and(|user| user.email_verified_at.is_some());
    let note = if is_trial { text::trial::QUOTE_NOTE } else { words::QUOTE_NOTE };
    let instead_of = is_trial.then_some(card.price);
    let is_short = quote.balance_after.is_some_and(|after| after.micro() < 0);
    // Only the file of a sample cannot wait for the first touch.
    let wait = sample.is_none().then_some("touch");
    let from_run = prefill.from_run && has_file;
    let is_deterministic = listing.manifest.version.deterministic;
    let sent_again = form.as_ref().map(|form| form.value("work_anew").is_some());
    let is_anew = sent_again.unwrap_or_else(|| load::query("anew").is_some());
    view! {
        <Title text=text::title(&words::title(&card.name))/>
        <div class="page-wide pt-10">
            <header class="flex items-center gap-4">
                <AgentMark icon=card.icon.clone() category=card.category/>
                <div class="min-w-0">
                    <h1 class="display text-2xl sm:text-3xl">
                        <a class="link link-hover" href=link::agent(&slug)>
                            {card.name.clone()}
                        </a>
                    </h1>
                    <p class="text-sm text-soft tabular-nums">{text::run::version(&card.version)}</p>
                </div>
            </header>
            {form.clone().map(|form| view! { <Refused form=form has_file=has_file/> })}
            <div class="mt-8 grid gap-10 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr]">
                <div class="min-w-0 lg:row-span-2" data-wait=wait>
                <RunForm schema=schema sample=sample>
                    <form method="post" action=action enctype="multipart/form-data" id="run-form" novalidate>
                        <h2 class="sr-only">{words::INPUT}</h2>
                        <input type="hidden" name="max_price_microcredits" value=quote.ceiling.micro()/>
                        <input type="hidden" name="nonce" value=nonce/>
                        {from_run.then(|| view! { <p class="field-hint mb-6">{words::FROM_RUN}</p> })}
                        <Fields fields=fields form=form prefill=prefill/>
                        {file_of_sample
                            .map(|sample| {
                                view! {
                                    <noscript>
                                        <p class="field-hint mt-4">
                                            {words::SAMPLE_FILE_HINT} " "
                                            <a class="link text-primary" href=sample.url download>
                                                {sample.filename}
                                            </a>
                                        </p>
                                    </noscript>
                                }
                            })}
                        {is_deterministic.then(|| view! { <Anew is_ticked=is_anew/> })}
                        <div class="mt-8 border-t border-base-300 pt-6">
                            <button
                                type="submit"
                                class="btn btn-primary btn-lg max-sm:btn-block"
                                disabled=!can_start
                                ||
                                is_short
                            >
                                <Icon glyph=icon::PLAY/>
                                {words::start(quote.ceiling)}
                            </button>
                            <p class="field-hint mt-3">{note}</p>
                        </div>
                    </form>
                </RunForm>
                </div>
                <aside class="space-y-8 max-lg:order-first">
                    <div class="panel p-6">
                        <QuoteLines quote=quote.clone() instead_of=instead_of/>
                        <Hints user=page.user.clone() quote=quote offer=offer path=page.target.clone()/>
                    </div>
                    <Samples slug=slug.clone() samples=listing.manifest.samples.clone() chosen=chosen/>
                </aside>
                {page.viewer.owner().map(|_| view! { <Recent runs=recent now=page.services.now()/> })}
            </div>
        </div>
    }
}

/// Whether an earlier answer is not to serve.
#[component]
fn Anew(is_ticked: bool) -> impl IntoView {
    view! {
        <div class="field mt-8">
            <label class="flex items-center gap-3" for="work_anew">
                <input
                    class="checkbox"
                    type="checkbox"
                    id="work_anew"
                    name="work_anew"
                    value="on"
                    checked=is_ticked
                    aria-describedby="work_anew-hint"
                />
                <span class="field-label">{words::ANEW}</span>
            </label>
            <p class="field-hint" id="work_anew-hint">
                {words::ANEW_HINT}
            </p>
        </div>
    }
}

/// What tells one opening of the form from another: sent again with it, it makes a second press the same start.
fn nonce(page: &PageContext) -> String {
    let kept = page.form.as_ref().filter(|form| form.form == "run").and_then(|form| form.value("nonce"));
    kept.map_or_else(|| page.request_id.clone(), str::to_owned)
}
