//! Small arithmetic on series.

/// A count as a float: series are far shorter than 2^53.
#[expect(clippy::cast_precision_loss, reason = "series are far shorter than 2^53")]
pub(crate) const fn float(count: usize) -> f64 {
    count as f64
}

/// The mean; 0 of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / float(values.len()) }
}

/// The median; 0 of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.get(middle) {
        None => 0.0,
        Some(upper) if values.len() % 2 == 1 => *upper,
        Some(upper) => f64::midpoint(values[middle - 1], *upper),
    }
}

/// The straight line through values at 0, 1, 2 …: its value at 0 and its slope, by least squares.
pub(crate) fn line(values: &[f64]) -> (f64, f64) {
    let centre = (float(values.len()) - 1.0) / 2.0;
    let middle = mean(values);
    let (mut above, mut below) = (0.0, 0.0);
    for (place, value) in values.iter().enumerate() {
        let away = float(place) - centre;
        above += away * (value - middle);
        below += away * away;
    }
    let slope = if below > 0.0 { above / below } else { 0.0 };
    (middle - slope * centre, slope)
}

/// The value as files and outputs tell it: seven digits that count, which is more than any forecast knows.
pub(crate) fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    format!("{value:.6e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_and_the_median_are_those_of_the_book() {
        assert_eq!(line(&[1.0, 3.0, 5.0, 7.0]), (1.0, 2.0));
        assert_eq!(line(&[4.0]), (4.0, 0.0));
        assert!((median(vec![3.0, 1.0, 2.0, 10.0]) - 2.5).abs() < 1e-12);
        assert!((rounded(123_456_789.0) - 123_456_800.0).abs() < 1e-6);
        assert!(rounded(f64::NAN).abs() < f64::EPSILON);
    }
}
