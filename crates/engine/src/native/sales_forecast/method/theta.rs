//! The Theta method, which won the M3 competition.
//!
//! Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000. As Hyndman and Billah showed (the
//! same journal 19, 2003), it is simple exponential smoothing with a drift of half the slope `b` of the line through the
//! series: `f(h) = l + b / 2 × (h - 1 + (1 - (1 - α)ⁿ) / α)`. A series that is seasonal is divided by its indices first
//! and multiplied by them afterwards; one with values of zero or less has them subtracted and added.

use super::smoothing::Shape;
use super::{Warm, season};
use crate::native::sales_forecast::number::{float, line};

/// The next values after `past`.
pub(super) fn forecast(past: &[f64], length: usize, horizon: usize, warm: &mut Warm) -> Option<Vec<f64>> {
    let multiplicative = past.iter().all(|value| *value > 0.0);
    let indices = if season::is_seasonal(past, length) { season::indices(past, length, multiplicative) } else { None };
    let apply = |at: usize, value: f64, back: bool| match &indices {
        None => value,
        Some(indices) if multiplicative && back => value * indices[at % length],
        Some(indices) if multiplicative => value / indices[at % length],
        Some(indices) if back => value + indices[at % length],
        Some(indices) => value - indices[at % length],
    };
    let adjusted: Vec<f64> = past.iter().enumerate().map(|(at, value)| apply(at, *value, false)).collect();
    let (level, alpha) = Shape::simple().level(&adjusted, warm)?;
    let (_, slope) = line(&adjusted);
    let settled = (1.0 - (1.0 - alpha).powf(float(past.len()))) / alpha;
    let ahead = |step: usize| level + slope / 2.0 * (float(step) + settled);
    Some((0..horizon).map(|step| apply(past.len() + step, ahead(step), true)).collect())
}
