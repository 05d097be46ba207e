//! Which method would have forecast this series best, and how far it would have been off.

pub(crate) mod measure;
pub(crate) mod windows;

use serde::{Deserialize, Serialize};

use self::windows::Windows;
use super::holiday;
use super::method::{Candidate, Method, Warm};
use super::number::mean;
use crate::cancel::{Cancel, Cancelled};

/// What is to be forecast, and by what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// The values, from the first period with one to the last.
    pub(crate) values: &'a [Option<f64>],
    /// Which holiday each period is on, through the last one that is forecast.
    pub(crate) marks: &'a [Option<usize>],
    /// Lengths of a season, the usual one first; none where there is none.
    pub(crate) seasons: &'a [usize],
    /// Periods ahead.
    pub(crate) horizon: usize,
    /// The one method that is asked for.
    pub(crate) only: Option<Method>,
    /// Whether no value can be below zero.
    pub(crate) from_zero: bool,
}

/// How a method did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Score {
    /// The method.
    #[serde(flatten)]
    pub(crate) candidate: Candidate,
    /// Mean absolute scaled error; none where the series never changed before an origin.
    pub(crate) mase: Option<f64>,
    /// Symmetric mean absolute percentage error, 0 to 200.
    pub(crate) smape: f64,
    /// Mean absolute error.
    pub(crate) mae: f64,
}

/// How the methods did, and by how much each was off at each step.
#[derive(Clone, Debug)]
pub(crate) struct Tested {
    /// The origins.
    pub(crate) windows: Windows,
    /// The best first.
    pub(crate) scores: Vec<(Score, Vec<Miss>)>,
}

/// One error of the back-test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Miss {
    /// Steps ahead, from 0.
    pub(crate) step: usize,
    /// How far it was off.
    pub(crate) size: f64,
    /// How far, as a share of the forecast.
    pub(crate) share: f64,
}

impl Task<'_> {
    /// The usual length of a season; 1 without one.
    pub(crate) fn season(&self) -> usize {
        self.seasons.first().copied().unwrap_or(1)
    }

    /// The methods that are tried.
    pub(crate) fn candidates(&self) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for method in Method::ALL.into_iter().filter(|method| self.only.is_none_or(|only| only == *method)) {
            if method.is_seasonal() {
                candidates.extend(self.seasons.iter().map(|season| Candidate { method, season: *season }));
            } else {
                let season = if method == Method::Theta { self.season() } else { 1 };
                candidates.push(Candidate { method, season });
            }
        }
        candidates
    }

    /// What `candidate` forecasts from the first `origin` values.
    pub(crate) fn forecast(
        &self,
        candidate: Candidate,
        origin: usize,
        horizon: usize,
        warm: &mut Warm,
    ) -> Option<Vec<f64>> {
        let (past, effects) = holiday::learn(&self.values[..origin], self.marks, self.season());
        let mut forecast = candidate.forecast(&past, horizon, warm)?;
        holiday::apply(&mut forecast, self.marks.get(origin..).unwrap_or_default(), &effects);
        if self.from_zero {
            for value in &mut forecast {
                *value = value.max(0.0);
            }
        }
        forecast.iter().all(|value| value.is_finite()).then_some(forecast)
    }
}

/// Tests every method that can be used at every origin; the best first, the simpler of two that are alike.
pub(crate) fn test(task: &Task<'_>, cancel: &Cancel) -> Result<Tested, Cancelled> {
    test_of(task, task.candidates(), cancel)
}

/// The same of some methods.
pub(crate) fn test_of(
    task: &Task<'_>,
    candidates: impl IntoIterator<Item = Candidate>,
    cancel: &Cancel,
) -> Result<Tested, Cancelled> {
    let windows = Windows::of(task.values.len(), task.season(), task.horizon);
    let mut scores = Vec::new();
    for candidate in candidates {
        cancel.check()?;
        if let Some(score) = one(task, &windows, candidate, cancel)? {
            scores.push(score);
        }
    }
    let rank = |score: &Score| score.mase.unwrap_or(score.mae);
    scores.sort_by(|(one, _), (other, _)| {
        rank(one).total_cmp(&rank(other)).then(one.candidate.method.cmp(&other.candidate.method))
    });
    Ok(Tested { windows, scores })
}

fn one(
    task: &Task<'_>,
    windows: &Windows,
    candidate: Candidate,
    cancel: &Cancel,
) -> Result<Option<(Score, Vec<Miss>)>, Cancelled> {
    let (mut scaled, mut symmetric, mut misses) = (Vec::new(), Vec::new(), Vec::new());
    let mut warm = None;
    for origin in &windows.origins {
        cancel.check()?;
        let Some(forecast) = task.forecast(candidate, *origin, windows.horizon, &mut warm) else {
            return Ok(None);
        };
        let (past, _) = holiday::learn(&task.values[..*origin], task.marks, task.season());
        let scale = measure::scale(&past, task.season());
        for (step, forecast) in forecast.iter().enumerate() {
            // What was filled in is nobody's error.
            let Some(actual) = task.values.get(origin + step).copied().flatten() else { continue };
            let size = (actual - forecast).abs();
            symmetric.push(measure::symmetric(actual, *forecast));
            scaled.extend(scale.map(|scale| size / scale));
            let share = if *forecast > 0.0 { size / forecast } else { 0.0 };
            misses.push(Miss { step, size, share });
        }
    }
    let sizes: Vec<f64> = misses.iter().map(|miss| miss.size).collect();
    let mase = (!scaled.is_empty()).then(|| mean(&scaled)).filter(|mase| mase.is_finite());
    let score = Score { candidate, mase, smape: mean(&symmetric), mae: mean(&sizes) };
    Ok((score.smape.is_finite() && score.mae.is_finite()).then_some((score, misses)))
}

/// How far to either side of each of `values`, a forecast, the interval reaches.
///
/// Of the back-test's own errors at a step and its two neighbours it is the bound that holds `level` of them: in the
/// series' own unit, and where all values are above zero (`grows`) also as a share of the forecast, whichever is larger,
/// because the errors of a series that grows do so too. It never becomes narrower further ahead, and beyond the steps
/// that were tested it grows with the square root of the distance, as that of a random walk does.
pub(crate) fn reach(misses: &[Miss], tested: usize, values: &[f64], level: f64, grows: bool) -> Vec<f64> {
    let sizes = widening(misses, tested, values.len(), level, |miss| miss.size);
    if !grows {
        return sizes;
    }
    let shares = widening(misses, tested, values.len(), level, |miss| miss.share);
    let larger = |((size, share), value): ((f64, f64), &f64)| size.max(share * value);
    sizes.into_iter().zip(shares).zip(values).map(larger).collect()
}

fn widening(misses: &[Miss], tested: usize, horizon: usize, level: f64, error: fn(&Miss) -> f64) -> Vec<f64> {
    let mut reach: Vec<f64> = Vec::with_capacity(horizon);
    for step in 0..horizon.min(tested) {
        let near = misses.iter().filter(|miss| miss.step.abs_diff(step) <= 1);
        let own = measure::bound(near.map(error).collect(), level);
        reach.push(reach.last().map_or(own, |before| own.max(*before)));
    }
    let last = reach.last().copied().unwrap_or_default();
    let float = super::number::float;
    reach.extend((tested..horizon).map(|step| last * (float(step + 1) / float(tested.max(1))).sqrt()));
    reach
}

#[cfg(test)]
mod tests;
