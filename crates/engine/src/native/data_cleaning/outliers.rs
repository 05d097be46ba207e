//! Numbers far from the others of their column: flagged, never changed.
//!
//! The modified z-score of Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993), as the NIST/SEMATECH
//! e-Handbook of Statistical Methods gives it in section 1.3.5.17: `0.6745 (x − median) / MAD`, an outlier above 3.5.
//! The median and the median absolute deviation are not moved by the outliers themselves, as a mean would be. If more
//! than half of the values are the same the MAD is zero; then Tukey's outer fences are taken, three interquartile
//! ranges beyond the quartiles. If that range is zero too, nothing is flagged: most values are one, and the others are
//! just rare.
//!
//! Incomes, prices and counts are skewed, and on a symmetric scale half of their tail would be flagged. If all values
//! are above zero and their logarithms lie more evenly about the middle (Bowley's quartile skewness), those are scored.

use serde::{Deserialize, Serialize};

use super::clean::Cleaner;
use super::plan::Kind;
use super::rows::{Found, ROWS_PER_CHECK};
use crate::cancel::{Cancel, Cancelled};

/// Fewer values have no shape to be far from.
const MIN_VALUES: usize = 8;
/// Of fewer values the quartiles say little about the skewness.
const MIN_SKEWED_VALUES: usize = 20;
/// Above this quartile skewness a logarithmic scale is tried.
const MIN_SKEWNESS: f64 = 0.2;

/// How outliers of a column were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    /// Modified z-score.
    Mad,
    /// Modified z-score of the logarithms.
    LogMad,
    /// Outer fences.
    Iqr,
}

impl Method {
    /// What a person reads.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Mad => "modified z-score",
            Self::LogMad => "modified z-score of the logarithm",
            Self::Iqr => "three interquartile ranges beyond the quartiles",
        }
    }
}

/// The values of a column beyond which all are outliers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fence {
    /// The column.
    pub(crate) column: usize,
    /// The smallest value that is none.
    pub(crate) low: f64,
    /// The largest value that is none.
    pub(crate) high: f64,
    /// How it was found.
    pub(crate) method: Method,
    /// How many there are.
    pub(crate) outliers: u64,
}

impl Fence {
    /// Whether a cleaned number lies outside.
    pub(crate) fn is_outside(&self, text: &str) -> bool {
        value(text).is_some_and(|value| value < self.low || value > self.high)
    }
}

/// Whether the column holds numbers.
pub(crate) fn is_numeric(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer(_) | Kind::Number(_))
}

/// A cleaned cell as a finite number.
pub(crate) fn value(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The numbers of a column in the rows that are written, sorted.
pub(crate) fn sorted_values(
    cleaner: &Cleaner<'_>,
    found: &Found,
    column: usize,
    cancel: &Cancel,
) -> Result<Vec<f64>, Cancelled> {
    let mut values = Vec::new();
    for row in 0..cleaner.table().rows() {
        if row % ROWS_PER_CHECK == 0 {
            cancel.check()?;
        }
        if found.is_kept(row, cleaner.options()) {
            values.extend(value(&cleaner.cell(row, column).text));
        }
    }
    values.sort_unstable_by(f64::total_cmp);
    Ok(values)
}

/// The fences of the columns that have outliers.
pub(crate) fn find(cleaner: &Cleaner<'_>, found: &Found, cancel: &Cancel) -> Result<Vec<Fence>, Cancelled> {
    let mut fences = Vec::new();
    for (column, _) in cleaner.plan().columns.iter().enumerate().filter(|(_, plan)| is_numeric(&plan.kind)) {
        let values = sorted_values(cleaner, found, column, cancel)?;
        // Bounds beyond what a float holds bound nothing, and JSON has no word for them.
        let fence = fence(&values, cleaner.options().outlier_threshold)
            .filter(|(low, high, _)| low.is_finite() && high.is_finite());
        if let Some((low, high, method)) = fence {
            let outliers = values.iter().filter(|value| **value < low || **value > high).count() as u64;
            if outliers > 0 {
                fences.push(Fence { column, low, high, method, outliers });
            }
        }
    }
    Ok(fences)
}

/// The lowest and highest value that is no outlier.
fn fence(sorted: &[f64], threshold: f64) -> Option<(f64, f64, Method)> {
    if sorted.len() < MIN_VALUES {
        return None;
    }
    let skewness = quartile_skewness(sorted);
    if sorted.len() >= MIN_SKEWED_VALUES && sorted[0] > 0.0 && skewness > MIN_SKEWNESS {
        let logarithms: Vec<f64> = sorted.iter().map(|value| value.ln()).collect();
        if quartile_skewness(&logarithms).abs() < skewness
            && let Some((low, high)) = mad_fence(&logarithms, threshold)
        {
            return Some((round(low.exp()), round(high.exp()), Method::LogMad));
        }
    }
    if let Some((low, high)) = mad_fence(sorted, threshold) {
        return Some((round(low), round(high), Method::Mad));
    }
    let (first, third) = (quantile(sorted, 0.25), quantile(sorted, 0.75));
    let range = third - first;
    (range > 0.0).then(|| (round(first - 3.0 * range), round(third + 3.0 * range), Method::Iqr))
}

fn mad_fence(sorted: &[f64], threshold: f64) -> Option<(f64, f64)> {
    let median = quantile(sorted, 0.5);
    let mut deviations: Vec<f64> = sorted.iter().map(|value| (value - median).abs()).collect();
    deviations.sort_unstable_by(f64::total_cmp);
    let reach = threshold * quantile(&deviations, 0.5) / 0.6745;
    (reach > 0.0).then_some((median - reach, median + reach))
}

fn quartile_skewness(sorted: &[f64]) -> f64 {
    let (first, middle, third) = (quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    if third > first { (third - middle - (middle - first)) / (third - first) } else { 0.0 }
}

/// Linear between the two nearest values (type 7 of Hyndman and Fan, 1996).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an index below 2^32"
)]
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

/// Twelve digits: enough to tell values apart, few enough that the journal keeps the very number that was decided with.
fn round(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_far_off_lies_outside() {
        let values = [9.0, 10.0, 10.0, 10.5, 11.0, 11.0, 12.0, 12.5, 900.0];
        let (low, high, method) = fence(&values, 3.5).expect("a fence");
        assert_eq!(method, Method::Mad);
        // By hand: median 11, MAD 1, reach 3.5 / 0.6745 = 5.189.
        assert!((high - 16.189).abs() < 0.001 && (low - 5.811).abs() < 0.001, "{low} {high}");
    }

    #[test]
    fn skewed_values_are_judged_by_their_logarithm() {
        let values: Vec<f64> = (0..40).map(|step| 1.3_f64.powi(step)).collect();
        let (_, high, method) = fence(&values, 3.5).expect("a fence");
        assert_eq!(method, Method::LogMad);
        assert!(high > values[39]);
    }

    #[test]
    fn values_that_hardly_vary_fall_back_on_the_quartiles_or_none() {
        let mut values = vec![5.0; 11];
        values.extend([6.0, 7.0, 7.0, 7.0, 99.0]);
        assert_eq!(fence(&values, 3.5).map(|fence| fence.2), Some(Method::Iqr));
        assert_eq!(fence(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 9.0], 3.5), None);
        assert_eq!(fence(&[1.0, 2.0, 99.0], 3.5), None);
    }
}
