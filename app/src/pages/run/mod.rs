//! `/runs/:id`: a run as a conversation, with its cost, its files and its receipt.
//!
//! A run that is settled is all HTML. One that is not has the [`LiveRun`] island in it, which puts the settled page's
//! `#run` in the place of this one at the end.

mod actions;
mod branched;
mod content;
mod conversation;
mod delete;
mod files;
mod given;
mod head;
mod outcome;
mod output;
mod preview;
mod receipt;
mod shared;
mod sharing;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::Listing;
use domain::id::RunId;
use domain::run::{Item, Run, StepState, Transcript};
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::Picture;
use service::trial::Offer;

use super::trial::{self, KeepRun};
use super::{link, load};
use crate::islands::{LiveRun, RunKeys};
use crate::ssr::{self, PageContext};
use crate::text::{self, run as words};
use crate::transcript::{Look, Rendered};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{ButtonLink, Size};
use branched::{Branched, Branches, reuses};
use content::{Cached, Content, Erased};
use conversation::Conversation;
pub(super) use delete::DeleteRun;
use files::{By, File, Files};
use given::Given;
use head::Head;
use outcome::Outcome;
use output::Output;
use receipt::{Held, Receipt};
pub(super) use shared::SharedRun;
pub(super) use sharing::Sharing;

/// Everything that the page shows.
#[derive(Clone)]
#[expect(clippy::option_option, reason = "nobody without an account, and no offer left, are two matters")]
struct Shown {
    run: Run,
    transcript: Transcript,
    rendered: Rendered,
    files: Vec<File>,
    /// The name of the file that is chosen.
    chosen: Option<String>,
    /// Whether a long transcript is shown whole.
    is_whole: bool,
    listing: Option<Arc<Listing>>,
    /// Whether it is looked at without an account, and what is left of trials then.
    visitor: Option<Option<Offer>>,
    /// Whether the run whose answer this one has, or from which it branches, is still there.
    has_origin: bool,
    /// The last runs that branch from this one.
    branches: Vec<RunId>,
    now: Timestamp,
}

/// `/runs/:id`
#[component]
pub(super) fn RunPage() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let (chosen, is_whole) = (load::query("file"), load::query("whole").is_some());
        load::loaded(async move {
            let picture = page.run.clone().unwrap_or_else(|| Err(Problem::not_found()))?;
            let shown = complete(&page, picture, chosen, is_whole).await?;
            Ok(view! { <Whole shown=shown/> })
        })
    })
}

