//! Which run it is, how it stands, and what can be done with it.

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::credits::Credits;
use domain::run::Run;
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;

use super::actions::{Again, Share, Stop};
use crate::format;
use crate::pages::agent::AgentMark;
use crate::pages::link;
use crate::text::{money, run as words};
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;

/// The head of a run's page.
#[component]
pub(super) fn Head(
    /// The run.
    run: Run,
    /// What was charged, once settled.
    settled: Option<Credits>,
    /// The agent as it is now.
    listing: Option<Arc<Listing>>,
    /// What time it is.
    now: Timestamp,
) -> impl IntoView {
    let (id, slug, status) = (run.id, run.agent_slug.clone(), run.status);
    let mark = listing.map(|listing| (listing.card.icon.clone(), listing.card.category));
    let took = run.started_at.zip(run.finished_at).filter(|_| settled.is_some());
    view! {
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
                    {took
                        .map(|(from, to)| {
                            view! { <span class="tabular-nums">{words::took(&format::duration(to.since(from)))}</span> }
                        })}
                    {settled
                        .map(|charged| {
                            view! { <span class="tabular-nums">{money::credits(charged, &charged.shown_up())}</span> }
                        })}
                    <Ago at=run.created_at now=now/>
                </p>
            </div>
            <div class="flex flex-wrap items-center gap-2">
                {match settled {
                    Some(_) => Either::Left(view! { <Share id=id/> <Again slug=slug id=id/> }),
                    None => Either::Right(view! { <Stop id=id status=status/> }),
                }}
            </div>
        </header>
    }
}
