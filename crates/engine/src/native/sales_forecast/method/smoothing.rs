//! Exponential smoothing: one recursion for all of the family.
//!
//! In the component form of Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed. 2021, 8.2 and
//! 8.3, with `b` the damped trend `φ b` of the period before, and the season `s` of the same place one season ago:
//!
//! ```text
//! level    l' = α (y - s) + (1 - α)(l + b)          multiplicative: y / s
//! trend    b' = β (l' - l) + (1 - β) b
//! season   s' = γ (y - l - b) + (1 - γ) s           multiplicative: y / (l + b)
//! forecast f(h) = l + (φ + φ² + … + φʰ) b + s       multiplicative: (…) × s
//! ```
//!
//! The smoothing constants are those with the smallest sum of squared one-step errors, relative errors where the season
//! is multiplicative. The first states come from the first seasons by classical decomposition and a straight line.

use super::{Method, Warm, season, simplex};
use crate::native::sales_forecast::number::{float, line, mean};

/// Evaluations of the sum of squares in a fit from nothing, and in one that continues another.
const COLD: usize = 160;
const AGAIN: usize = 50;
/// Seasons by which the first states are found.
const FIRST_SEASONS: usize = 4;

/// Bounds of α, β, γ and φ. A φ below 0.8 damps within a few periods, one above 0.98 not at all (there, 8.2).
const SMOOTHING: (f64, f64) = (0.0001, 0.9999);
const DAMPING: (f64, f64) = (0.8, 0.98);

/// Which parts it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    trend: bool,
    damped: bool,
    /// Periods of a season; 1 without one.
    season: usize,
    multiplicative: bool,
}

/// Level, trend, and the season of each place.
#[derive(Clone, Debug)]
struct State {
    level: f64,
    trend: f64,
    season: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
struct Constants {
    alpha: f64,
    beta: f64,
    gamma: f64,
    phi: f64,
}

impl Shape {
    /// That of a method of the family.
    pub(super) fn of(method: Method, season: usize) -> Self {
        let multiplicative = method.is_multiplicative();
        let damped =
            matches!(method, Method::HoltDamped | Method::WintersAdditiveDamped | Method::WintersMultiplicativeDamped);
        let season = if method.is_seasonal() { season } else { 1 };
        Self { trend: method != Method::Smoothing, damped, season, multiplicative }
    }

    /// Level only: simple exponential smoothing.
    pub(super) const fn simple() -> Self {
        Self { trend: false, damped: false, season: 1, multiplicative: false }
    }

    /// The next values after `past`.
    pub(super) fn forecast(self, past: &[f64], horizon: usize, warm: &mut Warm) -> Option<Vec<f64>> {
        let (constants, state) = self.fit(past, warm)?;
        let (mut forecast, mut trend, mut factor) = (Vec::with_capacity(horizon), 0.0, 1.0);
        for step in 0..horizon {
            factor *= constants.phi;
            trend += factor * state.trend;
            let own = state.season.get((past.len() + step) % self.season).copied();
            let level = state.level + trend;
            forecast.push(match own {
                Some(own) if self.multiplicative => level * own,
                Some(own) => level + own,
                None => level,
            });
        }
        Some(forecast)
    }

    /// The last level of simple smoothing, and its α.
    pub(super) fn level(self, past: &[f64], warm: &mut Warm) -> Option<(f64, f64)> {
        self.fit(past, warm).map(|(constants, state)| (state.level, constants.alpha))
    }

    fn fit(self, past: &[f64], warm: &mut Warm) -> Option<(Constants, State)> {
        let first = self.first(past)?;
        let cost = |point: &[f64]| self.walk(past, self.constants(point), &mut first.clone());
        let (start, evaluations) = match warm {
            Some(point) => (point.clone(), AGAIN),
            None => (self.start(cost), COLD),
        };
        let best = simplex::minimise(&start, evaluations, cost);
        let constants = self.constants(&best);
        let mut state = first.clone();
        let is_sound = self.walk(past, constants, &mut state).is_finite();
        *warm = Some(best);
        is_sound.then_some((constants, state))
    }

    /// The best of a few points over the whole range.
    fn start(self, cost: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let mut best = (f64::INFINITY, Vec::new());
        for alpha in [-2.0, 0.0, 2.0] {
            for other in [-3.0, -1.0] {
                let mut point = vec![alpha];
                point.extend([other].iter().filter(|_| self.trend));
                point.extend([other].iter().filter(|_| self.season > 1));
                point.extend([1.5].iter().filter(|_| self.damped));
                let value = cost(&point);
                if value < best.0 || best.1.is_empty() {
                    best = (value, point);
                }
            }
        }
        best.1
    }

    /// From a point without bounds, as the search has it, to constants within theirs.
    fn constants(self, point: &[f64]) -> Constants {
        let within = |value: f64, (low, high): (f64, f64)| low + (high - low) / (1.0 + (-value).exp());
        let mut rest = point.iter().copied();
        let mut next = |wanted: bool, bounds: (f64, f64), absent: f64| {
            if wanted { rest.next().map_or(absent, |value| within(value, bounds)) } else { absent }
        };
        let alpha = next(true, SMOOTHING, 0.5);
        let beta = next(self.trend, SMOOTHING, 0.0);
        let gamma = next(self.season > 1, SMOOTHING, 0.0);
        let phi = next(self.damped, DAMPING, 1.0);
        Constants { alpha, beta, gamma, phi }
    }

    fn first(self, past: &[f64]) -> Option<State> {
        if self.season < 2 {
            if !self.trend {
                let level = mean(&past[..past.len().min(4)]);
                return Some(State { level, trend: 0.0, season: Vec::new() });
            }
            let (level, trend) = line(&past[..past.len().min(10)]);
            return Some(State { level: level - trend, trend, season: Vec::new() });
        }
        let seasons = (past.len() / self.season).min(FIRST_SEASONS);
        let beginning = &past[..seasons * self.season];
        let season = season::indices(beginning, self.season, self.multiplicative)?;
        let adjusted: Vec<f64> = beginning
            .iter()
            .enumerate()
            .take((2 * self.season).max(10))
            .map(|(at, value)| {
                let own = season[at % self.season];
                if self.multiplicative { value / own } else { value - own }
            })
            .collect();
        let (level, trend) = line(&adjusted);
        Some(State { level: level - trend, trend, season })
    }

    /// Walks over the past and leaves the last state; the mean of the squared one-step errors.
    fn walk(self, past: &[f64], constants: Constants, state: &mut State) -> f64 {
        let Constants { alpha, beta, gamma, phi } = constants;
        let mut sum = 0.0;
        let mut place = 0;
        for value in past {
            let trend = phi * state.trend;
            let base = state.level + trend;
            let own = if self.season > 1 { state.season[place] } else { 0.0 };
            let (level, error) = if self.multiplicative {
                // Without a positive level a share of it means nothing.
                if base <= 1e-9 || own <= 1e-9 {
                    return f64::INFINITY;
                }
                let error = value / (base * own) - 1.0;
                state.season[place] = gamma * (value / base) + (1.0 - gamma) * own;
                (alpha * (value / own) + (1.0 - alpha) * base, error)
            } else {
                if self.season > 1 {
                    state.season[place] = gamma * (value - base) + (1.0 - gamma) * own;
                }
                (alpha * (value - own) + (1.0 - alpha) * base, value - base - own)
            };
            if self.trend {
                state.trend = beta * (level - state.level) + (1.0 - beta) * trend;
            }
            state.level = level;
            sum += error * error;
            place = if place + 1 == self.season { 0 } else { place + 1 };
        }
        sum / float(past.len())
    }
}
