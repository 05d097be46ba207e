//! `/runs/:id`: a run as a conversation, with its cost, its files and its receipt.
//!
//! A run that is settled is all HTML. One that is not has the [`LiveRun`] island in it, which puts the settled page's
//! `#run` in the place of this one at the end.

mod actions;
mod content;
mod delete;
mod file;
mod given;
mod outcome;
mod preview;
mod receipt;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::Listing;
use domain::run::{Event, Item, Run, StepState, Transcript};
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::Picture;
use service::trial::Offer;

use super::agent::AgentMark;
use super::trial::{self, KeepRun};
use super::{link, load};
use crate::islands::LiveRun;
use crate::ssr::{self, PageContext};
use crate::text::{self, run as words};
use crate::transcript::{self, Rendered};
use crate::ui::alert::{Alert, Tone};
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;
use actions::{Again, Stop};
use content::{Cached, Content, Erased};
pub(super) use delete::DeleteRun;
use file::{File, Files};
use given::Given;
use outcome::Outcome;
use receipt::{Held, Receipt};

/// Everything that the page shows.
#[derive(Clone)]
#[expect(clippy::option_option, reason = "nobody without an account, and no offer left, are two matters")]
struct Shown {
    run: Run,
    events: Vec<Event>,
    transcript: Transcript,
    rendered: Rendered,
    files: Vec<File>,
    listing: Option<Arc<Listing>>,
    /// Whether it is looked at without an account, and what is left of trials then.
    visitor: Option<Option<Offer>>,
    /// Whether the run whose answer this one has is still there.
    has_origin: bool,
    now: Timestamp,
}

/// `/runs/:id`
#[component]
pub(super) fn RunPage() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        load::loaded(async move {
            let picture = page.run.clone().unwrap_or_else(|| Err(Problem::not_found()))?;
            let shown = complete(&page, picture).await?;
            Ok(view! { <Whole shown=shown/> })
        })
    })
}

/// Adds to a run what is not its own.
async fn complete(page: &PageContext, picture: Picture) -> Result<Shown, Problem> {
    let (services, viewer) = (&page.services, &page.viewer);
    let Picture { run, events, artifacts, has_origin } = picture;
    let transcript = Transcript::of(&events);
    let mut files = Vec::new();
    for info in artifacts {
        let content = if preview::is_shown(&info.media_type, info.bytes) {
            service::run::artifact(services, viewer, run.id, &info.name).await.map_err(Problem::from)?.1
        } else {
            Vec::new()
        };
        files.push(File { name: info.name, media_type: info.media_type, bytes: info.bytes, content });
    }
    // In the order in which they were made.
    let place = |file: &File| transcript.artifacts.iter().position(|made| made.name == file.name);
    files.sort_by_key(place);
    // The agent may be unlisted by now; the run stays.
    let listing = service::catalogue::show(services, &run.agent_slug).ok();
    let rendered = render(&transcript);
    let visitor = if viewer.is_signed_in() { None } else { Some(trial::left(page).await) };
    Ok(Shown { run, events, transcript, rendered, files, listing, has_origin, visitor, now: services.now() })
}

fn render(transcript: &Transcript) -> Rendered {
    let whole = |item: &Item| match item {
        Item::Message { id, text, complete: true } => Some((id.clone(), service::run::message_html(text))),
        _ => None,
    };
    transcript.items.iter().filter_map(whole).collect::<BTreeMap<_, _>>()
}

#[component]
fn Whole(shown: Shown) -> impl IntoView {
    let Shown { run, events, transcript, rendered, files, listing, has_origin, visitor, now } = shown;
    let is_visitor = visitor.is_some();
    let (id, slug, status) = (run.id, run.agent_slug.clone(), run.status);
    let is_told = run.failure.as_ref().is_some_and(|failure| tells(&transcript, &failure.message));
    let settled = transcript.charged.or(run.charged);
    let mark = listing.as_ref().map(|listing| (listing.card.icon.clone(), listing.card.category));
    let schema = listing.as_ref().map(|listing| listing.manifest.input.clone()).unwrap_or_default();
    view! {
        <Title text=text::title(&format!("{} · {}", run.agent_name, words::status(status)))/>
        <article class="page-wide pt-10" id="run" data-settled=settled.map(|_| "")>
            <header class="flex flex-wrap items-center gap-4">
                {mark.map(|(icon, category)| view! { <AgentMark icon=icon category=category/> })}
                <div class="min-w-0 flex-1 basis-64">
                    <h1 class="display text-2xl sm:text-3xl">
                        <a class="link link-hover" href=link::agent(&slug)>
                            {run.agent_name.clone()}
                        </a>
                    </h1>
                    <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
                        {settled.map(|_| view! { <StatusBadge status=Signal::stored(status)/> })}
                        <span class="tabular-nums">{words::version(&run.version)}</span>
                        <Ago at=run.created_at now=now/>
                    </p>
                </div>
                {match settled {
                    Some(_) => Either::Left(view! { <Again slug=slug id=id/> }),
                    None => Either::Right(view! { <Stop id=id status=status/> }),
                }}
            </header>
            <div class="mt-8 grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <div class="min-w-0 space-y-5">
                    <Erased at=run.erased_at/>
                    <Cached run=run.clone() has_origin=has_origin/>
                    <Given input=run.input.clone() schema=schema/>
                    {match settled {
                        Some(_) => {
                            let items = transcript::items(transcript.items.clone(), &rendered);
                            Either::Left(view! { <div class="space-y-5">{items}</div> })
                        }
                        None => Either::Right(live(&run, events, rendered, now)),
                    }}
                    <Outcome run=run.clone() charged=settled is_told=is_told/>
                    {(transcript.unknown > 0).then(|| view! { <Alert tone=Tone::Info>{words::NEWER}</Alert> })}
                    <Files id=id files=files output=run.output.clone()/>
                </div>
                <aside class="lg:sticky lg:top-24 lg:self-start">
                    {match settled {
                        Some(charged) => {
                            Either::Left(
                                view! {
                                    <Receipt
                                        run=run.clone()
                                        charged=charged
                                        listing=listing
                                        is_visitor=is_visitor
                                    />
                                    <Content run=run now=now/>
                                },
                            )
                        }
                        None => Either::Right(view! { <Held run=run is_visitor=is_visitor/> }),
                    }}
                    {visitor.map(|offer| view! { <KeepRun offer=offer back=link::run(id)/> })}
                </aside>
            </div>
        </article>
    }
}

/// Whether a step that failed says that.
fn tells(transcript: &Transcript, message: &str) -> bool {
    let is_it =
        |item: &Item| matches!(item, Item::Step(step) if step.state == StepState::Failed && step.summary == message);
    transcript.items.iter().any(is_it)
}

fn live(run: &Run, events: Vec<Event>, rendered: Rendered, now: Timestamp) -> impl IntoView + use<> {
    let id = run.id.to_string();
    let refresh = link::run(run.id);
    view! {
        <LiveRun id=id ceiling=run.ceiling events=events rendered=rendered place=run.queue_place now=now/>
        <noscript>
            <meta http-equiv="refresh" content="3"/>
            <p class="mt-4 flex flex-wrap items-center gap-3 text-sm text-soft">
                <a class="btn btn-sm" href=refresh>
                    {words::REFRESH}
                </a>
                {words::REFRESHES}
            </p>
        </noscript>
    }
}
