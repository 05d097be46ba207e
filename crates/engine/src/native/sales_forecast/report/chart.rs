//! The charts: each series with what is expected after it, and how the methods did.

use super::summary::name;
use super::words::figure;
use crate::context::NewArtifact;
use crate::native::chart::bars::{Bar, ordered};
use crate::native::chart::fan::Fan;
use crate::native::chart::{ACCENT, BAR};
use crate::native::sales_forecast::part::{Forecast, Outcome};
use crate::native::sales_forecast::series::Series;
use crate::native::sales_forecast::session::Whole;

/// Series that are drawn; more nobody looks through.
const MAX_CHARTS: usize = 8;
/// Periods of the history that are drawn at least, and as often as there are periods ahead.
const HISTORY: usize = 60;
const TIMES: usize = 4;

/// The charts. Of several series those with the largest values ahead are drawn.
pub(crate) fn charts(whole: &Whole, outcomes: &[Outcome], value: &str, level: u8) -> Vec<NewArtifact> {
    let mut forecasts: Vec<(&Series, &Forecast)> = outcomes
        .iter()
        .filter_map(|outcome| Some((&whole.built.series[outcome.place], outcome.result.as_ref().ok()?)))
        .collect();
    let only = whole.built.series.len() == 1;
    forecasts.sort_by(|one, other| other.1.ahead.abs().total_cmp(&one.1.ahead.abs()));
    let mut charts = Vec::new();
    for (number, (series, forecast)) in forecasts.iter().take(MAX_CHARTS).enumerate() {
        let (file, title) = if only {
            ("forecast.svg".to_owned(), format!("Forecast of {value}"))
        } else {
            (format!("forecast-{:02}.svg", number + 1), format!("{}: forecast of {value}", name(&series.name)))
        };
        charts.push(NewArtifact::svg(&file, fan(whole, series, forecast, &title, level)));
    }
    if let [(_, forecast)] = forecasts.as_slice()
        && only
        && !forecast.is_constant
    {
        charts.push(NewArtifact::svg("methods.svg", methods(forecast)));
    }
    charts
}

fn fan(whole: &Whole, series: &Series, forecast: &Forecast, title: &str, level: u8) -> Vec<u8> {
    let calendar = &whole.built.calendar;
    let shown = (forecast.points.len() * TIMES).max(HISTORY).min(series.values.len());
    let history = &series.values[series.values.len() - shown..];
    let first = series.next() - i64::try_from(shown).unwrap_or(0);
    let labels = (first..).take(shown + forecast.points.len()).map(|period| calendar.label(period)).collect();
    let told = forecast.points.first().zip(forecast.points.last()).map(|(first, last)| {
        format!(
            "The history to {}, then the forecast: {} in {}, {} in {}, the last one between {} and {}.",
            calendar.label(series.next() - 1),
            figure(first.value),
            calendar.label(first.period),
            figure(last.value),
            calendar.label(last.period),
            figure(last.low),
            figure(last.high)
        )
    });
    Fan {
        title: title.chars().take(70).collect(),
        told: told.unwrap_or_default(),
        labels,
        history,
        ahead: forecast.points.iter().map(|point| [point.value, point.low, point.high]).collect(),
        band: format!("about {level} of 100 values"),
    }
    .draw()
}

/// The mean absolute scaled error of each method; a bar of 1 is as far off as repeating the past.
fn methods(forecast: &Forecast) -> Vec<u8> {
    let bars: Vec<Bar> = forecast
        .scores
        .iter()
        .enumerate()
        .filter_map(|(rank, score)| {
            let mase = score.mase.filter(|mase| *mase < 1e6)?;
            let candidate = score.candidate;
            // Two lengths of a season make two candidates of one method.
            let twice = forecast.scores.iter().filter(|other| other.candidate.method == candidate.method).count() > 1;
            // Shorter, so that the label fits beside its bar.
            let title = candidate.method.title().replace("Holt-Winters", "Winters");
            let label = if twice { format!("{title} ({})", candidate.season) } else { title };
            Some(Bar {
                label,
                size: thousandths(mase),
                told: format!("{mase:.2}"),
                colour: if rank == 0 { ACCENT } else { BAR },
            })
        })
        .collect();
    ordered("How far off each method was in the back-test", "error (MASE); the shortest bar was used", &bars)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a million")]
fn thousandths(value: f64) -> u64 {
    (value * 1000.0).round() as u64
}
