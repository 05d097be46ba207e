//! Days that are given by hand: holidays, sales, closures.
//!
//! A line of the field is a day, `2024-12-24 to 2024-12-26` for several, or `12-25` for each year, with a name after it.
//! Days of one name share one effect: the median of what was seen on them divided by what was to be expected there (what
//! fills the gap when they are taken out). Where a series has values of zero or less, the effect is a difference.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Grain, Moment};
use super::number::median;
use super::series::fill::fill;
use crate::context::Failure;
use crate::native::table::cell::date::{Form, Order};

/// Lines at most.
const MAX_LINES: usize = 500;
/// Days of one line at most.
const MAX_DAYS: i32 = 400;

/// A line of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holiday {
    /// What it is called; days of one name have one effect.
    pub(crate) name: String,
    /// The days since 1970-01-01 of its first and last day; of a yearly one, month and day.
    days: Days,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Days {
    From(i32, i32),
    Yearly(i8, i8),
}

/// How a name changes what is expected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Effect {
    /// The name.
    pub(crate) name: String,
    /// Periods of the past that it was learned from.
    pub(crate) past: usize,
    /// Periods ahead that it changes.
    pub(crate) ahead: usize,
    /// To multiply by, or to add.
    pub(crate) size: f64,
    /// Whether it is to multiply by.
    pub(crate) is_factor: bool,
}

/// Reads the field. A line that names no day is told with its number.
pub(crate) fn read(text: &str, order: Order) -> Result<Vec<Holiday>, Failure> {
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
    if lines.len() > MAX_LINES {
        let message = format!("There are {} lines of special days; at most {MAX_LINES} can be read.", lines.len());
        return Err(Failure::new("too_many_holidays", message));
    }
    let read = |(number, line): (usize, &str)| {
        one(line, order).ok_or_else(|| {
            let shown: String = line.chars().filter(|c| !c.is_control()).take(60).collect();
            let message = format!(
                "Line {number} of the special days names no day: \"{shown}\". Write a date such as 2024-12-25, \
                 2024-12-24 to 2024-12-26, or 12-25 for every year, and a name after it."
            );
            Failure::new("unknown_holiday", message)
        })
    };
    lines.into_iter().map(read).collect()
}

fn one(line: &str, order: Order) -> Option<Holiday> {
    if let Some((days, name)) = yearly(line) {
        return Some(Holiday { name: named(name, line), days });
    }
    let (first, rest) = dated(line, order)?;
    let until = rest.strip_prefix("to ").or_else(|| rest.strip_prefix("until ")).or_else(|| rest.strip_prefix("– "));
    let (last, rest) = match until {
        Some(until) => dated(until.trim_start(), order)?,
        None => (first, rest),
    };
    ((first..=first.saturating_add(MAX_DAYS)).contains(&last))
        .then(|| Holiday { name: named(rest, line), days: Days::From(first, last) })
}

/// `12-25` at the beginning: month and day, read as those of a leap year.
fn yearly(line: &str) -> Option<(Days, &str)> {
    let day = line.get(..5).filter(|day| day.as_bytes().get(2) == Some(&b'-'))?;
    let rest = &line[5..];
    if rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ':' | ',' | ';')) {
        return None;
    }
    let date = Form::read(&format!("2024-{day}"))?.date(Order::Dmy);
    Some((Days::Yearly(date.month(), date.day()), rest))
}

/// The date at the beginning of a text, the longest that the reader of dates takes, and what follows.
fn dated(text: &str, order: Order) -> Option<(i32, &str)> {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ':' | ',' | ';')).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.take_while(|at| *at <= 40).collect();
    ends.push(text.len().min(60));
    ends.iter().rev().filter_map(|end| text.get(..*end).map(|head| (head, &text[*end..]))).find_map(|(head, rest)| {
        let form = Form::read(head.trim()).filter(|form| form.clock.is_none())?;
        Some((Moment::of(form.date(order)).day, rest.trim_start_matches([' ', '\t', ':', ',', ';'])))
    })
}

fn named(rest: &str, line: &str) -> String {
    let name = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';'));
    let name = if name.is_empty() { line } else { name };
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

impl Holiday {
    fn is_on(&self, day: i32) -> bool {
        match self.days {
            Days::From(first, last) => (first..=last).contains(&day),
            Days::Yearly(month, number) => {
                let date: Date = Moment::date_of(day);
                (date.month(), date.day()) == (month, number)
            }
        }
    }
}

