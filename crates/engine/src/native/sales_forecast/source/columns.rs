//! Which column holds the dates, which the values, which the names.
//!
//! What the customer names is taken. Otherwise the content decides first (a column of dates reads as dates), then the
//! name, then the place; wherever there was a choice, a sentence tells it.

use std::collections::HashSet;

use super::Roles;
use super::read::{is_date, moment, name, span};
use crate::context::Failure;
use crate::native::data_cleaning::clean::Cleaner;
use crate::native::data_cleaning::plan::{Kind, Plan};
use crate::native::data_cleaning::report::short_name;
use crate::native::sales_forecast::options::Options;
use crate::native::table::Table;
use crate::native::table::cell::period::Span;
use crate::native::table::named::named;

/// Series of one run at most.
pub(crate) const MAX_SERIES: usize = 200;

const DATES: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "data",
    "day",
    "tag",
    "dia",
    "week",
    "woche",
    "semana",
    "month",
    "monat",
    "mes",
    "mois",
    "quarter",
    "quartal",
    "year",
    "jahr",
    "ano",
    "année",
    "time",
    "period",
    "timestamp",
    "ds",
    "when",
];
const WITHIN: &[&str] = &["month", "monat", "mes", "mois", "mese", "mm", "quarter", "quartal", "qtr", "trimestre"];
const VALUES: &[&str] = &[
    "sales",
    "revenue",
    "turnover",
    "umsatz",
    "ventas",
    "amount",
    "betrag",
    "value",
    "wert",
    "total",
    "sum",
    "net",
    "gross",
    "quantity",
    "qty",
    "menge",
    "units",
    "demand",
    "volume",
    "sold",
    "orders",
    "count",
    "visitors",
    "passengers",
    "price",
    "y",
];
const KEYS: &[&str] = &[
    "id",
    "no",
    "nr",
    "number",
    "code",
    "key",
    "index",
    "row",
    "zip",
    "plz",
    "lat",
    "lon",
    "latitude",
    "longitude",
    "year",
    "jahr",
    "month",
    "monat",
    "week",
    "quarter",
    "day",
    "weekday",
    "hour",
    "rank",
    "version",
];
const NAMES: &[&str] = &[
    "store",
    "shop",
    "filiale",
    "region",
    "country",
    "city",
    "branch",
    "product",
    "item",
    "sku",
    "category",
    "series",
    "name",
    "channel",
    "department",
    "segment",
    "brand",
    "customer",
    "location",
    "site",
    "market",
    "group",
    "type",
];

/// The columns, and what was taken for granted about them.
pub(super) struct Chosen {
    pub(super) roles: Roles,
    pub(super) assumptions: Vec<String>,
}

/// A column's name as it is told.
pub(crate) fn title(table: &Table, column: usize) -> String {
    short_name(table.names(), column)
}

pub(super) fn choose(table: &Table, plan: &Plan, options: &Options) -> Result<Chosen, Failure> {
    let mut assumptions = Vec::new();
    let (date, span) = dates(table, plan, options, &mut assumptions)?;
    let within = (span == Some(Span::Year) && options.date_column.is_none()).then(|| within(table, date)).flatten();
    let value = values(table, plan, options, [Some(date), within], &mut assumptions)?;
    let mut roles = Roles { date, within, span, value, name: None };
    if let Some(within) = within {
        let (year, part) = (title(table, date), title(table, within));
        assumptions.push(format!("The dates were put together from the columns {year} and {part}."));
        roles.span = Some(Span::Month);
    }
    roles.name = match options.series_column.as_deref() {
        Some(asked) => match named(table, asked) {
            Ok(column) => Some(column),
            Err(_) if asked.eq_ignore_ascii_case("none") => None,
            Err(failure) => return Err(failure),
        },
        None => names(table, plan, options, &roles, &mut assumptions),
    };
    Ok(Chosen { roles, assumptions })
}

