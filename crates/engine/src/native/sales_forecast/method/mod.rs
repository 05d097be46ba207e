//! The methods that forecast one series.
//!
//! | method | source |
//! |---|---|
//! | naive, seasonal naive, drift | Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed. 2021, 5.2 |
//! | simple exponential smoothing | Brown 1959; there 8.1 |
//! | Holt's linear trend | Holt 1957; there 8.2 |
//! | damped trend | Gardner and McKenzie, Management Science 31, 1985; there 8.2 |
//! | Holt-Winters, additive and multiplicative | Winters, Management Science 6, 1960; there 8.3 |
//! | Theta | Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000 |

mod baseline;
pub(crate) mod season;
mod simplex;
mod smoothing;
mod theta;

use serde::{Deserialize, Serialize};

/// A method. The order is from simple to rich.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    /// The last value again.
    Naive,
    /// The value one season ago again.
    SeasonalNaive,
    /// The line from the first value through the last.
    Drift,
    /// Simple exponential smoothing.
    Smoothing,
    /// The Theta method.
    Theta,
    /// Holt's linear trend.
    Holt,
    /// Holt's trend, damped.
    HoltDamped,
    /// Holt-Winters with an additive season.
    WintersAdditive,
    /// The same with a damped trend.
    WintersAdditiveDamped,
    /// Holt-Winters with a multiplicative season.
    WintersMultiplicative,
    /// The same with a damped trend.
    WintersMultiplicativeDamped,
}

/// A method and the season it is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Candidate {
    /// The method.
    pub(crate) method: Method,
    /// Periods of a season; 1 without one.
    pub(crate) season: usize,
}

/// What was found by an earlier fit of the same candidate, to begin the next one with.
pub(crate) type Warm = Option<Vec<f64>>;

impl Method {
    /// All of them, from simple to rich.
    pub(crate) const ALL: [Self; 11] = [
        Self::Naive,
        Self::SeasonalNaive,
        Self::Drift,
        Self::Smoothing,
        Self::Theta,
        Self::Holt,
        Self::HoltDamped,
        Self::WintersAdditive,
        Self::WintersAdditiveDamped,
        Self::WintersMultiplicative,
        Self::WintersMultiplicativeDamped,
    ];

    /// The word in options, outputs and files.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::SeasonalNaive => "seasonal_naive",
            Self::Drift => "drift",
            Self::Smoothing => "exponential_smoothing",
            Self::Theta => "theta",
            Self::Holt => "holt",
            Self::HoltDamped => "holt_damped",
            Self::WintersAdditive => "holt_winters_additive",
            Self::WintersAdditiveDamped => "holt_winters_additive_damped",
            Self::WintersMultiplicative => "holt_winters_multiplicative",
            Self::WintersMultiplicativeDamped => "holt_winters_multiplicative_damped",
        }
    }

    /// The method of that word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == word)
    }

    /// What a person reads.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Naive => "Last value again",
            Self::SeasonalNaive => "Last season again",
            Self::Drift => "Drift",
            Self::Smoothing => "Exponential smoothing",
            Self::Theta => "Theta",
            Self::Holt => "Holt's trend",
            Self::HoltDamped => "Holt's trend, damped",
            Self::WintersAdditive => "Holt-Winters, additive",
            Self::WintersAdditiveDamped => "Holt-Winters, additive, damped",
            Self::WintersMultiplicative => "Holt-Winters, multiplicative",
            Self::WintersMultiplicativeDamped => "Holt-Winters, multiplicative, damped",
        }
    }

    /// Whether it needs a season.
    pub(crate) const fn is_seasonal(self) -> bool {
        matches!(
            self,
            Self::SeasonalNaive
                | Self::WintersAdditive
                | Self::WintersAdditiveDamped
                | Self::WintersMultiplicative
                | Self::WintersMultiplicativeDamped
        )
    }

    /// Whether its errors grow with its values.
    pub(crate) const fn is_multiplicative(self) -> bool {
        matches!(self, Self::WintersMultiplicative | Self::WintersMultiplicativeDamped)
    }
}

impl Candidate {
    /// Values of the past it needs.
    pub(crate) const fn least(self) -> usize {
        match self.method {
            Method::Naive => 1,
            Method::SeasonalNaive => self.season,
            Method::Drift | Method::Smoothing => 2,
            Method::Theta => 4,
            Method::Holt | Method::HoltDamped => 5,
            _ => 2 * self.season + 2,
        }
    }

    /// The next `horizon` values after `past`; `None` where it cannot be used on them or gives no sound numbers.
    ///
    /// What it learns is learned from `past` alone. It works on values between -1 and 1, so that no square of a value
    /// is beyond what a float holds.
    pub(crate) fn forecast(self, past: &[f64], horizon: usize, warm: &mut Warm) -> Option<Vec<f64>> {
        let largest = past.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        if past.len() < self.least() || (self.method.is_multiplicative() && past.iter().any(|value| *value <= 0.0)) {
            return None;
        }
        if largest == 0.0 {
            return Some(vec![0.0; horizon]);
        }
        let scaled: Vec<f64> = past.iter().map(|value| value / largest).collect();
        let forecast = match self.method {
            Method::Naive => Some(baseline::naive(&scaled, horizon)),
            Method::SeasonalNaive => Some(baseline::seasonal(&scaled, self.season, horizon)),
            Method::Drift => Some(baseline::drift(&scaled, horizon)),
            Method::Theta => theta::forecast(&scaled, self.season, horizon, warm),
            method => smoothing::Shape::of(method, self.season).forecast(&scaled, horizon, warm),
        }?;
        // A million times the largest value ever seen is no forecast.
        let is_sound = |value: &f64| value.is_finite() && value.abs() <= 1e6;
        let back: Vec<f64> = forecast.iter().map(|value| value * largest).collect();
        (forecast.iter().all(is_sound) && back.iter().all(|value| value.is_finite())).then_some(back)
    }
}

#[cfg(test)]
mod tests;
