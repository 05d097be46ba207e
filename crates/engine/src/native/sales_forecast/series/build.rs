//! From rows to series.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::Series;
use crate::context::Failure;
use crate::native::markdown::{counted, grouped};
use crate::native::sales_forecast::calendar::find::{self, find};
use crate::native::sales_forecast::calendar::{Calendar, Grain, Moment};
use crate::native::sales_forecast::number::float;
use crate::native::sales_forecast::options::{Combine, Gaps, Options};
use crate::native::sales_forecast::source::{MAX_SERIES, Row, Unread};
use crate::native::table::cell::period::Span;

/// Periods of a series at most; of a longer one the last are used. Three seasons of the longest fit in.
pub(crate) const MAX_PERIODS: usize = 2_000;

/// Periods of which none is cut away, whole or not: too little would be left.
const FEW: i64 = 3;

/// What became of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Rows of the table.
    pub(crate) rows: u64,
    /// Rows that are in a series.
    pub(crate) used: u64,
    /// Rows whose date cannot be read or is not there.
    pub(crate) undated: u64,
    /// Rows without a value.
    pub(crate) empty: u64,
    /// Rows whose value is no number.
    pub(crate) unread: u64,
    /// Rows that were put together with another one of their period.
    pub(crate) combined: u64,
}

/// The series, and how they were made.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    /// The calendar.
    pub(crate) calendar: Calendar,
    /// In the order in which their names first stand in the table.
    pub(crate) series: Vec<Series>,
    /// What became of the rows.
    pub(crate) counts: Counts,
    /// What was taken for granted, in sentences.
    pub(crate) assumptions: Vec<String>,
}

/// What the rows of a period come to.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sum: f64,
    count: usize,
    last: f64,
}

/// Makes the series.
pub(crate) fn build(rows: impl Iterator<Item = Row>, span: Option<Span>, options: &Options) -> Result<Built, Failure> {
    let mut counts = Counts::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut kept: Vec<(Moment, usize, f64)> = Vec::new();
    let mut moments: Vec<Moment> = Vec::new();
    for row in rows {
        counts.rows += 1;
        let Ok(moment) = row.moment else {
            counts.undated += 1;
            continue;
        };
        moments.push(moment);
        let value = match row.value {
            Ok(Some(value)) => value,
            Ok(None) | Err(Unread::Empty) => {
                counts.empty += 1;
                continue;
            }
            Err(Unread::Other) => {
                counts.unread += 1;
                continue;
            }
        };
        counts.used += 1;
        let place = *places.entry(row.name).or_insert_with_key(|name| {
            names.push(name.clone());
            names.len() - 1
        });
        if names.len() > MAX_SERIES {
            let message = format!(
                "The column of names has more than {MAX_SERIES} different ones; so many series cannot be forecast in one \
                 run. Choose another column, or keep fewer rows."
            );
            return Err(Failure::new("too_many_series", message));
        }
        kept.push((moment, place, value));
    }
    if kept.is_empty() {
        return Err(nothing(&counts));
    }
    moments.sort_unstable();
    moments.dedup();
    let found = find(&moments, span, options.grain);
    let (calendar, mut assumptions) = (found.calendar, found.assumptions);
    let whole = whole(&moments, &calendar, found.native, &mut assumptions);
    let mut sums: Vec<BTreeMap<i64, Sum>> = vec![BTreeMap::new(); names.len()];
    for (moment, place, value) in kept {
        let period = calendar.period(moment);
        if !whole.contains(&period) {
            continue;
        }
        let sum = sums[place].entry(period).or_default();
        counts.combined += u64::from(sum.count > 0);
        *sum = Sum { sum: sum.sum + value, count: sum.count + 1, last: value };
    }
    let end = sums.iter().filter_map(|sums| sums.keys().next_back()).max().copied().unwrap_or_default();
    let series: Vec<Series> = names
        .into_iter()
        .zip(sums)
        .filter(|(_, sums)| !sums.is_empty())
        .map(|(name, sums)| series(name, &sums, end, options))
        .collect();
    if series.is_empty() {
        return Err(nothing(&counts));
    }
    told(&counts, &series, calendar.grain, options, &mut assumptions);
    Ok(Built { calendar, series, counts, assumptions })
}

fn nothing(counts: &Counts) -> Failure {
    let message = format!(
        "There is no row with a date and a value: of {}, {} no date that can be read, {} no value, {} a value that is no \
         number.",
        counted(counts.rows, "row"),
        grouped(counts.undated),
        grouped(counts.empty),
        grouped(counts.unread)
    );
    Failure::new("no_values", message)
}

