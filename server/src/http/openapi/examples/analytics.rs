//! What Ada's runs come to.

use domain::analytics::{
    AgentRuns, Analytics, DayCost, DayExpected, DayRuns, Expected, FORECAST_LEVEL, Forecast, ForecastMethod, Hint,
};
use domain::credits::Credits;
use domain::run::RunTally;
use domain::time::{Micros, Zone};
use serde_json::Value;

use super::agents::SLUG;
use super::{ASKED_AT, Example, json, text};
use crate::http::export::Format;
use crate::http::export::analytics::written;

pub(super) fn examples() -> Vec<Example> {
    let analytics = analytics();
    let file = |format| written(&analytics, format).ok().and_then(|file| String::from_utf8(file).ok());
    let mut examples = vec![json("showMyAnalytics", "200", &analytics)];
    examples.extend(file(Format::Json).map(|file| {
        let whole: Value = serde_json::from_str(&file).unwrap_or_default();
        json("exportMyAnalytics", "200", &whole)
    }));
    examples.extend(file(Format::Csv).map(|file| text("exportMyAnalytics", "text/csv", file)));
    examples
}

fn analytics() -> Analytics {
    let zone = Zone::default();
    let today = zone.day_of(ASKED_AT);
    let four = Credits::whole(4);
    let one = RunTally { runs: 1, finished: 1, succeeded: 1, charged: four, timed: 1, time_us: 380_000, cached: 0 };
    let served = RunTally { runs: 1, finished: 1, succeeded: 1, cached: 1, ..RunTally::default() };
    let total = one.plus(served).unwrap_or_default();
    let cost = Expected { expected: four, low: Credits::ZERO, high: Credits::whole(9) };
    Analytics {
        since: zone.begin_of(today.plus(-1)),
        until: ASKED_AT,
        days: 2,
        time_zone: "UTC".to_owned(),
        agent: None,
        total: total.sums(),
        before: RunTally::default().sums(),
        by_day: vec![
            DayRuns { day: today.plus(-1), sums: RunTally::default().sums() },
            DayRuns { day: today, sums: total.sums() },
        ],
        by_agent: vec![AgentRuns {
            agent_slug: Some(SLUG.to_owned()),
            agent_name: Some("Data cleaning".to_owned()),
            sums: total.sums(),
        }],
        forecast: Some(Forecast {
            method: ForecastMethod::SeasonalNaive,
            level: FORECAST_LEVEL,
            learned_since: today.plus(-28),
            learned_days: 28,
            tested_at: 6,
            mean_error: Credits::whole(2),
            total: cost,
            by_day: vec![DayExpected { day: today, cost }],
            past: vec![DayCost { day: today.plus(-1), charged: four }],
        }),
        hints: vec![
            Hint::Expiring { amount: Credits::whole(40), at: ASKED_AT.plus(Micros::days(12)) },
            Hint::Served { runs: 1, saved: four },
        ],
    }
}
