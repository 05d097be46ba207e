//! One series without a table, for those who measure how good the choice of a method is.

use super::backtest::{self, Task, measure};
use super::method::Method;
use crate::cancel::Cancel;

/// How the chosen method did on values that it never saw, and how each single one would have.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The word of the method that the back-test chose.
    pub chosen: &'static str,
    /// Mean absolute scaled error of each method on the held-out values, by its word.
    pub mase: Vec<(&'static str, f64)>,
    /// Symmetric mean absolute percentage error of each.
    pub smape: Vec<(&'static str, f64)>,
    /// Held-out values within the interval of the chosen one.
    pub inside: usize,
}

/// Chooses a method on all but the last `held_out` values of a series with that season (1 for none) and forecasts those.
///
/// `level` is how many of a hundred values the interval is to hold. `None` for a series too short for it.
pub fn trial(values: &[f64], season: usize, held_out: usize, level: u8) -> Option<Trial> {
    let known = values.len().checked_sub(held_out).filter(|known| *known >= super::part::LEAST)?;
    let (past, future) = values.split_at(known);
    let known_values: Vec<Option<f64>> = past.iter().copied().map(Some).collect();
    let marks = vec![None; values.len()];
    let seasons: &[usize] = if season > 1 { &[season] } else { &[] };
    let from_zero = past.iter().all(|value| *value >= 0.0);
    let task = Task { values: &known_values, marks: &marks, seasons, horizon: held_out, only: None, from_zero };
    let tested = backtest::test(&task, &Cancel::default()).ok()?;
    let scale = measure::scale(past, season)?;
    let (mut mase, mut smape, mut inside, mut chosen) = (Vec::new(), Vec::new(), 0, None);
    for (score, misses) in &tested.scores {
        let method: Method = score.candidate.method;
        let forecast = task.forecast(score.candidate, known, held_out, &mut None)?;
        let pairs = || future.iter().zip(&forecast);
        let errors: Vec<f64> = pairs().map(|(actual, forecast)| (actual - forecast).abs() / scale).collect();
        let shares: Vec<f64> = pairs().map(|(actual, forecast)| measure::symmetric(*actual, *forecast)).collect();
        mase.push((method.as_str(), super::number::mean(&errors)));
        smape.push((method.as_str(), super::number::mean(&shares)));
        if chosen.is_none() {
            chosen = Some(method.as_str());
            let grows = past.iter().chain(&forecast).all(|value| *value > 0.0);
            let level = f64::from(level) / 100.0;
            let reach = backtest::reach(misses, tested.windows.horizon, &forecast, level, grows);
            inside =
                pairs().zip(reach).filter(|((actual, forecast), reach)| (*actual - *forecast).abs() <= *reach).count();
        }
    }
    Some(Trial { chosen: chosen?, mase, smape, inside })
}
