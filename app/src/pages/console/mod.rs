//! `/agents/:slug/run`: the form of a run, and its quote beside the button that starts it.

mod anew;
mod branching;
mod confirm;
mod field;
mod fields;
mod hints;
mod prefill;
mod quote;
mod recent;
mod samples;
mod start;

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::quote::Quote;
use domain::run::Run;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::Branchable;
use service::trial::Offer;

use super::agent::AgentMark;
use super::{link, load};
use crate::islands::{RunForm, SampleFile};
use crate::ssr::{self, FormState, PageContext};
use crate::text::{self, console as words};
use branching::Branching;
use fields::Fields;
use hints::Refused;
use prefill::Prefill;
use recent::Recent;
use samples::Samples;
use start::Start;

/// The form that has the letter of an address sent again.
const RESEND: &str = "resend";
/// Runs of this agent that are shown.
const SHOWN: u32 = 5;

/// `/agents/:slug/run`
#[component]
pub(super) fn Console() -> impl IntoView {
    let page = ssr::page();
    let (slug, sample, from) = (load::param("slug"), load::query("sample"), load::query("from"));
    let of_run = |page: &PageContext| page.form.clone().filter(|form| form.form == "run");
    let asked = branching::asked(of_run(&page).as_ref());
    load::loaded(async move {
        let listing = service::catalogue::show(&page.services, &slug).map_err(Problem::from)?;
        let (quote, offer) = match page.marks.as_ref().filter(|_| !page.viewer.is_signed_in()) {
            Some(marks) => service::run::quote_trial(&page.services, marks, &slug, None).await,
            None => service::run::quote(&page.services, &page.viewer, &slug, None).await.map(|quote| (quote, None)),
        }
        .map_err(Problem::from)?;
        let mut recent = Vec::new();
        let mut earlier = None;
        let form = of_run(&page);
        let mut branching = None;
        if page.viewer.owner().is_some() {
            let agent = listing.card.id;
            let runs = service::run::list_of_agent(&page.services, &page.viewer, agent, SHOWN).await;
            recent = runs.map_err(Problem::from)?.data;
            if let Some(id) = from.and_then(|id| id.parse().ok()) {
                // A run that is not there any more fills in nothing.
                earlier = service::run::show(&page.services, &page.viewer, id).await.ok();
            }
            if let Some(from) = asked {
                let id = from.run;
                let found = branching::find(&page, &slug, from).await;
                earlier = match &found {
                    Ok(branchable) => Some(branchable.run.clone()),
                    Err(_) => service::run::show(&page.services, &page.viewer, id).await.ok(),
                };
                branching = Some(found);
            }
        }
        let kept = branching.as_ref().and_then(|found| found.as_ref().ok()).map(branching::kept).unwrap_or_default();
        let prefill = Prefill::new(&listing.manifest, form.as_ref(), sample.as_deref(), earlier.as_ref()).keeping(kept);
        Ok(view! {
            <Shown
                page=page
                listing=listing
                quote=quote
                offer=offer
                recent=recent
                form=form
                prefill=prefill
                branching=branching
            />
        })
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
    branching: Option<Result<Branchable, Problem>>,
) -> impl IntoView {
    let (card, manifest) = (listing.card.clone(), &listing.manifest);
    let slug = card.slug;
    let (mut schema, samples) = (manifest.input.clone(), manifest.samples.clone());
    let has_file = schema.has_file();
    let fields = schema.fields.clone();
    for field in &mut schema.fields {
        // Where the file of an earlier run serves, none is asked for.
        field.required &= prefill.kept_in(field).is_none();
    }
    let sample = prefill.file.clone().map(|(field, number, filename)| SampleFile {
        field,
        url: link::sample(&slug, number),
        filename,
    });
    let file_of_sample = sample.clone().map(|sample| view! { <FileByHand sample=sample/> });
    let action = link::console(&slug);
    let chosen = prefill.sample;
    let keeps = !prefill.kept.is_empty();
    let nonce = nonce(&page);
    // Only the file of a sample cannot wait for the first touch.
    let wait = sample.is_none().then_some("touch");
    let branches = matches!(branching, Some(Ok(_)));
    let now = page.services.now();
    let branching = branching.map(|found| view! { <Branching found=found now=now/> });
    let from_run =
        (prefill.from_run && has_file && !keeps).then(|| view! { <p class="field-hint">{words::FROM_RUN}</p> });
    let sent_again = form.as_ref().map(|form| form.value("work_anew").is_some());
    let is_anew = || sent_again.unwrap_or_else(|| load::query("anew").is_some());
    // Whoever asks for a branch asks for work.
    let anew = (manifest.version.deterministic && !branches).then(is_anew);
    let refused = form.clone().map(|form| view! { <Refused form=form has_file=has_file && !keeps/> });
    let start_form = form.clone();
    let is_new = page.user.as_ref().is_some_and(|user| user.email_verified_at.is_none());
    let recent = page.viewer.owner().is_some().then(|| view! { <Recent runs=recent now=page.services.now()/> });
    view! {
        <Title text=text::title(&words::title(&card.name))/>
        <div class="page-wide pt-8 sm:pt-10">
            <header class="flex items-start gap-4">
                <AgentMark icon=card.icon category=card.category/>
                <div class="min-w-0">
                    <h1 class="display text-2xl sm:text-3xl">
                        <a class="link link-hover" href=link::agent(&slug)>
                            {card.name}
                        </a>
                    </h1>
                    <p class="mt-1 max-w-2xl text-soft text-pretty">{card.tagline}</p>
                    <p class="mt-1 text-sm text-soft tabular-nums">{text::run::version(&card.version)}</p>
                </div>
            </header>
            {refused}
            <div class="mt-8" data-wait=wait>
                <RunForm schema=schema sample=sample>
                    <form class="console" method="post" action=action enctype="multipart/form-data" id="run-form" novalidate>
                        <div class="min-w-0 space-y-6">
                            <h2 class="sr-only">{words::INPUT}</h2>
                            <input type="hidden" name="max_price_microcredits" value=quote.ceiling.micro()/>
                            <input type="hidden" name="nonce" value=nonce/>
                            {branching}
                            {(!branches).then(|| view! { <Samples slug=slug samples=samples chosen=chosen/> })}
                            {from_run}
                            <Fields fields=fields form=form prefill=prefill anew=anew/>
                            {file_of_sample}
                        </div>
                        <Start page=Arc::clone(&page) price=card.price quote=quote offer=offer form=start_form branches=branches/>
                    </form>
                </RunForm>
            </div>
            {recent}
            // Its button stands beside the quote, and a form cannot stand in a form.
            {is_new.then(|| view! { <form id=RESEND method="post" action="/verify/resend"></form> })}
        </div>
    }
}

/// Where scripts are off, the file of a sample is put in by hand.
#[component]
fn FileByHand(sample: SampleFile) -> impl IntoView {
    view! {
        <noscript>
            <p class="field-hint">
                {words::SAMPLE_FILE_HINT} " "
                <a class="link text-primary" href=sample.url download>
                    {sample.filename}
                </a>
            </p>
        </noscript>
    }
}

/// What tells one opening of the form from another: sent again with it, it makes a second press the same start.
fn nonce(page: &PageContext) -> String {
    let kept = page.form.as_ref().filter(|form| form.form == "run").and_then(|form| form.value("nonce"));
    kept.map_or_else(|| page.request_id.clone(), str::to_owned)
}
