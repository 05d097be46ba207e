//! `/shared/:token`: a run as its link shows it, to read only.

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::input::Schema;
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::Shared;

use super::conversation::Conversation;
use super::files::{self, By, File, Files};
use super::given::Given;
use super::output::Output;
use super::{render, tells};
use crate::format;
use crate::islands::RunKeys;
use crate::pages::agent::AgentMark;
use crate::pages::{link, load};
use crate::ssr;
use crate::text::{self, run as words, sharing};
use crate::transcript::{Look, Rendered};
use crate::ui::alert::{Alert, Tone};
use crate::ui::badge::Badge;
use crate::ui::button::{self, ButtonLink};
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;

/// `/shared/:token`
#[component]
pub(in crate::pages) fn SharedRun() -> impl IntoView {
    let page = ssr::page();
    ssr::hide_from_lists();
    let (token, chosen, is_whole) = (load::param("token"), load::query("file"), load::query("whole").is_some());
    load::loaded(async move {
        let services = &page.services;
        let shared = service::run::shared(services, &token).await.map_err(Problem::from)?;
        let made = &shared.transcript.artifacts;
        let files = files::read(services, By::Link(&shared), shared.artifacts.clone(), made, chosen.as_deref()).await?;
        let rendered = render(&shared.transcript);
        let listing = service::catalogue::show(services, &shared.agent_slug).ok();
        let look = look(&token, &shared);
        let whole = Whole { shared, files, chosen, is_whole, rendered, listing, look, now: services.now() };
        Ok(view! { <Page whole=whole/> })
    })
}

#[derive(Clone)]
struct Whole {
    shared: Shared,
    files: Vec<File>,
    chosen: Option<String>,
    is_whole: bool,
    rendered: Rendered,
    listing: Option<Arc<Listing>>,
    look: Look,
    now: Timestamp,
}

fn look(token: &str, shared: &Shared) -> Look {
    let times = shared.transcript.started_at.zip(shared.transcript.finished_at);
    Look {
        page: format!("/shared/{}", link::escape(token)),
        shows_files: shared.share.shows_files,
        took: times.map(|(began, ended)| (began, ended.since(began))),
        folds: true,
        ..Look::default()
    }
}

#[component]
fn Page(whole: Whole) -> impl IntoView {
    let Whole { shared, files, chosen, is_whole, rendered, listing, look, now } = whole;
    let schema = listing.as_ref().map(|listing| listing.manifest.input.clone()).unwrap_or_default();
    let has_files = !files.is_empty();
    // Where the step that failed tells why, just above, it is not said again.
    let failure = shared
        .transcript
        .failure
        .as_ref()
        .map(|(_, message)| (!tells(&shared.transcript, message)).then(|| message.clone()));
    let status = shared.transcript.status;
    view! {
        <Title text=text::title(&shared.agent_name)/>
        <article class="page-run pt-10" id="run" data-settled="">
            <Head shared=shared.clone() listing=listing now=now/>
            <div class=if has_files { "run-columns run-columns-files" } else { "run-columns run-columns-alone" }>
                <div class="run-conversation">
                    {shared.input.clone().map(|input| view! { <Given input=Some(input) schema=Schema::clone(&schema) title=sharing::GIVEN/> })}
                    <Conversation transcript=shared.transcript.clone() rendered=rendered is_whole=is_whole look=look.clone()/>
                    {failure
                        .map(|message| {
                            view! {
                                <Alert tone=Tone::Error title=words::failed_title(status)>
                                    {message.map(|message| view! { <p>{message}</p> })}
                                </Alert>
                            }
                        })}
                    <Output output=shared.output/>
                </div>
                {has_files
                    .then(|| {
                        view! {
                            <aside class="run-beside">
                                <Files files=files chosen=chosen look=look/>
                            </aside>
                        }
                    })}
            </div>
        </article>
        <div data-wait="touch">
            <RunKeys/>
        </div>
    }
}

#[component]
fn Head(shared: Shared, listing: Option<Arc<Listing>>, now: Timestamp) -> impl IntoView {
    let Shared { agent_name, agent_slug, version, transcript, .. } = shared;
    let mark = listing.as_ref().map(|listing| (listing.card.icon.clone(), listing.card.category));
    let took = transcript.started_at.zip(transcript.finished_at);
    view! {
        <header class="flex flex-wrap items-center gap-4">
            {mark.map(|(icon, category)| view! { <AgentMark icon=icon category=category/> })}
            <div class="min-w-0 flex-1 basis-64">
                <h1 class="display text-2xl sm:text-3xl">{agent_name}</h1>
                <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
                    <StatusBadge status=Signal::stored(transcript.status)/>
                    <Badge text=sharing::SHARED/>
                    <span class="tabular-nums">{words::version(&version)}</span>
                    {took
                        .map(|(from, to)| {
                            view! {
                                <span class="tabular-nums">{words::took(&format::duration(to.since(from)))}</span>
                                <Ago at=to now=now/>
                            }
                        })}
                </p>
            </div>
            {listing
                .map(|_| {
                    view! {
                        <ButtonLink look=button::Look::Primary href=link::agent(&agent_slug)>
                            {sharing::TRY}
                        </ButtonLink>
                    }
                })}
        </header>
    }
}
