//! What stands around every chart: its name, a legend, the sentence for whoever cannot see it, its numbers as a table.

use leptos::prelude::*;

use super::Tone;
use super::frame::Size;
use crate::text::chart as words;

/// What a chart is, in words and in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// By what its parts are known on the page: a word of its own.
    pub id: &'static str,
    /// What it shows, in a few words.
    pub title: String,
    /// What there is to see, in a sentence.
    pub told: String,
    /// Its numbers.
    pub table: Table,
}

/// The numbers of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What each column holds; the first names the rows.
    pub columns: Vec<String>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// A chart with what stands around it. `draw` draws it for one size.
pub(super) fn figure<V: IntoView>(
    described: Described,
    legend: Vec<(String, &'static str)>,
    draw: impl Fn(Size) -> V,
) -> impl IntoView {
    let Described { id, title, told, table } = described;
    let drawings = Size::BOTH.map(|size| {
        let (width, height) = size.extent();
        let (title_id, told_id) = (format!("{id}-{}-title", size.class()), format!("{id}-{}-told", size.class()));
        view! {
            <svg
                class=size.class()
                viewBox=format!("0 0 {width} {height}")
                role="img"
                aria-labelledby=title_id
                aria-describedby=told_id
            >
                <title id=title_id.clone()>{title.clone()}</title>
                <desc id=told_id.clone()>{told.clone()}</desc>
                {draw(size)}
            </svg>
        }
    });
    view! {
        <div class="chart">
            {(!legend.is_empty()).then(|| view! { <Legend entries=legend/> })}
            {drawings.into_iter().collect_view()}
            <Numbers title=title.clone() table=table/>
        </div>
    }
}

/// What the colours of a chart stand for.
#[component]
fn Legend(
    /// Each word with the class of its mark.
    entries: Vec<(String, &'static str)>,
) -> impl IntoView {
    let entries = entries.into_iter().map(|(word, class)| {
        view! {
            <li>
                <span class=format!("chart-mark {class}") aria-hidden="true"></span>
                {word}
            </li>
        }
    });
    view! { <ul class="chart-legend">{entries.collect_view()}</ul> }
}

/// A legend's entry for an area of that tone.
pub(super) fn area(word: String, tone: Tone) -> (String, &'static str) {
    (word, tone.class())
}

/// The numbers of a chart, folded.
#[component]
fn Numbers(
    /// What the chart shows.
    title: String,
    /// They.
    table: Table,
) -> impl IntoView {
    let heads = table.columns.into_iter().map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    let rows = table.rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    });
    view! {
        <details class="chart-numbers">
            <summary>{words::AS_TABLE}</summary>
            <div class="chart-table" tabindex="0" role="region" aria-label=title>
                <table class="counts">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
