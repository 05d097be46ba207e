//! Filling periods without a value, so that methods which need one each can work.
//!
//! Only what stands in the slice is looked at: in the back-test nothing of the time after the origin is known.

/// The values with every gap filled: between the nearest values of the same place of the season where both are there,
/// else between the nearest values of all; after the last value, the same place of the season before.
pub(crate) fn fill(values: &[Option<f64>], season: usize) -> Vec<f64> {
    if values.iter().all(Option::is_some) {
        return values.iter().flatten().copied().collect();
    }
    let mut filled = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let own = value.or_else(|| between(values, at, season.max(1))).or_else(|| between(values, at, 1));
        let own = own.or_else(|| at.checked_sub(season.max(1)).and_then(|before| filled.get(before).copied()));
        let own = own.or_else(|| filled.last().copied());
        let own = own.or_else(|| values.iter().flatten().next().copied());
        filled.push(own.unwrap_or_default());
    }
    filled
}

/// The value between the nearest ones before and after, `step` apart, in proportion to how near they are.
fn between(values: &[Option<f64>], at: usize, step: usize) -> Option<f64> {
    let before = (1..=at / step).find_map(|count| values[at - count * step].map(|value| (count, value)))?;
    let after =
        (1..=(values.len() - 1 - at) / step).find_map(|count| values[at + count * step].map(|value| (count, value)))?;
    let share = super::super::number::float(before.0) / super::super::number::float(before.0 + after.0);
    Some(before.1 + share * (after.1 - before.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_filled_from_its_own_place_of_the_season() {
        let values = [Some(10.0), Some(50.0), Some(12.0), None, Some(14.0), Some(54.0)];
        assert_eq!(fill(&values, 2), [10.0, 50.0, 12.0, 52.0, 14.0, 54.0]);
        assert_eq!(fill(&values, 1), [10.0, 50.0, 12.0, 13.0, 14.0, 54.0]);
    }

    #[test]
    fn nothing_after_the_end_is_known() {
        assert_eq!(fill(&[Some(1.0), Some(5.0), Some(2.0), None], 2), [1.0, 5.0, 2.0, 5.0]);
        assert_eq!(fill(&[None, Some(5.0), None], 1), [5.0, 5.0, 5.0]);
        assert_eq!(fill(&[None, None], 1), [0.0, 0.0]);
    }
}