fn dates(
    table: &Table,
    plan: &Plan,
    options: &Options,
    told: &mut Vec<String>,
) -> Result<(usize, Option<Span>), Failure> {
    if let Some(asked) = &options.date_column {
        let column = named(table, asked)?;
        if is_date(plan, column) {
            return Ok((column, None));
        }
        return span(table, column).map(|span| (column, Some(span))).ok_or_else(|| {
            let message = format!(
                "Most cells of the column {} cannot be read as dates. Dates may be written as 2024-03-31, 31.3.2024, \
                 3/31/2024, 31 March 2024, March 2024, 2024-Q1 or 2024.",
                title(table, column)
            );
            Failure::new("not_dates", message)
        });
    }
    let mut found: Vec<(bool, usize, Option<Span>)> = Vec::new();
    for column in 0..table.columns() {
        let hinted = is_called(table, column, DATES);
        match &plan.columns[column].kind {
            Kind::Date(_) | Kind::Datetime(_) => found.push((hinted, column, None)),
            // Digits alone are a year or a month only where the column says so, or stands first.
            Kind::Integer(_) | Kind::Number(_) | Kind::Identifier if !hinted && column > 0 => {}
            Kind::Empty | Kind::Boolean => {}
            kind => {
                if let Some(span) = span(table, column).filter(|_| hinted || !matches!(kind, Kind::Number(_))) {
                    found.push((hinted, column, Some(span)));
                }
            }
        }
    }
    // Whole dates before months and years, a name that says so before others, the first before the next.
    found.sort_by_key(|(hinted, column, span)| (span.is_some(), !hinted, *column));
    let Some((_, column, span)) = found.first().copied() else {
        return Err(Failure::new(
            "no_date_column",
            "No column of the table reads like dates. Dates may be written as 2024-03-31, 31.3.2024, 3/31/2024, \
             31 March 2024, March 2024, 2024-Q1 or 2024. Name the column if there is one.",
        ));
    };
    if found.iter().filter(|(_, _, other)| other.is_some() == span.is_some()).count() > 1 {
        told.push(format!(
            "There is more than one column of dates; {} was taken. Name another one if not.",
            title(table, column)
        ));
    }
    Ok((column, span))
}

/// The column of months or quarters beside one of years.
fn within(table: &Table, year: usize) -> Option<usize> {
    (0..table.columns()).find(|column| *column != year && is_called(table, *column, WITHIN))
}

fn values(
    table: &Table,
    plan: &Plan,
    options: &Options,
    taken: [Option<usize>; 2],
    told: &mut Vec<String>,
) -> Result<usize, Failure> {
    let is_number = |column: usize| matches!(plan.columns[column].kind, Kind::Integer(_) | Kind::Number(_));
    let remark = |column: usize| plan.remarks.iter().find(|(own, _)| *own == column).map(|(_, sentence)| sentence);
    if let Some(asked) = &options.value_column {
        let column = named(table, asked)?;
        if is_number(column) || matches!(plan.columns[column].kind, Kind::Identifier) {
            return Ok(column);
        }
        let title = title(table, column);
        let reason = match (remark(column), &plan.columns[column].kind) {
            (Some(sentence), _) => format!("The column {title} cannot be forecast: {sentence}."),
            (None, Kind::Empty) => format!("The column {title} has no value at all."),
            _ => format!("Most cells of the column {title} are not numbers. Name a column of numbers."),
        };
        let code = if matches!(plan.columns[column].kind, Kind::Empty) { "no_values" } else { "not_numbers" };
        return Err(Failure::new(code, reason));
    }
    let mut found: Vec<(u8, usize, usize)> = (0..table.columns())
        .filter(|column| is_number(*column) && !taken.contains(&Some(*column)))
        .map(|column| {
            let hint = VALUES.iter().position(|word| is_called(table, column, &[*word]));
            let rank = if hint.is_some() { 0 } else { 1 + u8::from(is_called(table, column, KEYS)) };
            (rank, hint.unwrap_or(0), column)
        })
        .collect();
    found.sort_unstable();
    let Some((rank, _, column)) = found.first().copied() else {
        let mixed = (0..table.columns()).find_map(|column| remark(column).map(|sentence| (column, sentence)));
        if let Some((column, sentence)) = mixed {
            let message = format!("The column {} cannot be forecast: {sentence}.", title(table, column));
            return Err(Failure::new("not_numbers", message));
        }
        let empty = (0..table.columns())
            .find(|column| plan.columns[*column].kind == Kind::Empty && !taken.contains(&Some(*column)));
        if let Some(column) = empty {
            let message =
                format!("The column {} has no value at all: there is nothing to forecast.", title(table, column));
            return Err(Failure::new("no_values", message));
        }
        return Err(Failure::new(
            "no_value_column",
            "No column of the table holds numbers to forecast beside the dates.",
        ));
    };
    if found.iter().filter(|(other, _, _)| *other <= rank.max(1)).count() > 1 {
        told.push(format!(
            "There is more than one column of numbers; {} was forecast. Name another one if not.",
            title(table, column)
        ));
    }
    Ok(column)
}

