//! The forecasts of some series, each worked by itself.

use serde::{Deserialize, Serialize};

use super::backtest::{self, Score, Task};
use super::calendar::{Calendar, Grain};
use super::holiday::{self, Effect, Holiday};
use super::method::{Warm, season};
use super::number::{float, mean, rounded};
use super::options::Options;
use super::series::Series;
use super::series::fill::fill;
use crate::cancel::{Cancel, Cancelled};

/// Values that a series must have: fewer cannot be forecast and compared with anything.
pub(crate) const LEAST: usize = 6;
/// From this strength on a season is worth telling.
const STRONG: f64 = 0.3;

/// What came of one series.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Its place among the series.
    pub(crate) place: usize,
    /// The forecast, or why there is none.
    pub(crate) result: Result<Forecast, Refusal>,
}

/// Why a series has no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    /// Too few values.
    TooShort,
    /// More than half of the periods have no value.
    TooSparse,
    /// The method that was asked for cannot be used on it.
    MethodUnfit,
}

/// The forecast of one series.
#[derive(Clone, Debug)]
pub(crate) struct Forecast {
    /// How the methods did, the one that is used first.
    pub(crate) scores: Vec<Score>,
    /// Origins of the back-test, and steps ahead that it looked.
    pub(crate) tested: (usize, usize),
    /// The values ahead.
    pub(crate) points: Vec<Point>,
    /// The history without gaps, as the last fit saw it.
    pub(crate) filled: Vec<f64>,
    /// The sum of the values ahead, and of as many with which to compare them.
    pub(crate) ahead: f64,
    /// The sum to compare with; none where the history is too short for it.
    pub(crate) before: Option<f64>,
    /// How many periods earlier those lie.
    pub(crate) shift: usize,
    /// What the places of a season have in common, if that is worth telling.
    pub(crate) seasonal: Option<Seasonal>,
    /// What days that were given by hand change.
    pub(crate) effects: Vec<Effect>,
    /// Whether all values are the same.
    pub(crate) is_constant: bool,
}

/// A value ahead.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Point {
    /// The period.
    pub(crate) period: i64,
    /// What is expected.
    pub(crate) value: f64,
    /// The lower end of the interval.
    pub(crate) low: f64,
    /// The upper end.
    pub(crate) high: f64,
}

/// The highest and the lowest place of a season, each with how far from the average, in percent where that has a meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seasonal {
    /// The highest place.
    pub(crate) high: (String, f64),
    /// The lowest place.
    pub(crate) low: (String, f64),
    /// Whether they are percentages of the average.
    pub(crate) is_percent: bool,
}

/// Forecasts one series.
pub(crate) fn work(
    series: &Series,
    place: usize,
    calendar: &Calendar,
    holidays: &[Holiday],
    horizon: usize,
    options: &Options,
    cancel: &Cancel,
) -> Result<Outcome, Cancelled> {
    let refused = |refusal: Refusal| Ok(Outcome { place, result: Err(refusal) });
    let observed = series.observed();
    if observed < LEAST {
        return refused(Refusal::TooShort);
    }
    if observed * 2 < series.values.len() {
        return refused(Refusal::TooSparse);
    }
    let marks = holiday::marks(holidays, calendar, series.first, series.values.len() + horizon);
    let seasons: Vec<usize> =
        calendar.seasons().into_iter().filter(|season| *season > 1 && series.values.len() >= 2 * season).collect();
    let from_zero = series.values.iter().flatten().all(|value| *value >= 0.0);
    let task =
        Task { values: &series.values, marks: &marks, seasons: &seasons, horizon, only: options.method, from_zero };
    let tested = backtest::test(&task, cancel)?;
    let mut scores = tested.scores;
    let length = series.values.len();
    // The best one that gives sound numbers from the whole history too: nearly always the first.
    let found = scores.iter().enumerate().find_map(|(rank, (score, _))| {
        let mut warm: Warm = None;
        task.forecast(score.candidate, length, horizon, &mut warm).map(|values| (rank, values))
    });
    let Some((rank, values)) = found else {
        return refused(Refusal::MethodUnfit);
    };
    let chosen = scores.remove(rank);
    scores.insert(0, chosen);
    let (_, misses) = &scores[0];
    let grows = series.values.iter().flatten().all(|value| *value > 0.0) && values.iter().all(|value| *value > 0.0);
    let level = f64::from(options.level) / 100.0;
    let reach = backtest::reach(misses, tested.windows.horizon, &values, level, grows);
    let points = (series.next()..).zip(&values).zip(reach).map(|((period, value), reach)| {
        let low = if from_zero { (value - reach).max(0.0) } else { value - reach };
        Point { period, value: rounded(*value), low: rounded(low), high: rounded(value + reach) }
    });
    let points: Vec<Point> = points.collect();
    let filled = fill(&series.values, task.season());
    // Places of a season are compared with the same places.
    let shift = task.season() * horizon.div_ceil(task.season());
    let forecast = Forecast {
        tested: (tested.windows.origins.len(), tested.windows.horizon),
        ahead: points.iter().map(|point| point.value).sum(),
        before: before(&filled, shift, horizon),
        shift,
        seasonal: seasonal(&filled, task.season(), series, calendar),
        effects: effects(&task, holidays),
        is_constant: series.is_constant(),
        scores: scores.into_iter().map(|(score, _)| score).collect(),
        points,
        filled,
    };
    Ok(Outcome { place, result: Ok(forecast) })
}

