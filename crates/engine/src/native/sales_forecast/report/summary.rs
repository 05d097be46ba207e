//! What is told, in one value small enough for the journal.

use serde::{Deserialize, Serialize};

use super::words::percent;
use crate::native::sales_forecast::backtest::Score;
use crate::native::sales_forecast::calendar::{Calendar, Grain};
use crate::native::sales_forecast::holiday::Effect;
use crate::native::sales_forecast::options::{Gaps, Options};
use crate::native::sales_forecast::part::{Forecast, LEAST, Outcome, Refusal, Seasonal};
use crate::native::sales_forecast::series::Series;
use crate::native::sales_forecast::series::build::{Built, Counts, MAX_PERIODS};
use crate::native::sales_forecast::session::Whole;
use crate::native::sales_forecast::source::{Reading, title};
use crate::native::table::Table;

/// Values ahead that are told; the file has all.
const MAX_POINTS: usize = 400;
/// Series at most whose methods are all told; the file has all.
const MAX_COMPARED: usize = 20;
/// Effects of days told at most.
const MAX_EFFECTS: usize = 60;

/// What is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// The grain.
    pub(crate) grain: Grain,
    /// The column of dates.
    pub(crate) date_column: String,
    /// The column of values.
    pub(crate) value_column: String,
    /// The column of names.
    pub(crate) series_column: Option<String>,
    /// What became of several rows of a period.
    pub(crate) combine: String,
    /// Whether the values of periods can be added up.
    pub(crate) adds_up: bool,
    /// What became of the rows.
    pub(crate) counts: Counts,
    /// Periods ahead.
    pub(crate) horizon: usize,
    /// Of a hundred values, how many the interval is to hold.
    pub(crate) level: u8,
    /// The series.
    pub(crate) series: Vec<Line>,
    /// The first values ahead.
    pub(crate) points: Vec<Told>,
    /// How many there are in all.
    pub(crate) points_in_all: usize,
    /// What days that were given by hand change: the place of the series and the effect.
    pub(crate) effects: Vec<(usize, Effect)>,
    /// What was taken for granted, in sentences.
    pub(crate) assumptions: Vec<String>,
}

/// A series.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    /// Its name; empty without a column of names.
    pub(crate) name: String,
    /// Its first and its last period.
    pub(crate) span: (String, String),
    /// Its first and last period ahead.
    pub(crate) ahead_span: (String, String),
    /// Periods from the first to the last.
    pub(crate) periods: usize,
    /// Of those, without a value.
    pub(crate) gaps: usize,
    /// The forecast.
    pub(crate) forecast: Option<Short>,
    /// Why there is none: a code and a sentence.
    pub(crate) refusal: Option<(String, String)>,
}

/// A forecast in short.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Short {
    /// The method that is used.
    pub(crate) chosen: Score,
    /// What repeats the past.
    pub(crate) reference: Option<Score>,
    /// The other methods, if they are told.
    pub(crate) others: Vec<Score>,
    /// Origins of the back-test, and steps ahead that it looked.
    pub(crate) tested: (usize, usize),
    /// Sum and mean of the values ahead.
    pub(crate) ahead: (f64, f64),
    /// Sum and mean of those to compare with.
    pub(crate) before: Option<(f64, f64)>,
    /// How many periods earlier those lie.
    pub(crate) shift: usize,
    /// The change, in percent.
    pub(crate) change: Option<f64>,
    /// The highest and the lowest place of a season.
    pub(crate) seasonal: Option<Seasonal>,
    /// Whether all values are the same.
    pub(crate) is_constant: bool,
}

/// A value ahead, as it is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    /// The place of its series.
    pub(crate) series: usize,
    /// Its period.
    pub(crate) period: String,
    /// Value, lower and upper end of the interval.
    pub(crate) value: [f64; 3],
}

impl Summary {
    /// Of these outcomes.
    pub(crate) fn of(options: &Options, reading: &Reading, table: &Table, whole: &Whole, outcomes: &[Outcome]) -> Self {
        let (built, calendar) = (&whole.built, &whole.built.calendar);
        let forecasts = || outcomes.iter().filter_map(|outcome| Some((outcome.place, outcome.result.as_ref().ok()?)));
        let told = |(series, forecast): (usize, &Forecast)| -> Vec<Told> {
            let one = |point: &super::super::part::Point| Told {
                series,
                period: calendar.label(point.period),
                value: [point.value, point.low, point.high],
            };
            forecast.points.iter().map(one).collect()
        };
        let compared = built.series.len() <= MAX_COMPARED;
        let mut assumptions = reading.assumptions.clone();
        assumptions.extend(built.assumptions.iter().cloned());
        if !whole.holidays.is_empty() && calendar.grain > Grain::Week {
            assumptions.push(format!(
                "By {} no single day stands out, so the special days change nothing.",
                calendar.grain.as_str()
            ));
        }
        if options.gaps == Gaps::Zero {
            assumptions.push(format!("A {} without a row was counted as zero.", calendar.grain.as_str()));
        }
        Self {
            grain: calendar.grain,
            date_column: title(table, reading.roles.date),
            value_column: title(table, reading.roles.value),
            series_column: reading.roles.name.map(|name| title(table, name)),
            combine: options.combine.as_str().to_owned(),
            adds_up: options.combine == super::super::options::Combine::Sum,
            counts: built.counts.clone(),
            horizon: whole.horizon,
            level: options.level,
            series: outcomes.iter().map(|outcome| Line::of(outcome, built, compared, whole.horizon)).collect(),
            points: forecasts().flat_map(told).take(MAX_POINTS).collect(),
            points_in_all: forecasts().map(|(_, forecast)| forecast.points.len()).sum(),
            effects: forecasts()
                .flat_map(|(place, forecast)| forecast.effects.iter().map(move |effect| (place, effect.clone())))
                .take(MAX_EFFECTS)
                .collect(),
            assumptions,
        }
    }

