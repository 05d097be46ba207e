//! How far a forecast was off.

use crate::native::sales_forecast::number::{float, mean};

/// What one step is without a forecast: the mean absolute error of repeating the value one season ago within `past`,
/// by which errors are divided. Hyndman and Koehler, International Journal of Forecasting 22, 2006 (MASE):
///
/// ```text
/// q = Σ |y_t - y_(t-m)| / (n - m)
/// ```
///
/// Where the past has no whole season, the value before stands for it. `None` where nothing ever changed.
pub(crate) fn scale(past: &[f64], season: usize) -> Option<f64> {
    let lag = if past.len() > season { season.max(1) } else { 1 };
    let steps: Vec<f64> = past.iter().zip(past.get(lag..)?).map(|(one, other)| (other - one).abs()).collect();
    Some(mean(&steps)).filter(|scale| *scale > 0.0 && scale.is_finite())
}

/// The symmetric percentage error of one value, from 0 to 200: `200 |y - f| / (|y| + |f|)`, and 0 where both are 0.
///
/// Makridakis, International Journal of Forecasting 9, 1993, in the form of the M3 competition.
pub(crate) fn symmetric(actual: f64, forecast: f64) -> f64 {
    let whole = actual.abs() + forecast.abs();
    if whole > 0.0 { 200.0 * ((actual - forecast).abs() / whole) } else { 0.0 }
}

/// The error that so great a share of `errors` does not exceed, counted as split conformal prediction does: of `n`
/// errors the one at place `⌈(n + 1) share⌉`, so that the next error is below it with at least that chance if it is
/// drawn like them (Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113, 2018). The largest where there are too few.
pub(crate) fn bound(mut errors: Vec<f64>, share: f64) -> f64 {
    errors.sort_by(f64::total_cmp);
    let place = ((float(errors.len()) + 1.0) * share).ceil();
    let at = (1..errors.len()).find(|at| float(*at) >= place).unwrap_or(errors.len());
    at.checked_sub(1).and_then(|at| errors.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_measured_as_their_papers_say() {
        assert_eq!(scale(&[1.0, 2.0, 4.0, 7.0], 1), Some(2.0));
        assert_eq!(scale(&[1.0, 2.0, 4.0, 7.0], 2), Some(4.0));
        assert_eq!(scale(&[1.0, 2.0], 12), Some(1.0), "without a season, the value before");
        assert_eq!(scale(&[5.0; 9], 1), None);
        assert!((symmetric(100.0, 110.0) - 9.523_809_523_8).abs() < 1e-9);
        assert!(symmetric(0.0, 0.0).abs() < f64::EPSILON && (symmetric(0.0, 3.0) - 200.0).abs() < 1e-12);
    }

    #[test]
    fn the_bound_leaves_room_for_the_error_that_is_not_seen_yet() {
        let errors: Vec<f64> = (1..=9).map(f64::from).collect();
        assert!((bound(errors.clone(), 0.8) - 8.0).abs() < 1e-12);
        assert!((bound(errors, 0.95) - 9.0).abs() < 1e-12, "too few for that: the largest");
        assert!(bound(Vec::new(), 0.8).abs() < f64::EPSILON);
    }
}
