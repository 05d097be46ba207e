//! `/credits`: the balance and every entry behind it.

use domain::credits::Credits;
use domain::ledger::{Balance, StatementLine};
use domain::page::{DEFAULT_PER_PAGE, Page};
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use super::{link, load};
use crate::ssr;
use crate::text::{self, credits as words, money};
use crate::ui::empty::Empty;
use crate::ui::heading::PageHead;
use crate::ui::icon;
use crate::ui::pager::Pager;
use crate::ui::stat::{Figure, Figures};
use crate::ui::table::{Rows, Side};
use crate::ui::time::Ago;

/// `/credits`
#[component]
pub(super) fn CreditsPage() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let cursor = load::query("cursor");
        load::loaded(async move {
            let balance = service::ledger::balance(&page.services, &page.viewer).await.map_err(Problem::from)?;
            let lines =
                service::ledger::statement(&page.services, &page.viewer, cursor.as_deref(), DEFAULT_PER_PAGE).await;
            let lines = lines.map_err(Problem::from)?;
            Ok(view! { <Shown balance=balance lines=lines is_first=cursor.is_none() now=page.services.now()/> })
        })
    })
}

#[component]
fn Shown(balance: Balance, lines: Page<StatementLine>, is_first: bool, now: Timestamp) -> impl IntoView {
    let next = lines.next_cursor.as_deref().map(|cursor| format!("/credits?cursor={}", link::escape(cursor)));
    let previous = (!is_first).then(|| "/credits".to_owned());
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-wide page-top">
            <PageHead title=words::TITLE lead=words::LEAD/>
            <div class="page-block">
                <Figures class="grid-cols-1 sm:grid-cols-3">
                    {figure(words::AVAILABLE, balance.available, words::AVAILABLE_NOTE, true)}
                    {figure(words::HELD, balance.held, words::HELD_NOTE, false)}
                    {figure(words::POSTED, balance.posted, words::POSTED_NOTE, false)}
                </Figures>
            </div>
            <section class="mt-12" aria-labelledby="statement">
                <h2 class="section-title" id="statement">
                    {words::STATEMENT}
                </h2>
                <p class="text-sm text-soft">{words::NOTE}</p>
                {if lines.data.is_empty() {
                    Either::Left(view! { <Empty glyph=icon::RECEIPT title=words::EMPTY_TITLE text=words::EMPTY/> })
                } else {
                    Either::Right(view! { <Statement lines=lines.data now=now/> })
                }}
            </section>
            <Pager previous=previous next=next previous_label=words::NEWEST next_label=words::OLDER/>
        </div>
    }
}

fn figure(label: &'static str, amount: Credits, note: &'static str, is_main: bool) -> impl IntoView {
    view! {
        <Figure label=label note=note main=is_main>
            <span title=money::exact(amount)>{amount.shown_down()}</span>
        </Figure>
    }
}

#[component]
fn Statement(lines: Vec<StatementLine>, now: Timestamp) -> impl IntoView {
    view! {
        <div class="mt-4">
            <Rows columns=vec![
                (words::WHAT, Side::Start),
                (words::AMOUNT, Side::End),
                (words::WHEN, Side::End),
            ]>{lines.into_iter().map(|line| row(line, now)).collect_view()}</Rows>
        </div>
    }
}

fn row(line: StatementLine, now: Timestamp) -> impl IntoView {
    let is_in = line.amount > Credits::ZERO;
    let shown = words::signed(&line.amount.shown_down(), is_in);
    view! {
        <tr>
            <td class="row-main">
                {match line.run_id {
                    Some(run) => {
                        Either::Left(
                            view! {
                                <a class="card-link font-medium" href=link::run(run)>
                                    {line.memo}
                                </a>
                            },
                        )
                    }
                    None => Either::Right(view! { <span class="font-medium">{line.memo}</span> }),
                }}
                " "
                <span class="ms-1 text-sm text-soft">{words::code(line.code)}</span>
            </td>
            <td class="text-end row-price">
                <span
                    class=if is_in { "font-medium tabular-nums text-success" } else { "font-medium tabular-nums" }
                    title=money::exact(line.amount)
                >
                    {shown}
                </span>
            </td>
            <td class="text-end text-soft row-when">
                <Ago at=line.at now=now/>
            </td>
        </tr>
    }
}
