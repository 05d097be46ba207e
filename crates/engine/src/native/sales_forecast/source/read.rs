//! Reading the rows: a moment, a value, a name.

use std::borrow::Cow;

use super::{Reading, Roles};
use crate::native::data_cleaning::clean::Cleaner;
use crate::native::data_cleaning::options::Options;
use crate::native::data_cleaning::plan::{Kind, Plan};
use crate::native::sales_forecast::calendar::Moment;
use crate::native::table::Table;
use crate::native::table::cell::number::{Form, Mark};
use crate::native::table::cell::period::{self, Span};
use crate::native::table::cell::{missing, space};

/// Values beyond this are taken for errors of writing: no sum of half a million of them is beyond what a float holds.
const LARGEST: f64 = 1e100;
/// Characters of a name that are kept.
const NAME: usize = 80;

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// When; `Err` with whether the cell is empty.
    pub(crate) moment: Result<Moment, Unread>,
    /// How much; none where the cell is empty.
    pub(crate) value: Result<Option<f64>, Unread>,
    /// Whose; empty without a column of names.
    pub(crate) name: String,
}

/// Why a cell is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// There is nothing in it.
    Empty,
    /// It is no date, or no number.
    Other,
}

/// The rows of a table.
pub(crate) fn rows<'a>(table: &'a Table, reading: &'a Reading, options: &'a Options) -> impl Iterator<Item = Row> + 'a {
    let cleaner = Cleaner::new(table, &reading.plan, options);
    let roles = &reading.roles;
    (0..table.rows()).map(move |row| Row {
        moment: moment(&cleaner, row, roles),
        value: value(&cleaner, row, roles.value),
        name: roles.name.map(|column| name(&table.cell(row, column))).unwrap_or_default(),
    })
}

/// The moment that a row names.
pub(super) fn moment(cleaner: &Cleaner<'_>, row: usize, roles: &Roles) -> Result<Moment, Unread> {
    let (table, plan) = (cleaner.table(), cleaner.plan());
    if roles.span.is_none() {
        let cell = cleaner.cell(row, roles.date);
        return match cell.text.as_ref() {
            "" => Err(Unread::Empty),
            text => Moment::read(text).filter(|_| is_date(plan, roles.date)).ok_or(Unread::Other),
        };
    }
    let own = table.cell(row, roles.date);
    let own = space::tidy(own).0;
    let text = match roles.within {
        None => own,
        Some(within) => {
            let within = space::tidy(table.cell(row, within)).0;
            if within.is_empty() { within } else { Cow::Owned(format!("{own} {within}")) }
        }
    };
    if text.is_empty() || missing::strength(&text).is_some() {
        return Err(Unread::Empty);
    }
    period::read(&text).map(|(date, _)| Moment::of(date)).ok_or(Unread::Other)
}

/// Whether a column is read as dates.
pub(super) fn is_date(plan: &Plan, column: usize) -> bool {
    matches!(plan.columns.get(column).map(|column| &column.kind), Some(Kind::Date(_) | Kind::Datetime(_)))
}

/// The span that most of the cells of a column name without naming a day.
pub(super) fn span(table: &Table, column: usize) -> Option<Span> {
    let step = (table.rows() / 400).max(1);
    let (mut cells, mut spans) = (0_usize, Vec::new());
    for row in (0..table.rows()).step_by(step) {
        let cell = table.cell(row, column);
        let text = cell.trim();
        if !text.is_empty() && missing::strength(text).is_none() {
            cells += 1;
            spans.extend(period::read(text).map(|(_, span)| span));
        }
    }
    // Of spans that are mixed (a year's total between its months) the shortest is the one to work with.
    (cells > 0 && spans.len() * 10 >= cells * 8).then(|| spans.into_iter().min()).flatten()
}

fn value(cleaner: &Cleaner<'_>, row: usize, column: usize) -> Result<Option<f64>, Unread> {
    let cell = cleaner.cell(row, column);
    let text = cell.text.trim();
    if text.is_empty() || missing::strength(text).is_some() {
        return Ok(None);
    }
    let numbers = cleaner.plan().columns.get(column).map(|column| &column.kind);
    let plain = match numbers {
        Some(Kind::Integer(_) | Kind::Number(_)) => text.to_owned(),
        _ => Form::read(text).map(|form| form.plain(Mark::Dot)).ok_or(Unread::Other)?,
    };
    let value: f64 = plain.parse().map_err(|_| Unread::Other)?;
    if value.is_finite() && value.abs() <= LARGEST { Ok(Some(value)) } else { Err(Unread::Other) }
}

/// A name as it is kept: tidied, on one line, not too long.
pub(super) fn name(cell: &str) -> String {
    let tidied = space::tidy(Cow::Borrowed(cell)).0.replace('\n', " ");
    if tidied.chars().count() > NAME { tidied.chars().take(NAME - 1).chain(['…']).collect() } else { tidied }
}