    /// The one series, if there is no other.
    pub(crate) fn only(&self) -> Option<&Line> {
        match self.series.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl Line {
    fn of(outcome: &Outcome, built: &Built, compared: bool, horizon: usize) -> Self {
        let series = &built.series[outcome.place];
        let calendar = &built.calendar;
        let label = |period: i64| calendar.label(period);
        let end = series.next() + i64::try_from(horizon).unwrap_or(0) - 1;
        let why = |refusal: &Refusal| {
            let (code, reason) = refused(*refusal, series, calendar);
            (code.to_owned(), reason)
        };
        Self {
            name: series.name.clone(),
            span: (label(series.first), label(series.next() - 1)),
            ahead_span: (label(series.next()), label(end)),
            periods: series.values.len(),
            gaps: series.values.len() - series.observed(),
            forecast: outcome.result.as_ref().ok().map(|forecast| Short::of(forecast, compared)),
            refusal: outcome.result.as_ref().err().map(why),
        }
    }
}

impl Short {
    fn of(forecast: &Forecast, compared: bool) -> Self {
        let others = forecast.scores.iter().skip(1).filter(|_| compared).cloned().collect();
        let round = super::super::number::rounded;
        Self {
            chosen: forecast.scores[0].clone(),
            reference: forecast.reference().cloned(),
            others,
            tested: forecast.tested,
            ahead: (round(forecast.ahead), round(forecast.mean_ahead())),
            before: forecast.before.zip(forecast.mean_before()).map(|(sum, mean)| (round(sum), round(mean))),
            shift: forecast.shift,
            change: forecast.change(),
            seasonal: forecast.seasonal.clone(),
            is_constant: forecast.is_constant,
        }
    }
}

/// The sentence that a step tells of its series.
pub(crate) fn told(part: &[Outcome], built: &Built) -> String {
    let one = |outcome: &Outcome| match &outcome.result {
        Ok(forecast) => {
            let score = &forecast.scores[0];
            format!("{}, off by {}", score.candidate.method.title(), percent(score.smape))
        }
        Err(refusal) => refused(*refusal, &built.series[outcome.place], &built.calendar).1,
    };
    match part {
        [outcome] if built.series.len() == 1 => one(outcome),
        [outcome] => format!("{}: {}", name(&built.series[outcome.place].name), one(outcome)),
        many => {
            let forecast = many.iter().filter(|outcome| outcome.result.is_ok()).count();
            format!("{forecast} of {} forecast", many.len())
        }
    }
}

/// A series' name as it is told.
pub(crate) fn name(name: &str) -> &str {
    if name.is_empty() { "(no name)" } else { name }
}

/// Why a series has no forecast: a code and a sentence.
pub(crate) fn refused(refusal: Refusal, series: &Series, calendar: &Calendar) -> (&'static str, String) {
    let (noun, observed, periods) = (calendar.grain.as_str(), series.observed(), series.values.len());
    let whose = if series.name.is_empty() { String::new() } else { format!("{}: ", series.name) };
    match refusal {
        Refusal::TooShort => {
            let s = if observed == 1 { "" } else { "s" };
            let sentence = format!(
                "{whose}there is a value for {observed} {noun}{s}, and at least {LEAST} are needed to forecast and to test the \
                 forecast. {}",
                if series.cut > 0 {
                    format!(
                        "Others lie more than {MAX_PERIODS} {noun}s before the last one: look for a date that is wrong."
                    )
                } else {
                    "Give a longer history or a shorter period.".to_owned()
                }
            );
            ("too_short", capital(&sentence))
        }
        Refusal::TooSparse => {
            let sentence = format!(
                "{whose}of {periods} {noun}s from {} to {} only {observed} have a value. Choose a longer period, say that no \
                 row means zero, or look for a date that is wrong.",
                calendar.label(series.first),
                calendar.label(series.next() - 1)
            );
            ("too_sparse", capital(&sentence))
        }
        Refusal::MethodUnfit => {
            let sentence = format!(
                "{whose}the method that was asked for cannot be used here. One with a season needs more than two of them, a \
                 multiplicative one values above zero. Choose another one, or let it be found."
            );
            ("method_unfit", capital(&sentence))
        }
    }
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
