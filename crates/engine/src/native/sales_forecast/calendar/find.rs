//! Which grain the dates of a table have.
//!
//! The usual distance between one date and the next tells it. Where dates come irregularly (orders on some days only),
//! the next longer grain is taken until most periods have a value.

use std::collections::BTreeSet;

use super::{Calendar, Grain, Moment, WEEKDAYS};
use crate::native::table::cell::period::Span;

/// Of a hundred periods so many must have a value.
const FILLED: usize = 60;
/// Periods that a longer grain must leave.
const LEAST: usize = 8;
/// Weeks after which a day of the week without any row counts as closed.
const WEEKS: i64 = 4;

/// The calendar, the grain of the dates themselves, and what was taken for granted, in sentences.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The calendar.
    pub(crate) calendar: Calendar,
    /// The grain of the dates as they stand in the table.
    pub(crate) native: Grain,
    /// What was taken for granted.
    pub(crate) assumptions: Vec<String>,
}

/// Finds the calendar of `moments`, which are in order and distinct. `named` is the span that their texts name, if they
/// name no day; `asked` the grain that is asked for.
pub(crate) fn find(moments: &[Moment], named: Option<Span>, asked: Option<Grain>) -> Found {
    let native = match named {
        Some(Span::Month) => Grain::Month.max(usual(moments)),
        Some(Span::Quarter) => Grain::Quarter.max(usual(moments)),
        Some(Span::Year) => Grain::Year,
        None => usual(moments),
    };
    let mut assumptions = Vec::new();
    // A shorter grain than that of the dates would be gaps and nothing else.
    let mut grain = asked.map_or(native, |asked| asked.max(native));
    if let Some(asked) = asked.filter(|asked| *asked < native) {
        assumptions.push(format!(
            "The dates are a {} apart, so the forecast is by {}, not by {}.",
            native.as_str(),
            native.as_str(),
            asked.as_str()
        ));
    }
    while asked.is_none() && filled(moments, Calendar::of(grain)) < FILLED {
        let Some(longer) = grain.longer().filter(|longer| periods(moments, Calendar::of(*longer)).len() >= LEAST)
        else {
            break;
        };
        grain = longer;
    }
    if asked.is_none() && grain != native {
        assumptions.push(format!(
            "Most {}s have no row, so the rows of each {} were put together.",
            native.as_str(),
            grain.as_str()
        ));
    }
    let mut calendar = Calendar::of(grain);
    match grain {
        Grain::Week => calendar.week_start = week_start(moments, native),
        Grain::Day => calendar.open = open(moments),
        _ => {}
    }
    let closed: Vec<&str> =
        WEEKDAYS.into_iter().zip(calendar.open).filter(|(_, open)| !open).map(|(day, _)| day).collect();
    if !closed.is_empty() {
        assumptions.push(format!("There is never a row on {}, so those days are not forecast.", closed.join(" or ")));
    }
    Found { calendar, native, assumptions }
}

/// The grain that the usual distance between dates tells.
fn usual(moments: &[Moment]) -> Grain {
    let seconds = |moment: &Moment| i64::from(moment.day) * 86_400 + i64::from(moment.second);
    let mut steps: Vec<i64> = moments.windows(2).map(|pair| seconds(&pair[1]) - seconds(&pair[0])).collect();
    steps.sort_unstable();
    let Some(median) = steps.get(steps.len() / 2).copied() else {
        return Grain::Day;
    };
    if moments.iter().any(|moment| moment.second > 0) && median < 86_400 {
        // Readings come by the clock; orders come when they come, and are counted by days.
        let same = steps.iter().filter(|step| **step == median).count();
        let is_regular = same * 2 > steps.len();
        let first_to_last = moments.last().zip(moments.first()).map_or(0, |(last, first)| last.day - first.day);
        return if is_regular || first_to_last < 14 { Grain::Hour } else { Grain::Day };
    }
    match median / 86_400 {
        ..=4 => Grain::Day,
        5..=20 => Grain::Week,
        21..=59 => Grain::Month,
        60..=270 => Grain::Quarter,
        _ => Grain::Year,
    }
}

fn periods(moments: &[Moment], calendar: Calendar) -> BTreeSet<i64> {
    moments.iter().map(|moment| calendar.period(*moment)).collect()
}