/// The sum of as many values of the past as lie ahead, so many periods earlier.
fn before(filled: &[f64], shift: usize, horizon: usize) -> Option<f64> {
    let from = filled.len().checked_sub(shift)?;
    Some(filled[from..from + horizon].iter().sum())
}

fn seasonal(filled: &[f64], length: usize, series: &Series, calendar: &Calendar) -> Option<Seasonal> {
    if length < 2 || calendar.grain == Grain::Week || season::strength(filled, length) < STRONG {
        return None;
    }
    let is_percent = filled.iter().all(|value| *value > 0.0);
    let indices = season::indices(filled, length, is_percent)?;
    let told = |index: f64| if is_percent { (index - 1.0) * 100.0 } else { index };
    let named = |(at, index): (usize, &f64)| {
        let period = series.first + i64::try_from(at).unwrap_or(0);
        calendar.place(period).map(|name| (name, rounded(told(*index))))
    };
    let places = || indices.iter().enumerate();
    let high = places().max_by(|one, other| one.1.total_cmp(other.1)).and_then(named)?;
    let low = places().min_by(|one, other| one.1.total_cmp(other.1)).and_then(named)?;
    Some(Seasonal { high, low, is_percent })
}

/// The effect of each name that was given, also of one that was never seen.
fn effects(task: &Task<'_>, holidays: &[Holiday]) -> Vec<Effect> {
    let (_, learned) = holiday::learn(task.values, task.marks, task.season());
    let ahead = |mark: usize| task.marks.iter().skip(task.values.len()).filter(|own| **own == Some(mark)).count();
    let mut told: Vec<Effect> = Vec::new();
    for (mark, holiday) in holidays.iter().enumerate() {
        if told.iter().any(|effect| effect.name == holiday.name) {
            continue;
        }
        let none = Effect { name: String::new(), past: 0, ahead: 0, size: 0.0, is_factor: false };
        let own = learned.get(&mark).cloned().unwrap_or(none);
        told.push(Effect { name: holiday.name.clone(), ahead: ahead(mark), size: rounded(own.size), ..own });
    }
    told
}

impl Forecast {
    /// The change against the past, in percent; none where there was nothing before.
    pub(crate) fn change(&self) -> Option<f64> {
        self.before.filter(|before| *before > 0.0).map(|before| rounded((self.ahead / before - 1.0) * 100.0))
    }

    /// The score of what repeats the past: of the last season, or of the last value.
    pub(crate) fn reference(&self) -> Option<&Score> {
        let named = |method| self.scores.iter().find(|score| score.candidate.method == method);
        named(super::method::Method::SeasonalNaive).or_else(|| named(super::method::Method::Naive))
    }

    /// The mean of the values ahead.
    pub(crate) fn mean_ahead(&self) -> f64 {
        mean(&self.points.iter().map(|point| point.value).collect::<Vec<f64>>())
    }

    /// The mean of the values to compare with.
    pub(crate) fn mean_before(&self) -> Option<f64> {
        self.before.map(|before| before / float(self.points.len()))
    }
}
