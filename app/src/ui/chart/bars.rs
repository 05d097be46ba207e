//! Names with bars beside each other's: how they compare.

use leptos::prelude::*;

use super::Tone;

/// How long a bar is of which something can be seen, in percent.
const SHORTEST: f64 = 0.8;

/// The bar of a value beside the largest of its list. What it stands for stands beside it as a figure.
#[component]
pub fn Bar(
    /// The value; not below zero.
    value: f64,
    /// The largest of the list.
    most: f64,
    /// The colour.
    #[prop(default = Tone::Main)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <svg class="chart-bar" aria-hidden="true">
            <rect class=format!("chart-area {}", tone.class()) width=length(value, most) height="100%" rx="2"></rect>
        </svg>
    }
}

/// As a percentage of its place.
fn length(value: f64, most: f64) -> String {
    let share = if most > 0.0 { (value / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    format!("{:.1}%", if share > 0.0 { share.max(SHORTEST) } else { 0.0 })
}

/// One name.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// What it is.
    pub name: String,
    /// How long its bar is beside the others.
    pub value: f64,
    /// What stands at its end.
    pub told: String,
}

/// Names, each with its figure and a bar.
#[component]
pub fn BarList(
    /// What is compared.
    label: &'static str,
    /// The names, in their order.
    rows: Vec<BarRow>,
) -> impl IntoView {
    let most = rows.iter().map(|row| row.value).fold(0.0, f64::max);
    let rows = rows.into_iter().map(|BarRow { name, value, told }| {
        view! {
            <div class="bar-row">
                <dt>{name}</dt>
                <dd class="bar-told">{told}</dd>
                <dd class="bar-drawn" aria-hidden="true">
                    <Bar value=value most=most/>
                </dd>
            </div>
        }
    });
    view! {
        <dl class="bar-list" aria-label=label>
            {rows.collect_view()}
        </dl>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bar_is_as_long_as_its_share_and_something_is_seen_of_all_that_is_not_nothing() {
        let lengths =
            [(0.0, 10.0), (10.0, 10.0), (2.5, 10.0), (1e-9, 10.0), (0.0, 0.0)].map(|(v, m)| super::length(v, m));
        assert_eq!(lengths, ["0.0%", "100.0%", "25.0%", "0.8%", "0.0%"]);
    }
}
