//! Dates in the ways people write them.
//!
//! A text is read into a [`Form`]; only of `3/4/2024` is it unknown which number is the day. Those follow the order
//! that the column's other dates prove.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clock::{self, Clock};
use super::month;

/// Which comes first in `3/4/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// A date as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// What is known of the day.
    pub(crate) day: Day,
    /// The time of day after it.
    pub(crate) clock: Option<Clock>,
}

/// What is known of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// Year first, or day and month alike: nothing to decide.
    Sure(Date),
    /// The month is a word; whether it stood before the day hints at the writer's order.
    Named(Date, Order),
    /// Only this order gives a date.
    Proves(Date, Order),
    /// Both orders give a date: the first as [`Order::Dmy`], the second as [`Order::Mdy`].
    Either(Date, Date),
    /// Eight digits that could be a date.
    Compact(Date),
}

impl Form {
    /// Reads a trimmed text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if !(6..=60).contains(&text.len()) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(day) = day(text) {
            return Some(Self { day, clock: None });
        }
        // The time begins after the last gap before the first colon or half of the day.
        let colon = text.find(':').or_else(|| text.to_ascii_lowercase().rfind(['a', 'p']))?;
        let gap = text.get(..colon)?.rfind(['T', 't', ' '])?;
        let day = day(text[..gap].trim_end_matches([' ', ',']))?;
        let clock = clock::read(text.get(gap + 1..)?)?;
        Some(Self { day, clock: Some(clock) })
    }

    /// The date, with `order` where the text proves none.
    pub(crate) fn date(&self, order: Order) -> Date {
        match self.day {
            Day::Sure(date) | Day::Named(date, _) | Day::Proves(date, _) | Day::Compact(date) => date,
            Day::Either(dmy, mdy) => {
                if order == Order::Dmy {
                    dmy
                } else {
                    mdy
                }
            }
        }
    }

    /// ISO 8601, with the time of day unless `drop_clock`.
    pub(crate) fn iso(&self, order: Order, drop_clock: bool) -> String {
        let clock = self.clock.as_ref().filter(|_| !drop_clock).map_or("", |clock| clock.iso.as_str());
        format!("{}{clock}", self.date(order))
    }
}

fn day(text: &str) -> Option<Day> {
    if let Some(compact) = compact(text) {
        return Some(Day::Compact(compact));
    }
    numeric(text).or_else(|| worded(text))
}

fn compact(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text[..4].parse().ok()?;
    let date = Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()?;
    (1900..=2100).contains(&year).then_some(date)
}

fn numeric(text: &str) -> Option<Day> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(separator).map(str::trim);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || ![first, second, third].into_iter().all(is_number) || second.len() > 2 {
        return None;
    }
    if first.len() == 4 && third.len() <= 2 {
        return Date::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?).ok().map(Day::Sure);
    }
    // `1.2.24` is more often a version than a day; `01.02.24` is a day.
    if first.len() > 2 || (third.len() == 2 && separator == '.' && (first.len(), second.len()) != (2, 2)) {
        return None;
    }
    let year = year(third)?;
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    match (Date::new(year, second, first).ok(), Date::new(year, first, second).ok()) {
        (Some(dmy), Some(mdy)) if dmy == mdy => Some(Day::Sure(dmy)),
        (Some(dmy), Some(mdy)) => Some(Day::Either(dmy, mdy)),
        (Some(date), None) => Some(Day::Proves(date, Order::Dmy)),
        (None, Some(date)) => Some(Day::Proves(date, Order::Mdy)),
        (None, None) => None,
    }
}

/// `5 Jan 2024`, `Jan 5th, 2024`, `Mon, 5-Jan-24`, `5. Januar 2024`, `2024-Jan-05`.
fn worded(text: &str) -> Option<Day> {
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/');
    let mut words = [""; 3];
    let mut count = 0;
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        let is_filler = (count == 0 && month::is_weekday(word))
            || word.eq_ignore_ascii_case("of")
            || word.eq_ignore_ascii_case("de");
        if !is_filler {
            *words.get_mut(count)? = word;
            count += 1;
        }
    }
    let [first, second, third] = words;
    if let Some(month) = month::named(second) {
        if first.len() == 4 {
            return Date::new(year(first)?, month, ordinal(third)?).ok().map(Day::Sure);
        }
        return Date::new(year(third)?, month, ordinal(first)?).ok().map(|date| Day::Named(date, Order::Dmy));
    }
    let month = month::named(first)?;
    Date::new(year(third)?, month, ordinal(second)?).ok().map(|date| Day::Named(date, Order::Mdy))
}

fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let tail = &word[digits.len()..];
    let is_tail = matches!(tail.to_ascii_lowercase().as_str(), "" | "." | "st" | "nd" | "rd" | "th" | "er");
    (is_tail && digits.len() <= 2).then(|| digits.parse().ok())?
}

/// Two digits are read as POSIX `strptime` reads `%y`: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
fn year(text: &str) -> Option<i16> {
    let value: i16 = if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok()? } else { return None };
    match text.len() {
        2 if value >= 69 => Some(1900 + value),
        2 => Some(2000 + value),
        4 if (1000..=2999).contains(&value) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        Form::read(text).map(|form| form.iso(Order::Dmy, false))
    }

    #[test]
    fn each_way_of_writing_becomes_iso() {
        let cases = [
            ("2024-03-01", "2024-03-01"),
            ("2024/3/1", "2024-03-01"),
            ("2024.03.01", "2024-03-01"),
            ("01.03.2024", "2024-03-01"),
            ("1.3.2024", "2024-03-01"),
            ("01.03.24", "2024-03-01"),
            ("1/3/24", "2024-03-01"),
            ("31/12/99", "1999-12-31"),
            ("12/31/2024", "2024-12-31"),
            ("1 Mar 2024", "2024-03-01"),
            ("Mar 1, 2024", "2024-03-01"),
            ("March 1st 2024", "2024-03-01"),
            ("1-Mar-24", "2024-03-01"),
            ("Fri, 1 Mar 2024", "2024-03-01"),
            ("1. März 2024", "2024-03-01"),
            ("2024-Mar-01", "2024-03-01"),
            ("1 de marzo de 2024", "2024-03-01"),
            ("20240301", "2024-03-01"),
            ("2024-03-01T10:30:00Z", "2024-03-01T10:30:00Z"),
            ("01/03/2024 10:30 PM", "2024-03-01T22:30:00"),
            ("Mar 1, 2024, 3pm", "2024-03-01T15:00:00"),
            ("2024-02-29 00:00", "2024-02-29T00:00:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "31/02/2024",
            "13/13/2024",
            "2023-02-29",
            "1.2.3",
            "1.2.24",
            "123-45-6789",
            "2024-13-01",
            "hello world",
            "Mar 2024",
            "99999999",
            "12/2024",
            "1/2/3/4",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_proved_by_a_number_over_twelve_only() {
        let day = |text: &str| Form::read(text).map(|form| form.day);
        assert!(matches!(day("13/04/2024"), Some(Day::Proves(_, Order::Dmy))));
        assert!(matches!(day("04/13/2024"), Some(Day::Proves(_, Order::Mdy))));
        assert!(matches!(day("03/04/2024"), Some(Day::Either(..))));
        assert!(matches!(day("04/04/2024"), Some(Day::Sure(_))));
        assert_eq!(Form::read("03/04/2024").map(|form| form.iso(Order::Mdy, false)).as_deref(), Some("2024-03-04"));
    }
}
