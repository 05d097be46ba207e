//! Classical decomposition: what the places of a season have in common.
//!
//! Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed. 2021, 3.4: a centred moving average over
//! one season is the trend; what is left of each place of the season, averaged over the seasons, is its index.

use crate::native::sales_forecast::number::{float, mean};

/// The index of each place of a season, the place of the first value first: to add, or to multiply by.
///
/// `None` with less than two seasons, or where a multiplicative season has no positive index.
pub(crate) fn indices(values: &[f64], season: usize, multiplicative: bool) -> Option<Vec<f64>> {
    if season < 2 || values.len() < 2 * season {
        return None;
    }
    let trend = moving_average(values, season);
    let mut found: Vec<Vec<f64>> = vec![Vec::new(); season];
    for (at, trend) in trend {
        let own = if multiplicative { values[at] / trend } else { values[at] - trend };
        if own.is_finite() {
            found[at % season].push(own);
        }
    }
    let raw: Vec<f64> = found.iter().map(|own| mean(own)).collect();
    let centre = mean(&raw);
    let indices: Vec<f64> =
        raw.iter().map(|index| if multiplicative { index / centre } else { index - centre }).collect();
    let is_sound = |index: &f64| index.is_finite() && (!multiplicative || *index > 1e-6);
    indices.iter().all(is_sound).then_some(indices)
}

/// The centred moving average over one season, where there is one, with its place.
fn moving_average(values: &[f64], season: usize) -> Vec<(usize, f64)> {
    let half = season / 2;
    let mut average = Vec::with_capacity(values.len());
    let mut sum: f64 = values[..season].iter().sum();
    for start in 0..=values.len() - season {
        if start > 0 {
            sum += values[start + season - 1] - values[start - 1];
        }
        if season % 2 == 1 {
            average.push((start + half, sum / float(season)));
        } else if start + season < values.len() {
            // An even season has no middle: half of the first value and half of the one after the last.
            let next = values[start + season] - values[start];
            average.push((start + half, (sum + next / 2.0) / float(season)));
        }
    }
    average
}

/// Whether the series repeats itself after `season` periods beyond chance: the autocorrelation there is outside the
/// 90 % band of Bartlett, as in Fiorucci et al., International Journal of Forecasting 32, 2016.
pub(crate) fn is_seasonal(values: &[f64], season: usize) -> bool {
    if season < 2 || values.len() < 2 * season {
        return false;
    }
    let middle = mean(values);
    let variance: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    if variance <= 0.0 {
        return false;
    }
    let correlation = |lag: usize| {
        let pairs = values.iter().zip(&values[lag..]);
        pairs.map(|(one, other)| (one - middle) * (other - middle)).sum::<f64>() / variance
    };
    let before: f64 = (1..season).map(|lag| correlation(lag).powi(2)).sum();
    correlation(season) > 1.645 * ((1.0 + 2.0 * before) / float(values.len())).sqrt()
}

/// How strong the season is, from 0 to 1: one less the share of the remainder's variance in that of season and remainder.
///
/// Wang, Smith and Hyndman, Data Mining and Knowledge Discovery 13, 2006.
pub(crate) fn strength(values: &[f64], season: usize) -> f64 {
    let Some(indices) = indices(values, season, false) else {
        return 0.0;
    };
    let trend = moving_average(values, season);
    let rest: Vec<f64> = trend.iter().map(|(at, trend)| values[*at] - trend).collect();
    let left: Vec<f64> = trend.iter().zip(&rest).map(|((at, _), own)| own - indices[at % season]).collect();
    let (all, own) = (variance(&rest), variance(&left));
    if all > 0.0 { (1.0 - own / all).clamp(0.0, 1.0) } else { 0.0 }
}

fn variance(values: &[f64]) -> f64 {
    let middle = mean(values);
    mean(&values.iter().map(|value| (value - middle).powi(2)).collect::<Vec<f64>>())
}
