//! Months, quarters and years that are written without a day: `2024-03`, `Mar 2024`, `Q1 2024`, `2024`.
//!
//! Whole dates are read by [`super::date`]; this is for the texts that it refuses because they name no day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::month;

/// How much time a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Span {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// The first day of the period that a trimmed text names, and how long that is.
pub(crate) fn read(text: &str) -> Option<(Date, Span)> {
    if !(4..=20).contains(&text.len()) {
        return None;
    }
    let lower = text.to_lowercase();
    let mut parts = lower.split([' ', '-', '/', '.', ',', '_']).map(str::trim).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let Some(second) = second else {
        return alone(first);
    };
    named(first, second).or_else(|| named(second, first))
}

/// `2024`, `2024q1`, `q12024`, `2024m03`, `202403`.
fn alone(text: &str) -> Option<(Date, Span)> {
    if let Some(year) = year(text) {
        return first_of(year, 1, Span::Year);
    }
    for (mark, span) in [('q', Span::Quarter), ('m', Span::Month)] {
        if let Some((one, other)) = text.split_once(mark) {
            let (year, number) =
                if let Some(year) = year(one) { (year, other) } else { (year(other.get(1..)?)?, other.get(..1)?) };
            return numbered(year, number, span);
        }
    }
    let (start, end) = (text.get(..4)?, text.get(4..)?);
    if end.len() == 2 { numbered(year(start)?, end, Span::Month) } else { None }
}

/// A year beside a month or a quarter.
fn named(year_text: &str, other: &str) -> Option<(Date, Span)> {
    let year = year(year_text)?;
    if let Some(month) = month::named(other) {
        return first_of(year, month, Span::Month);
    }
    let quarter = other.strip_prefix('q').or_else(|| other.strip_suffix('q'));
    if let Some(quarter) = quarter {
        return numbered(year, quarter, Span::Quarter);
    }
    numbered(year, other.strip_prefix('m').unwrap_or(other), Span::Month)
}

fn numbered(year: i16, number: &str, span: Span) -> Option<(Date, Span)> {
    if number.is_empty() || number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i8 = number.parse().ok()?;
    match span {
        Span::Quarter => {
            (1..=4).contains(&number).then_some(number * 3 - 2).and_then(|month| first_of(year, month, span))
        }
        Span::Month | Span::Year => first_of(year, number, span),
    }
}

fn first_of(year: i16, month: i8, span: Span) -> Option<(Date, Span)> {
    Date::new(year, month, 1).ok().map(|date| (date, span))
}

fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1000..=2999).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_quarters_and_years_are_read_in_the_ways_people_write_them() {
        let cases = [
            ("2024-03", "2024-03-01", Span::Month),
            ("03/2024", "2024-03-01", Span::Month),
            ("3.2024", "2024-03-01", Span::Month),
            ("Mar 2024", "2024-03-01", Span::Month),
            ("März 2024", "2024-03-01", Span::Month),
            ("2024 March", "2024-03-01", Span::Month),
            ("Sept. 2024", "2024-09-01", Span::Month),
            ("2024M03", "2024-03-01", Span::Month),
            ("202403", "2024-03-01", Span::Month),
            ("2024-Q2", "2024-04-01", Span::Quarter),
            ("Q2 2024", "2024-04-01", Span::Quarter),
            ("2024Q4", "2024-10-01", Span::Quarter),
            ("Q12024", "2024-01-01", Span::Quarter),
            ("1961", "1961-01-01", Span::Year),
        ];
        for (text, date, span) in cases {
            let read = read(text).map(|(date, span)| (date.to_string(), span));
            assert_eq!(read, Some((date.to_owned(), span)), "{text}");
        }
    }

    #[test]
    fn what_names_no_period_is_not_read() {
        for text in [
            "",
            "13/2024",
            "2024-13",
            "2024-Q5",
            "Q 2024",
            "abc",
            "99",
            "2024-03-01",
            "20240301",
            "5000",
            "ju 2024",
            "1.5",
            "m",
            "2024q",
            "é2024",
            "qé2024",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
