//! From which points of the past forecasts are made and compared with what came.
//!
//! Rolling origin (Tashman, International Journal of Forecasting 16, 2000): at each origin a method sees what lies before
//! it and nothing else, is fitted anew, and forecasts what lies after it.

/// Origins at most.
const MOST: usize = 13;

/// The origins, and how far ahead is looked at each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Windows {
    /// Values before each origin, rising.
    pub(crate) origins: Vec<usize>,
    /// Steps that are compared.
    pub(crate) horizon: usize,
}

impl Windows {
    /// For a series of `length` periods. The origins lie in the last three seasons (without a season, in the last dozen
    /// periods), as long as enough of the past is left before the first, and fall on different places of the season.
    pub(crate) fn of(length: usize, season: usize, horizon: usize) -> Self {
        let horizon = horizon.min(length / 4).max(1);
        let last = length.saturating_sub(horizon);
        // Enough for every method; where that is not there, half of it.
        let whole = if season > 1 { 2 * season + 2 } else { 5 };
        let least = if last > whole + 2 { whole } else { (length / 2).clamp(3, last.max(3)) };
        let room = last.saturating_sub(least);
        let span = room.min(if season > 1 { 3 * season } else { MOST - 1 });
        let mut step = span.div_ceil(MOST - 1).max(1);
        while season > 1 && common(step, season) > 1 {
            step += 1;
        }
        let mut origins: Vec<usize> =
            (0..MOST).map_while(|count| (count * step <= span).then(|| last - count * step)).collect();
        origins.reverse();
        Self { origins, horizon }
    }
}

/// The greatest common divisor.
fn common(one: usize, other: usize) -> usize {
    if other == 0 { one } else { common(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_lie_in_the_last_seasons_and_leave_enough_before_them() {
        let monthly = Windows::of(144, 12, 12);
        assert_eq!(monthly.origins, [97, 102, 107, 112, 117, 122, 127, 132]);
        assert_eq!(Windows::of(100, 1, 6).origins, (82..=94).collect::<Vec<usize>>());
        for (length, season, horizon) in
            [(6, 1, 12), (8, 4, 4), (30, 12, 12), (40, 12, 18), (2000, 168, 336), (7, 7, 1)]
        {
            let windows = Windows::of(length, season, horizon);
            assert!(!windows.origins.is_empty() && windows.origins.len() <= MOST);
            assert!(windows.origins[0] >= 3, "{windows:?}");
            assert!(windows.origins.iter().all(|origin| origin + windows.horizon <= length), "{windows:?}");
        }
    }
}