/// Of a hundred periods from the first to the last, how many have a row. Closed days do not count.
fn filled(moments: &[Moment], calendar: Calendar) -> usize {
    let calendar = if calendar.grain == Grain::Day { Calendar { open: open(moments), ..calendar } } else { calendar };
    let periods = periods(moments, calendar);
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
        return 100;
    };
    periods.len() * 100 / usize::try_from(last - first + 1).unwrap_or(usize::MAX).max(1)
}

/// Weeks begin on the day that their dates name, where all are the same; else on Monday.
fn week_start(moments: &[Moment], native: Grain) -> u8 {
    let first = moments.first().map_or(0, |moment| moment.weekday());
    let is_same = moments.iter().all(|moment| moment.weekday() == first);
    if native == Grain::Week && is_same { first } else { 0 }
}

/// The days of the week on which there is ever a row.
pub(crate) fn open(moments: &[Moment]) -> [bool; 7] {
    let mut open = [false; 7];
    let weeks = moments.last().zip(moments.first()).map_or(0, |(last, first)| i64::from(last.day - first.day) / 7);
    for moment in moments {
        open[usize::from(moment.weekday())] = true;
    }
    // One day a week is a weekly table with a daily grain asked for, not a shop that opens once.
    if weeks < WEEKS || open.iter().filter(|open| **open).count() < 3 { [true; 7] } else { open }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(texts: &[String]) -> Vec<Moment> {
        let mut moments: Vec<Moment> = texts.iter().filter_map(|text| Moment::read(text)).collect();
        moments.sort_unstable();
        moments.dedup();
        moments
    }

    fn every(days: usize, count: i32) -> Vec<Moment> {
        (0..count).map(|number| Moment { day: 19_000 + number * i32::try_from(days).unwrap_or(1), second: 0 }).collect()
    }

    #[test]
    fn the_grain_follows_from_the_distance_of_dates() {
        let cases = [(1, Grain::Day), (7, Grain::Week), (30, Grain::Month), (91, Grain::Quarter), (365, Grain::Year)];
        for (days, grain) in cases {
            assert_eq!(find(&every(days, 40), None, None).calendar.grain, grain, "{days}");
        }
        let hours: Vec<Moment> = (0..100)
            .map(|hour| Moment { day: hour / 24, second: u32::try_from(hour % 24).unwrap_or(0) * 3600 })
            .collect();
        assert_eq!(find(&hours, None, None).calendar.grain, Grain::Hour);
    }

    #[test]
    fn orders_at_odd_times_are_counted_by_longer_periods() {
        let daily: Vec<String> = (0..90)
            .flat_map(|day| {
                let date = Moment::date_of(19_000 + day);
                [format!("{date}T09:{:02}:11", day % 60), format!("{date}T17:{:02}:54", (day * 7) % 60)]
            })
            .collect();
        assert_eq!(find(&moments(&daily), None, None).calendar.grain, Grain::Day);
        let rare: Vec<String> =
            (0..60).map(|order| Moment::date_of(19_000 + order * 3 + order % 2).to_string()).collect();
        let found = find(&moments(&rare), None, None);
        assert_eq!(found.calendar.grain, Grain::Week, "{:?}", found.assumptions);
        assert_eq!(found.assumptions.len(), 1);
    }

    #[test]
    fn days_that_are_always_closed_are_found() {
        let workdays: Vec<Moment> = every(1, 90).into_iter().filter(|moment| moment.weekday() < 5).collect();
        let found = find(&workdays, None, None);
        assert_eq!(found.calendar.open, [true, true, true, true, true, false, false]);
        assert!(found.assumptions[0].contains("Saturday or Sunday"));
    }

    #[test]
    fn a_grain_that_is_asked_for_is_taken_unless_the_dates_are_further_apart() {
        assert_eq!(find(&every(1, 90), None, Some(Grain::Month)).calendar.grain, Grain::Month);
        let found = find(&every(30, 90), None, Some(Grain::Day));
        assert_eq!((found.calendar.grain, found.assumptions.len()), (Grain::Month, 1));
        assert_eq!(find(&[], None, None).calendar.grain, Grain::Day);
    }
}
