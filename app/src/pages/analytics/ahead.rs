//! What the days ahead are expected to cost, by which method, and how sure that is.

use domain::analytics::Forecast;
use leptos::prelude::*;

use super::days::{credits, tell};
use crate::text::analytics as words;
use crate::ui::chart::fan::{Ahead as Expected, Fan, FanWords};
use crate::ui::chart::{Described, Table};
use crate::ui::credits::Amount;
use crate::ui::panel::Panel;

/// The forecast, or why there is none yet.
#[component]
pub(super) fn Ahead(
    /// The forecast.
    forecast: Option<Forecast>,
) -> impl IntoView {
    view! {
        <Panel id="ahead" title=words::AHEAD>
            {match forecast {
                Some(forecast) => view! { <Shown forecast=forecast/> }.into_any(),
                None => view! { <p class="max-w-prose text-soft">{words::AHEAD_TOO_SOON}</p> }.into_any(),
            }}
        </Panel>
    }
}

#[component]
fn Shown(forecast: Forecast) -> impl IntoView {
    let title = words::ahead_title(forecast.by_day.len());
    let total = forecast.total;
    let labels = forecast.past.iter().map(|past| past.day).chain(forecast.by_day.iter().map(|ahead| ahead.day));
    let labels = labels.map(domain::time::Day::short).collect();
    let past = forecast.past.iter().map(|past| credits(past.charged)).collect();
    let ahead = forecast.by_day.iter().map(|day| Expected {
        value: credits(day.cost.expected),
        low: credits(day.cost.low),
        high: credits(day.cost.high),
    });
    let described = Described {
        id: "ahead-chart",
        title: title.clone(),
        told: words::ahead_told(forecast.by_day.len(), total.expected),
        table: table(&forecast),
    };
    let fan_words = FanWords { past: words::PAST.to_owned(), ahead: words::EXPECTED.to_owned(), band: words::band() };
    view! {
        <p class="text-soft">{title}</p>
        <p class="mt-1 text-2xl font-semibold tabular-nums">
            <Amount credits=total.expected/>
        </p>
        <p class="mt-1 text-soft tabular-nums">{words::between(total.low, total.high)}</p>
        <div class="mt-5">
            <Fan
                described=described
                words=fan_words
                labels=labels
                past=past
                ahead=ahead.collect()
                tell=tell
            />
        </div>
        <p class="mt-4 max-w-prose text-sm text-soft">
            {words::how(forecast.method, forecast.learned_days, forecast.tested_at, forecast.mean_error)}
        </p>
    }
}

fn table(forecast: &Forecast) -> Table {
    let columns = [words::DAY, words::EXPECTED, words::LOW, words::HIGH].map(str::to_owned);
    let row = |day: &domain::analytics::DayExpected| {
        vec![day.day.long(), day.cost.expected.shown_up(), day.cost.low.shown_down(), day.cost.high.shown_up()]
    };
    Table { columns: columns.into(), rows: forecast.by_day.iter().map(row).collect() }
}
