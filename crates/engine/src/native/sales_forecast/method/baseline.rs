//! What every other method has to beat.

use crate::native::sales_forecast::number::float;

/// The last value again.
pub(super) fn naive(past: &[f64], horizon: usize) -> Vec<f64> {
    vec![past.last().copied().unwrap_or_default(); horizon]
}

/// The value of the same place of the last season again.
pub(super) fn seasonal(past: &[f64], season: usize, horizon: usize) -> Vec<f64> {
    let last = &past[past.len().saturating_sub(season)..];
    last.iter().copied().cycle().take(horizon).collect()
}

/// The line from the first value through the last, continued: `y + h (y - y_1) / (n - 1)`.
pub(super) fn drift(past: &[f64], horizon: usize) -> Vec<f64> {
    let (Some(first), Some(last)) = (past.first(), past.last()) else {
        return Vec::new();
    };
    let slope = (last - first) / float(past.len().saturating_sub(1)).max(1.0);
    (1..=horizon).map(|step| last + slope * float(step)).collect()
}