/// The column whose values tell rows of one date apart, if dates come again and again.
fn names(table: &Table, plan: &Plan, options: &Options, roles: &Roles, told: &mut Vec<String>) -> Option<usize> {
    let cleaner = Cleaner::new(table, plan, &options.reading);
    let moments: Vec<_> = (0..table.rows()).map(|row| moment(&cleaner, row, roles).ok()).collect();
    let dated = moments.iter().flatten().count();
    let distinct = moments.iter().flatten().collect::<HashSet<_>>().len();
    if dated < 4 || (dated - distinct) * 10 < dated {
        return None;
    }
    let mut best: Option<(usize, bool, usize)> = None;
    for column in (0..table.columns())
        .filter(|column| ![Some(roles.date), roles.within, Some(roles.value)].contains(&Some(*column)))
    {
        let hinted = is_called(table, column, NAMES);
        let is_name = match plan.columns[column].kind {
            Kind::Text | Kind::Identifier | Kind::Boolean => true,
            Kind::Integer(_) => hinted,
            _ => false,
        };
        let Some(pairs) = is_name.then(|| pairs(table, column, &moments)).flatten() else { continue };
        // Of every ten rows, nine are the only ones of their date and name.
        let better = best.is_none_or(|(least, was_hinted, _)| (hinted, pairs) > (was_hinted, least));
        if pairs * 10 >= dated * 9 && better {
            best = Some((pairs, hinted, column));
        }
    }
    match best {
        Some((_, _, column)) => {
            let title = title(table, column);
            told.push(format!(
                "Dates repeat, and {title} tells their rows apart: each of its values was forecast by itself."
            ));
            Some(column)
        }
        None => None,
    }
}

/// How many pairs of a date and a name there are; none where there are too few names or too many.
fn pairs(
    table: &Table,
    column: usize,
    moments: &[Option<crate::native::sales_forecast::calendar::Moment>],
) -> Option<usize> {
    let (mut known, mut pairs) = (HashSet::new(), HashSet::new());
    for (row, moment) in moments.iter().enumerate() {
        let Some(moment) = moment else { continue };
        let name = name(&table.cell(row, column));
        if !known.contains(&name) {
            known.insert(name.clone());
            if known.len() > MAX_SERIES {
                return None;
            }
        }
        pairs.insert((*moment, name));
    }
    (known.len() >= 2).then_some(pairs.len())
}

/// Whether a word of the column's name is one of `words`.
fn is_called(table: &Table, column: usize, words: &[&str]) -> bool {
    let name = table.names().get(column).map_or("", String::as_str);
    let mut spaced = String::new();
    for c in name.chars().take(100) {
        if c.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
    }
    spaced.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

#[cfg(test)]
mod tests;
