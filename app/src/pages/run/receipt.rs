//! What was held, charged and returned.

use std::sync::Arc;

use domain::catalogue::Listing;
use domain::credits::Credits;
use domain::run::Run;
use leptos::either::Either;
use leptos::prelude::*;

use crate::format;
use crate::pages::link;
use crate::text::{run as text, trial};
use crate::ui::code::Copied;
use crate::ui::credits::{Amount, Rounding};
use crate::ui::divider::Divider;
use crate::ui::line::{AmountLine, Line, TotalLine};
use crate::ui::time::At;

/// The receipt of a settled run.
#[component]
pub(super) fn Receipt(
    /// The run.
    run: Run,
    /// What was charged.
    charged: Credits,
    /// The agent as it is now.
    listing: Option<Arc<Listing>>,
    /// Whether it is looked at without an account.
    is_visitor: bool,
) -> impl IntoView {
    let id = run.id;
    let returned = run.ceiling.minus(charged).unwrap_or(Credits::ZERO);
    let hash =
        listing.filter(|listing| listing.version_id == run.version_id).map(|listing| listing.content_hash.clone());
    view! {
        <section class="panel p-6" aria-labelledby="receipt">
            <h2 class="panel-title" id="receipt">
                {text::RECEIPT}
            </h2>
            <dl class="mt-4 space-y-3">
                <AmountLine label=text::HELD credits=run.ceiling/>
                <AmountLine label=text::RETURNED credits=returned rounding=Rounding::Down/>
                <TotalLine label=text::CHARGED credits=charged/>
            </dl>
            <div class="mt-6">
                <Facts run=run.clone()/>
            </div>
            <p class="mt-4 text-sm text-soft">{text::VERSION_HASH}</p>
            {match hash {
                Some(hash) => {
                    Either::Left(view! { <Copied value=hash what=text::VERSION_HASH_WHAT/> })
                }
                None => Either::Right(view! { <p class="text-sm">{text::OLD_VERSION}</p> }),
            }}
            <p class="mt-5 text-sm">
                <a class="link text-primary" href=link::receipt(id)>
                    {crate::text::receipt::OPEN}
                </a>
            </p>
            {if is_visitor {
                Either::Left(view! { <p class="mt-2 text-sm text-soft">{trial::TRIAL_RUN}</p> })
            } else {
                Either::Right(
                    view! {
                        <p class="mt-2 text-sm">
                            <a class="link text-primary" href="/credits">
                                {text::LEDGER}
                            </a>
                        </p>
                    },
                )
            }}
        </section>
    }
}

/// What is held of a run that is not settled.
#[component]
pub(super) fn Held(
    /// The run.
    run: Run,
    /// Whether it is looked at without an account.
    is_visitor: bool,
) -> impl IntoView {
    let note = if is_visitor { trial::QUOTE_NOTE } else { text::HELD_NOW };
    view! {
        <section class="panel p-6" aria-labelledby="held">
            <h2 class="panel-title" id="held">
                {text::HELD}
            </h2>
            <p class="mt-2 text-2xl font-semibold">
                <Amount credits=run.ceiling/>
            </p>
            <p class="mt-2 text-sm text-soft">{note}</p>
            <p class="mt-2 text-sm text-soft">{text::STOP_NOTE}</p>
            <div class="my-5">
                <Divider/>
            </div>
            <Facts run=run/>
        </section>
    }
}

#[component]
fn Facts(run: Run) -> impl IntoView {
    let took = run.started_at.zip(run.finished_at).map(|(from, to)| format::duration(to.since(from)));
    let id = run.id.to_string();
    let times = [(text::STARTED, run.started_at), (text::FINISHED, run.finished_at)];
    view! {
        <dl class="space-y-2 text-sm">
            {times
                .map(|(label, at)| {
                    at.map(|at| {
                        view! {
                            <Line label=label>
                                <At at=at/>
                            </Line>
                        }
                    })
                })
                .collect_view()}
            {took.map(|took| view! { <Line label=text::TOOK>{took}</Line> })}
        </dl>
        <p class="mt-4 text-sm text-soft">{text::RUN_ID}</p>
        <Copied value=id what=text::RUN_ID_WHAT/>
    }
}
