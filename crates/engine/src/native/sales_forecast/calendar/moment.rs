//! A day and a time of day, as they stand in the table: no zone is applied.

use jiff::Span;
use jiff::civil::{Date, date};

const EPOCH: Date = date(1970, 1, 1);

/// A day and a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Moment {
    /// Days since 1970-01-01.
    pub(crate) day: i32,
    /// Seconds since midnight.
    pub(crate) second: u32,
}

impl Moment {
    /// Midnight of a day.
    pub(crate) fn of(date: Date) -> Self {
        // Two dates of the calendar are never further apart than a span can tell.
        let day = EPOCH.until(date).map_or(0, |span| span.get_days());
        Self { day, second: 0 }
    }

    /// From ISO 8601 as `data-cleaning` writes it: `2024-03-01`, `2024-03-01T10:30:00`; what follows is not looked at.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let day: Date = text.get(..10)?.parse().ok()?;
        let number = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u32>().ok());
        let second = match text.as_bytes().get(10) {
            Some(b'T') => number(11)? * 3600 + number(14)? * 60 + number(17)?,
            _ => 0,
        };
        Some(Self { second, ..Self::of(day) })
    }

    /// The day.
    pub(crate) fn date(self) -> Date {
        Self::date_of(self.day)
    }

    /// The day of that number.
    pub(crate) fn date_of(day: i32) -> Date {
        Span::new().try_days(day).ok().and_then(|span| EPOCH.checked_add(span).ok()).unwrap_or(Date::MAX)
    }

    /// The first day of a month, counted from January of the year 0.
    pub(crate) fn first_of(month: i64) -> Self {
        let year = i16::try_from(month.div_euclid(12)).unwrap_or(9999);
        let number = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
        Self::of(Date::new(year, number, 1).unwrap_or(Date::MAX))
    }

    /// The day of the week, from Monday as 0.
    pub(crate) fn weekday(self) -> u8 {
        u8::try_from((i64::from(self.day) + 3).rem_euclid(7)).unwrap_or(0)
    }
}