/// The periods that the table covers whole, or nearly: a month of which the table has ten days is no month.
fn whole(
    moments: &[Moment],
    calendar: &Calendar,
    native: Grain,
    told: &mut Vec<String>,
) -> std::ops::RangeInclusive<i64> {
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else {
        return 0..=0;
    };
    let (mut from, mut to) = (calendar.period(*first), calendar.period(*last));
    if calendar.grain <= native || calendar.grain <= Grain::Day {
        return from..=to;
    }
    let open = find::open(moments);
    let is_open = |day: &i32| open[usize::from(Moment { day: *day, second: 0 }.weekday())];
    let native_days = match native {
        Grain::Hour | Grain::Day => 1,
        Grain::Week => 7,
        Grain::Month => 28,
        Grain::Quarter | Grain::Year => 90,
    };
    let days = |period: i64| calendar.start(period).day..calendar.start(period + 1).day;
    let share = |part: std::ops::Range<i32>, all: std::ops::Range<i32>| part.filter(is_open).count() * 10 > all.count();
    let mut cut = |is_cut: bool, period: i64, word: &str| {
        let is_cut = is_cut && to - from >= FEW;
        if is_cut {
            told.push(format!(
                "The {word} {}, {}, is not whole in the table and was left out.",
                calendar.grain.as_str(),
                calendar.label(period)
            ));
        }
        is_cut
    };
    let after_last = last.day.saturating_add(native_days)..days(to).end;
    let before_first = days(from).start..first.day;
    let (ends_early, begins_late) = (share(after_last, days(to)), share(before_first, days(from)));
    let is_last_cut = cut(ends_early, to, "last");
    let is_first_cut = cut(begins_late, from, "first");
    from += i64::from(is_first_cut);
    to -= i64::from(is_last_cut);
    from..=to
}

fn series(name: String, sums: &BTreeMap<i64, Sum>, end: i64, options: &Options) -> Series {
    let value = |sum: &Sum| match options.combine {
        Combine::Sum => sum.sum,
        Combine::Mean => sum.sum / float(sum.count),
        Combine::Last => sum.last,
    };
    let first = sums.keys().next().copied().unwrap_or_default();
    let own_end = sums.keys().next_back().copied().unwrap_or_default();
    let (end, absent) = match options.gaps {
        Gaps::Zero => (end.max(own_end), Some(0.0)),
        Gaps::Unknown => (own_end, None),
    };
    // Only the last periods are kept, so a date of the wrong century costs no memory.
    let most = i64::try_from(MAX_PERIODS).unwrap_or(i64::MAX);
    let from = first.max(end.saturating_sub(most - 1));
    let mut values: Vec<Option<f64>> = (from..=end).map(|period| sums.get(&period).map(value).or(absent)).collect();
    let leading = values.iter().take_while(|value| value.is_none()).count();
    values.drain(..leading);
    let first_kept = from + i64::try_from(leading).unwrap_or(0);
    let cut = sums.range(..first_kept).count();
    let rows = sums.values().map(|sum| sum.count as u64).sum();
    Series { name, first: first_kept, values, rows, cut }
}

fn told(counts: &Counts, series: &[Series], grain: Grain, options: &Options, assumptions: &mut Vec<String>) {
    let noun = grain.as_str();
    if counts.combined > 0 {
        let how = match options.combine {
            Combine::Sum => "added up",
            Combine::Mean => "replaced by their mean",
            Combine::Last => "replaced by the last of them",
        };
        let rows = counted(counts.combined, "row");
        let (share, were) = if counts.combined == 1 { ("shares", "was") } else { ("share", "were") };
        assumptions.push(format!("{rows} {share} a {noun} with an earlier row; the rows of a {noun} {were} {how}."));
    }
    for (count, what) in [
        (counts.undated, "without a date that can be read"),
        (counts.empty, "without a value"),
        (counts.unread, "with a value that is no number"),
    ] {
        if count > 0 {
            let were = if count == 1 { "was" } else { "were" };
            assumptions.push(format!("{} {what} {were} left out.", counted(count, "row")));
        }
    }
    if let Some(longest) = series.iter().map(|series| series.cut).max().filter(|cut| *cut > 0) {
        assumptions.push(format!(
            "Of a long history the last {} {noun}s were used; up to {} before them were left out.",
            grouped(MAX_PERIODS as u64),
            grouped(longest as u64)
        ));
    }
    let gaps: usize = series.iter().map(|series| series.values.len() - series.observed()).sum();
    if gaps > 0 {
        assumptions.push(format!(
            "{} no value. What would have been there was filled in from its neighbours, and counts as no error; if no row \
             means that nothing was sold, say so in the options.",
            if gaps == 1 { format!("1 {noun} in between has") } else { format!("{} {noun}s in between have", grouped(gaps as u64)) }
        ));
    }
}

#[cfg(test)]
mod tests;
