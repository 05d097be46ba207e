//! `/runs/:id/receipt`: the receipt of a run, to be read, printed and kept.

use domain::credits::{Credits, Usd};
use domain::id::RunId;
use domain::receipt::{Receipt, Shares};
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use crate::format;
use crate::pages::{link, load};
use crate::ssr;
use crate::text::{self, receipt as words, run as run_words};
use crate::ui::button::{ButtonLink, Look};
use crate::ui::code::Copied;
use crate::ui::credits::Rounding;
use crate::ui::line::{AmountLine, Line, TotalLine};
use crate::ui::status::StatusBadge;
use crate::ui::time::At;

/// `/runs/:id/receipt`
#[component]
pub(in crate::pages) fn ReceiptPage() -> impl IntoView {
    let page = ssr::page();
    let id = load::param("id");
    load::loaded(async move {
        let id: RunId = id.parse().map_err(|_| Problem::not_found())?;
        let (receipt, _) = service::receipt::show(&page.services, &page.viewer, id).await.map_err(Problem::from)?;
        Ok(view! { <Whole receipt=receipt/> })
    })
}

#[component]
fn Whole(receipt: Receipt) -> impl IntoView {
    let Receipt { run_id, agent, status, price, split, times, events, issuer, .. } = receipt;
    view! {
        <Title text=text::title(words::TITLE)/>
        <article class="page-narrow pt-10">
            <div class="mx-auto max-w-2xl">
                <p class="text-sm print:hidden">
                    <a class="link text-primary" href=link::run(run_id)>
                        {words::BACK}
                    </a>
                </p>
                <h1 class="display mt-3 text-3xl">{words::TITLE}</h1>
                <p class="mt-2 text-soft">{words::LEAD}</p>
                <section class="panel mt-8 p-6" aria-labelledby="price">
                    <div class="flex flex-wrap items-center justify-between gap-3">
                        <h2 class="font-semibold" id="price">
                            {words::PRICE}
                        </h2>
                        <StatusBadge status=Signal::stored(status)/>
                    </div>
                    <dl class="mt-4 space-y-3">
                        <AmountLine label=run_words::HELD credits=price.held/>
                        <AmountLine label=words::FEE credits=price.fee/>
                        <AmountLine label=words::MODEL_USE credits=price.model_use/>
                        <AmountLine label=run_words::RETURNED credits=price.returned rounding=Rounding::Down/>
                        <TotalLine label=run_words::CHARGED credits=price.charged/>
                        {(price.from_granted > Credits::ZERO)
                            .then(|| view! { <AmountLine label=words::FROM_GRANTED credits=price.from_granted/> })}
                    </dl>
                    {price.nothing_held_because.map(|reason| view! { <p class="mt-4">{words::nothing_held(&reason)}</p> })}
                    <Behind split=split/>
                </section>
                <section class="panel mt-6 p-6" aria-labelledby="times">
                    <h2 class="font-semibold" id="times">
                        {words::TIMES}
                    </h2>
                    <dl class="mt-4 space-y-3">
                        {time(words::QUEUED, Some(times.queued_at))}
                        {time(run_words::STARTED, times.started_at)}
                        {time(run_words::FINISHED, Some(times.finished_at))}
                        {time(words::SETTLED, Some(times.settled_at))}
                    </dl>
                </section>
                <section class="panel mt-6 p-6" aria-labelledby="proof">
                    <h2 class="font-semibold" id="proof">
                        {words::PROOF}
                    </h2>
                    <dl class="mt-4 space-y-3">
                        <Line label=words::AGENT>
                                <a class="link text-primary" href=link::agent(&agent.slug)>
                                    {agent.slug.clone()}
                                </a>
                        </Line>
                        <Line label=words::VERSION>{agent.version}</Line>
                        <Line label=words::EVENTS>{events.count}</Line>
                        <Line label=words::ISSUER>
                            <span class="break-all">{issuer}</span>
                        </Line>
                    </dl>
                    {code(run_words::RUN_ID, run_words::RUN_ID_WHAT, run_id.to_string())}
                    {code(run_words::VERSION_HASH, run_words::VERSION_HASH_WHAT, agent.content_hash)}
                    {code(words::CHAIN, words::CHAIN_WHAT, events.chain_sha256)}
                </section>
                <section class="mt-6 print:hidden">
                    <p class="flex flex-wrap gap-3">
                        <ButtonLink look=Look::Primary href=link::receipt_file(run_id) download=true>
                            {words::DOWNLOAD}
                        </ButtonLink>
                        <ButtonLink href="/receipts">
                            {words::CHECK_LINK}
                        </ButtonLink>
                    </p>
                    <p class="mt-3 text-sm text-soft">{words::DOWNLOAD_NOTE}</p>
                </section>
            </div>
        </article>
    }
}

#[component]
fn Behind(split: Shares) -> impl IntoView {
    let has_dollars = split.creator > Usd::ZERO || split.platform > Usd::ZERO;
    has_dollars.then(|| {
        view! {
            <h3 class="mt-6 text-sm font-semibold">{words::SPLIT}</h3>
            <dl class="mt-3 space-y-3 text-sm">
                {dollars(words::TO_CREATOR, split.creator)} {dollars(words::TO_PLATFORM, split.platform)}
            </dl>
            <p class="mt-3 text-sm text-soft">{words::SPLIT_NOTE}</p>
        }
    })
}

fn dollars(label: &'static str, usd: Usd) -> impl IntoView {
    view! { <Line label=label>{format::dollars(usd)}</Line> }
}

fn time(label: &'static str, at: Option<Timestamp>) -> impl IntoView {
    at.map(|at| {
        view! {
            <Line label=label>
                <At at=at/>
            </Line>
        }
    })
}

fn code(label: &'static str, what: &'static str, value: String) -> impl IntoView {
    view! {
        <p class="mt-4 text-sm text-soft">{label}</p>
        <Copied value=value what=what/>
    }
}
