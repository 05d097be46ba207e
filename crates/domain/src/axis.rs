//! Round numbers for the axes of charts, for whoever draws one.

/// An axis whose ticks stand at round numbers: `first`, `first + step`, … through `last`, counted in steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The distance of two ticks: one, two or five times a power of ten.
    pub step: f64,
    /// The lowest tick, in steps from zero.
    pub first: f64,
    /// The highest tick, in steps from zero; above the lowest.
    pub last: f64,
}

/// Ticks of an axis at most.
const MOST: u32 = 12;

impl Axis {
    /// The axis of values from `low` to `high`, of about five ticks.
    pub fn of(low: f64, high: f64) -> Self {
        Self::with_step(low, high, nice((high - low) / 4.0, high.abs().max(low.abs())))
    }

    /// The axis of counts from zero to `high`: no tick stands between two whole numbers.
    pub fn of_counts(high: f64) -> Self {
        Self::with_step(0.0, high, nice(high / 4.0, high).max(1.0))
    }

    fn with_step(low: f64, high: f64, step: f64) -> Self {
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        Self { step, first, last: if last > first { last } else { first + 1.0 } }
    }

    /// The lowest value on it.
    pub const fn low(&self) -> f64 {
        self.first * self.step
    }

    /// The highest value on it.
    pub const fn high(&self) -> f64 {
        self.last * self.step
    }

    /// How far up a value is: 0 at the lowest tick, 1 at the highest.
    pub const fn share(&self, value: f64) -> f64 {
        (value - self.low()) / (self.high() - self.low())
    }

    /// The values at the ticks, rising.
    pub fn ticks(&self) -> Vec<f64> {
        let from = |number: u32| self.first + f64::from(number);
        (0..=MOST).map(from).take_while(|tick| *tick <= self.last).map(|tick| tick * self.step).collect()
    }
}

/// One, two or five times a power of ten that is at least `step`; where nothing differs, a quarter of `size`.
fn nice(step: f64, size: f64) -> f64 {
    if size == 0.0 {
        return 1.0;
    }
    let step = if step.is_finite() && step > size * 1e-12 { step } else { (size / 4.0).max(1e-300) };
    let power = 10_f64.powf(step.log10().floor());
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|nice| nice * power >= step * 0.999).unwrap_or(10.0) * power;
    if nice.is_finite() && nice > 0.0 { nice } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &[f64], other: &[f64]) {
        assert!(one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-9), "{one:?}");
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        assert!((nice(37.0, 100.0) - 50.0).abs() < 1e-9);
        assert!((nice(0.011, 1.0) - 0.02).abs() < 1e-12);
        near(&Axis::of(0.0, 37.0).ticks(), &[0.0, 10.0, 20.0, 30.0, 40.0]);
        near(&Axis::of(-3.0, 14.0).ticks(), &[-5.0, 0.0, 5.0, 10.0, 15.0]);
        near(&Axis::of(0.0, 0.07).ticks(), &[0.0, 0.02, 0.04, 0.06, 0.08]);
    }

    #[test]
    fn counts_have_no_ticks_between_them() {
        near(&Axis::of_counts(0.0).ticks(), &[0.0, 1.0]);
        near(&Axis::of_counts(1.0).ticks(), &[0.0, 1.0]);
        near(&Axis::of_counts(3.0).ticks(), &[0.0, 1.0, 2.0, 3.0]);
        near(&Axis::of_counts(130.0).ticks(), &[0.0, 50.0, 100.0, 150.0]);
    }

    #[test]
    fn whatever_the_values_the_axis_holds_them() {
        for (low, high) in [(0.0, 0.0), (7.0, 7.0), (-1e99, 1e99), (1e-200, 2e-200), (0.0, 1e15)] {
            let axis = Axis::of(low, high);
            assert!(axis.low() <= low && high <= axis.high() && axis.low() < axis.high(), "{low} {high} {axis:?}");
            assert!((0.0..=1.0).contains(&axis.share(low)) && (0.0..=1.0).contains(&axis.share(high)));
            assert!((2..=13).contains(&axis.ticks().len()), "{axis:?}");
        }
    }
}
