//! Lengths of time, sizes and points in time as people say them.

use domain::credits::{Credits, Usd};
use domain::time::{Micros, Timestamp};

use crate::text::unit;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A length of time in two parts at most: `480 ms`, `2.4 s`, `3 min 5 s`.
pub fn duration(length: Micros) -> String {
    let us = length.0.max(0);
    if us < 1_000 {
        return unit::UNDER_A_MILLISECOND.to_owned();
    }
    if us < SECOND {
        return unit::milliseconds(us / 1_000);
    }
    if us < MINUTE {
        return unit::seconds(us / SECOND, us % SECOND / 100_000);
    }
    if us < HOUR {
        return unit::minutes(us / MINUTE, us % MINUTE / SECOND);
    }
    unit::hours(us / HOUR, us % HOUR / MINUTE)
}

/// A point in time as it is where the viewer is: `21 Nov 2026, 10:30 CET`. What islands show is in UTC.
pub fn exact(at: Timestamp) -> String {
    #[cfg(feature = "ssr")]
    if let Some(page) = leptos::prelude::use_context::<crate::ssr::PageContext>() {
        return at.to_text_in(&page.zone);
    }
    at.to_text()
}

/// How long ago: `just now`, `5 minutes ago`, `3 days ago`, then the date.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    let us = now.since(at).0;
    match us {
        ..MINUTE => unit::JUST_NOW.to_owned(),
        MINUTE..HOUR => unit::minutes_ago(us / MINUTE),
        HOUR..DAY => unit::hours_ago(us / HOUR),
        _ if us < 30 * DAY => unit::days_ago(us / DAY),
        _ => exact(at).split(',').next().unwrap_or_default().to_owned(),
    }
}

/// A size in the unit that fits: `812 B`, `3.4 kB`, `12 MB`.
pub fn bytes(count: u64) -> String {
    let scaled = |unit: u64, name: &str| {
        let tenths = count * 10 / unit;
        if tenths < 100 && !tenths.is_multiple_of(10) {
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        } else {
            format!("{} {name}", tenths / 10)
        }
    };
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => scaled(1_000, "kB"),
        _ => scaled(1_000_000, "MB"),
    }
}

/// A whole number with its thousands apart: `12,480`.
pub fn count(number: u64) -> String {
    Credits::whole(i64::try_from(number).unwrap_or(i64::MAX / domain::credits::MICRO)).shown_down()
}

/// A price in dollars: `$0.16`, with two decimals, rounded up.
pub fn dollars(amount: Usd) -> String {
    let text = amount.shown_up();
    let cents = if text.contains('.') { "" } else { ".00" };
    format!("${text}{cents}")
}

/// A share in thousandths as a whole percentage: `67 %`. Only nothing is 0 %, and only all is 100 %.
pub fn per_mille(share: u32) -> String {
    let percent = match share {
        0 => 0,
        1_000.. => 100,
        share => ((share + 5) / 10).clamp(1, 99),
    };
    format!("{percent} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_in_two_parts_at_most() {
        let shown: Vec<String> =
            [12, 480_000, 2_440_000, 185_000_000, 7_500_000_000].map(|us| duration(Micros(us))).into();
        assert_eq!(shown, ["< 1 ms", "480 ms", "2.4 s", "3 min 5 s", "2 h 5 min"]);
    }

    #[test]
    fn how_long_ago() {
        let now = Timestamp::from_micros(1_795_253_400_000_000);
        let shown: Vec<String> =
            [30 * SECOND, MINUTE, 5 * MINUTE, HOUR, 3 * DAY, 40 * DAY].map(|us| ago(now.minus(Micros(us)), now)).into();
        assert_eq!(shown, ["just now", "1 minute ago", "5 minutes ago", "1 hour ago", "3 days ago", "12 Oct 2026"]);
    }

    #[test]
    fn sizes_and_numbers() {
        let shown: Vec<String> = [812, 3_400, 45_600, 12_000_000].map(bytes).into();
        assert_eq!(shown, ["812 B", "3.4 kB", "45 kB", "12 MB"]);
        assert_eq!(count(12_480), "12,480");
        assert_eq!(dollars(Usd::from_micro(160_000)), "$0.16");
        assert_eq!(dollars(Usd::whole(2)), "$2.00");
        let shares: Vec<String> = [0, 3, 666, 985, 998, 1_000].map(per_mille).into();
        assert_eq!(shares, ["0 %", "1 %", "67 %", "99 %", "99 %", "100 %"]);
    }
}