/// Adds to a run what is not its own.
async fn complete(
    page: &PageContext,
    picture: Picture,
    chosen: Option<String>,
    is_whole: bool,
) -> Result<Shown, Problem> {
    let (services, viewer) = (&page.services, &page.viewer);
    let Picture { run, events, artifacts, has_origin, branches } = picture;
    let transcript = Transcript::of(&events);
    let files = files::read(services, By::Viewer(viewer), artifacts, &transcript.artifacts, chosen.as_deref()).await?;
    // The agent may be unlisted by now; the run stays.
    let listing = service::catalogue::show(services, &run.agent_slug).ok();
    let rendered = render(&transcript);
    let visitor = if viewer.is_signed_in() { None } else { Some(trial::left(page).await) };
    let now = services.now();
    Ok(Shown { run, transcript, rendered, files, chosen, is_whole, listing, visitor, has_origin, branches, now })
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
    let Shown { run, transcript, rendered, files, chosen, is_whole, listing, visitor, has_origin, branches, now } =
        shown;
    let is_visitor = visitor.is_some();
    let (id, status) = (run.id, run.status);
    let is_told = run.failure.as_ref().is_some_and(|failure| tells(&transcript, &failure.message));
    let settled = transcript.charged.or(run.charged);
    let schema = listing.as_ref().map(|listing| listing.manifest.input.clone()).unwrap_or_default();
    let has_files = !files.is_empty();
    let reuses = reuses(&transcript);
    let look = look(&run, &transcript, listing.as_deref());
    let conversation = match settled {
        Some(_) => Either::Left(view! {
            <Conversation transcript=transcript.clone() rendered=rendered is_whole=is_whole look=look.clone()/>
        }),
        None => Either::Right(live(&run, transcript.clone(), rendered, now)),
    };
    let account = view! {
        {match settled {
            Some(charged) => {
                Either::Left(
                    view! {
                        <Receipt run=run.clone() charged=charged listing=listing.clone() is_visitor=is_visitor/>
                        <Content run=run.clone() now=now/>
                    },
                )
            }
            None => Either::Right(view! { <Held run=run.clone() is_visitor=is_visitor/> }),
        }}
        {visitor.map(|offer| view! { <KeepRun offer=offer back=link::run(id)/> })}
    };
    let (below, beside) = if has_files {
        let files = view! { <Files files=files chosen=chosen look=look/> };
        (Some(view! { <div class="run-account">{account}</div> }), Either::Left(files))
    } else {
        (None, Either::Right(view! { <div class="space-y-6">{account}</div> }))
    };
    view! {
        <Title text=text::title(&format!("{} · {}", run.agent_name, words::status(status)))/>
        <article class="page-run pt-10" id="run" data-settled=settled.map(|_| "")>
            <Head run=run.clone() settled=settled listing=listing now=now/>
            <div class=if has_files { "run-columns run-columns-files" } else { "run-columns" }>
                <div class="run-conversation">
                    <Erased at=run.erased_at/>
                    <Cached run=run.clone() has_origin=has_origin/>
                    <Branched run=run.clone() has_origin=has_origin reuses=reuses/>
                    <Branches runs=branches/>
                    <Given input=run.input.clone() schema=schema/>
                    {conversation}
                    <Outcome run=run.clone() charged=settled is_told=is_told/>
                    {(transcript.unknown > 0).then(|| view! { <Alert tone=Tone::Info>{words::NEWER}</Alert> })}
                    <Output output=run.output.clone()/>
                </div>
                <aside class="run-beside">{beside}</aside>
                {below}
            </div>
        </article>
        <div data-wait="touch">
            <RunKeys/>
        </div>
    }
}

/// How the transcript of a run is drawn for its owner.
fn look(run: &Run, transcript: &Transcript, listing: Option<&Listing>) -> Look {
    // Only the version that is live now is run, and only its own steps fit it.
    let is_live = listing.is_some_and(|listing| listing.version_id == run.version_id);
    let can_branch = is_live && run.erased_at.is_none();
    let times = transcript.started_at.zip(transcript.finished_at);
    Look {
        page: link::run(run.id),
        shows_files: true,
        branching: can_branch.then(|| link::console_branching(&run.agent_slug, run.id)),
        took: times.map(|(began, ended)| (began, ended.since(began))),
        now: None,
        folds: true,
    }
}

/// Whether a step that failed says that.
fn tells(transcript: &Transcript, message: &str) -> bool {
    let is_it =
        |item: &Item| matches!(item, Item::Step(step) if step.state == StepState::Failed && step.summary == message);
    transcript.items.iter().any(is_it)
}

fn live(run: &Run, transcript: Transcript, rendered: Rendered, now: Timestamp) -> impl IntoView + use<> {
    let id = run.id.to_string();
    let refresh = link::run(run.id);
    view! {
        <LiveRun id=id ceiling=run.ceiling transcript=transcript rendered=rendered place=run.queue_place now=now/>
        <noscript>
            <meta http-equiv="refresh" content="3"/>
            <p class="mt-4 flex flex-wrap items-center gap-3 text-sm text-soft">
                <ButtonLink size=Size::Small href=refresh>
                    {words::REFRESH}
                </ButtonLink>
                {words::REFRESHES}
            </p>
        </noscript>
    }
}
