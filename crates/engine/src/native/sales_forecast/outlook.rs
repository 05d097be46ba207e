//! What a person's own spending comes to next: the quick methods of `sales-forecast` on values of days, for pages.
//!
//! Only methods that need little history and whose answer is there within a millisecond or two are tried; the choice by
//! back-test and the intervals are those of the agent. A sum of days has an interval of its own, from how far the sums of as
//! many days were off at the same points of the past: errors of single days partly cancel each other out, by how much is
//! not assumed.

use domain::analytics::ForecastMethod;

use super::backtest::{self, Task, measure};
use super::method::{Candidate, Method};
use crate::cancel::Cancel;

/// Days of a week.
const WEEK: usize = 7;

/// What is expected of the days ahead, and how that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The method that was off least in the back-test.
    pub method: ForecastMethod,
    /// Each day ahead.
    pub days: Vec<Band>,
    /// All of them together.
    pub total: Band,
    /// Points of the past at which the methods were compared.
    pub origins: usize,
    /// How far the chosen one was off there, on average.
    pub mean_error: f64,
}

/// A value and the interval around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// What is expected.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What to expect of the `horizon` days after `past`, of values that are never below zero; `level` is how many of a hundred
/// values the intervals are to hold. `None` where the past is shorter than four times as long.
pub fn outlook(past: &[f64], horizon: usize, level: u8) -> Option<Outlook> {
    if horizon == 0 || past.len() < 4 * horizon.max(WEEK) {
        return None;
    }
    let values: Vec<Option<f64>> = past.iter().copied().map(Some).collect();
    let marks = vec![None; past.len() + horizon];
    let task = Task { values: &values, marks: &marks, seasons: &[WEEK], horizon, only: None, from_zero: true };
    let quick = |candidate: &Candidate| named(candidate.method).is_some();
    let tested = backtest::test_of(&task, task.candidates().into_iter().filter(quick), &Cancel::default()).ok()?;
    let (score, misses) = tested.scores.first()?;
    let ahead = task.forecast(score.candidate, past.len(), horizon, &mut None)?;
    let level = f64::from(level) / 100.0;
    let reach = backtest::reach(misses, tested.windows.horizon, &ahead, level, false);
    let band = |value: f64, reach: f64| Band { value, low: (value - reach).max(0.0), high: value + reach };
    let sums = tested.windows.origins.iter().filter_map(|origin| {
        let forecast: f64 = task.forecast(score.candidate, *origin, horizon, &mut None)?.iter().sum();
        let actual: f64 = past.get(*origin..origin + horizon)?.iter().sum();
        Some((actual - forecast).abs())
    });
    let sums: Vec<f64> = sums.collect();
    Some(Outlook {
        method: named(score.candidate.method)?,
        total: band(ahead.iter().sum(), measure::bound(sums, level)),
        days: ahead.iter().zip(reach).map(|(value, reach)| band(*value, reach)).collect(),
        origins: tested.windows.origins.len(),
        mean_error: score.mae,
    })
}

/// The quick ones, by the names that pages know.
const fn named(method: Method) -> Option<ForecastMethod> {
    match method {
        Method::Naive => Some(ForecastMethod::Naive),
        Method::SeasonalNaive => Some(ForecastMethod::SeasonalNaive),
        Method::Drift => Some(ForecastMethod::Drift),
        Method::Smoothing => Some(ForecastMethod::ExponentialSmoothing),
        Method::Theta => Some(ForecastMethod::Theta),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-6, "{one} {other}");
    }

    #[test]
    fn a_week_that_repeats_goes_on_and_its_interval_has_no_width() {
        let week = [4.0, 0.0, 8.0, 4.0, 12.0, 0.0, 0.0];
        let past: Vec<f64> = week.iter().copied().cycle().take(56).collect();
        let outlook = outlook(&past, 14, 80).expect("is long enough");
        assert_eq!(outlook.method, ForecastMethod::SeasonalNaive);
        for (day, expected) in outlook.days.iter().zip(week.iter().cycle()) {
            near(day.value, *expected);
            near(day.high, *expected);
        }
        near(outlook.total.value, 56.0);
        near(outlook.total.low, 56.0);
        near(outlook.mean_error, 0.0);
    }

    #[test]
    fn nothing_spent_is_nothing_expected() {
        let outlook = outlook(&[0.0; 28], 7, 80).expect("is long enough");
        near(outlook.total.high, 0.0);
        assert_eq!(outlook.days.len(), 7);
    }

    #[test]
    fn a_short_past_says_nothing() {
        assert_eq!(outlook(&[1.0; 27], 7, 80), None);
        assert_eq!(outlook(&[1.0; 55], 14, 80), None);
        assert_eq!(outlook(&[1.0; 100], 0, 80), None);
    }

    #[test]
    fn ends_are_never_below_zero_and_hold_the_value() {
        let past: Vec<f64> = (0..84_u32).map(|day| f64::from((day * 7919) % 13)).collect();
        let outlook = outlook(&past, 14, 80).expect("is long enough");
        for band in outlook.days.iter().chain([&outlook.total]) {
            assert!(0.0 <= band.low && band.low <= band.value && band.value <= band.high, "{band:?}");
        }
        assert!(outlook.total.high - outlook.total.value < 14.0 * (outlook.days[13].high - outlook.days[13].value));
    }
}