/// Which of `holidays` each of `count` periods from `first` is on. In a month and above no day stands out.
pub(crate) fn marks(holidays: &[Holiday], calendar: &Calendar, first: i64, count: usize) -> Vec<Option<usize>> {
    if holidays.is_empty() || calendar.grain > Grain::Week {
        return vec![None; count];
    }
    let names: Vec<&str> = holidays.iter().map(|holiday| holiday.name.as_str()).collect();
    (first..)
        .take(count)
        .map(|period| {
            let start = calendar.start(period).day;
            let end = if calendar.grain == Grain::Week { start + 7 } else { start + 1 };
            let on = |holiday: &Holiday| (start..end).any(|day| holiday.is_on(day));
            let found = holidays.iter().position(on)?;
            names.iter().position(|name| *name == names[found])
        })
        .collect()
}

/// The values without the marked ones, filled, and the effect of each mark that was seen.
pub(crate) fn learn(
    values: &[Option<f64>],
    marks: &[Option<usize>],
    season: usize,
) -> (Vec<f64>, BTreeMap<usize, Effect>) {
    if marks.iter().take(values.len()).all(Option::is_none) {
        return (fill(values, season), BTreeMap::new());
    }
    let usual: Vec<Option<f64>> =
        values.iter().zip(marks).map(|(value, mark)| value.filter(|_| mark.is_none())).collect();
    let filled = fill(&usual, season);
    let is_factor = values.iter().flatten().all(|value| *value >= 0.0) && filled.iter().all(|value| *value > 0.0);
    let mut seen: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for ((value, mark), usual) in values.iter().zip(marks).zip(&filled) {
        if let (Some(value), Some(mark)) = (value, mark) {
            let size = if is_factor { value / usual } else { value - usual };
            seen.entry(*mark).or_default().push(size);
        }
    }
    let effect = |(mark, sizes): (usize, Vec<f64>)| {
        let past = sizes.len();
        (mark, Effect { name: String::new(), past, ahead: 0, size: median(sizes), is_factor })
    };
    (filled, seen.into_iter().map(effect).collect())
}

/// Lays the effects over a forecast that begins where `marks` do.
pub(crate) fn apply(forecast: &mut [f64], marks: &[Option<usize>], effects: &BTreeMap<usize, Effect>) {
    for (value, mark) in forecast.iter_mut().zip(marks) {
        if let Some(effect) = mark.and_then(|mark| effects.get(&mark)) {
            if effect.is_factor { *value *= effect.size } else { *value += effect.size }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(text, Order::Dmy).expect("days").into_iter().map(|holiday| holiday.name).collect()
    }

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        let text = "2024-12-25 Christmas\n24.12.2023 to 26.12.2023: Christmas\n12-31 New Year's Eve\n\nDec 24, 2022\n";
        assert_eq!(names(text), ["Christmas", "Christmas", "New Year's Eve", "Dec 24, 2022"]);
        for wrong in ["Christmas", "2024-13-01 x", "2024-12-26 to 2024-12-24", "13-45 x", "2024-02-30", "é"] {
            assert_eq!(
                read(wrong, Order::Dmy).map_err(|failure| failure.code),
                Err("unknown_holiday".to_owned()),
                "{wrong}"
            );
        }
        assert!(read(&"2024-12-25\n".repeat(501), Order::Dmy).is_err());
    }

    #[test]
    fn an_effect_is_the_median_of_what_was_seen_against_what_was_usual() {
        let values: Vec<Option<f64>> = [10.0, 10.0, 30.0, 10.0, 10.0, 20.0, 10.0, 10.0].map(Some).to_vec();
        let marks = [None, None, Some(0), None, None, Some(0), None, None];
        let (usual, effects) = learn(&values, &marks, 1);
        assert_eq!(usual, [10.0; 8]);
        assert!((effects[&0].size - 2.5).abs() < 1e-12 && effects[&0].is_factor);
        let mut ahead = [10.0, 12.0];
        apply(&mut ahead, &[None, Some(0)], &effects);
        assert!(ahead.iter().zip([10.0, 30.0]).all(|(own, expected)| (own - expected).abs() < 1e-12), "{ahead:?}");
    }
}
