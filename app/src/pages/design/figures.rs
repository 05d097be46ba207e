//! Figures, lists, tables.

use domain::credits::Credits;
use domain::time::Micros;
use leptos::prelude::*;

use super::{NOW, Specimen};
use crate::text::design as words;
use crate::ui::credits::{Amount, Rounding};
use crate::ui::facts::{Fact, Facts};
use crate::ui::line::{AmountLine, Line, TotalLine};
use crate::ui::progress::{Progress, Working};
use crate::ui::rating::Rating;
use crate::ui::stat::{Figure, Figures};
use crate::ui::table::{Counts, Rows, Side};
use crate::ui::time::{Ago, At};

const FEE: Credits = Credits::from_micro(4_125_000);

fn bar(id: &'static str, value: i64) -> impl IntoView {
    let figure = Signal::stored(format!("{value} %"));
    view! {
        <div class="w-full max-w-sm">
            <Progress id=id label=words::LABEL value=Signal::stored(value) most=100 figure=figure/>
        </div>
    }
}

pub(super) fn all() -> impl IntoView {
    view! {
        <Specimen id="stat">
            <div class="w-full">
                <Figures class="sm:grid-cols-3">
                    <Figure label=words::LABEL main=true note=words::HINT>
                        "1,204"
                    </Figure>
                    <Figure label=words::LABEL>"67 %"</Figure>
                    <Figure label=words::LABEL>"2.4 s"</Figure>
                </Figures>
            </div>
        </Specimen>
        <Specimen id="amount">
            <Amount credits=FEE/>
            <Amount credits=FEE rounding=Rounding::Down/>
            <Amount credits=Credits::whole(1)/>
        </Specimen>
        <Specimen id="line">
            <dl class="w-full max-w-sm space-y-3">
                <AmountLine label=words::LABEL credits=FEE/>
                <Line label=words::LONG_LABEL>{words::WORD}</Line>
                <TotalLine label=words::SUM credits=FEE/>
            </dl>
        </Specimen>
        <Specimen id="facts">
            <div class="w-full max-w-sm">
                <Facts>
                    <Fact label=words::LABEL>{words::WORD}</Fact>
                    <Fact label=words::LABEL>{words::SENTENCE}</Fact>
                </Facts>
            </div>
        </Specimen>
        <Specimen id="table">
            <div class="w-full">
                <Rows columns=vec![(words::LABEL, Side::Start), (words::SUM, Side::End)]>
                    {["4", "12.5", "1,204"]
                        .map(|figure| {
                            view! {
                                <tr>
                                    <td class="row-main">
                                        <a class="card-link font-medium" href="#table">
                                            {words::WORD}
                                        </a>
                                    </td>
                                    <td class="row-price text-end tabular-nums">{figure}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </Rows>
            </div>
            <div class="w-full">
                <Counts columns=vec![words::LABEL, words::SUM]>
                    <tr>
                        <th scope="row">{words::WORD}</th>
                        <td>"12"</td>
                    </tr>
                </Counts>
            </div>
        </Specimen>
        <Specimen id="progress">
            {bar("bar-none", 0)} {bar("bar-some", 62)} {bar("bar-full", 100)}
            <div class="w-full max-w-sm">
                <Working label=words::BUSY/>
            </div>
        </Specimen>
        <Specimen id="rating">
            <Rating hundredths=500 count=1/>
            <Rating hundredths=430 count=128/>
            <Rating hundredths=250 count=2/>
        </Specimen>
        <Specimen id="time">
            <Ago at=NOW.minus(Micros::seconds(300)) now=NOW/>
            <Ago at=NOW.minus(Micros::seconds(260_000)) now=NOW/>
            <At at=NOW/>
        </Specimen>
    }
}
