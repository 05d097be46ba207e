//! Where the series come from: a column of dates, one of values, perhaps one of names.

mod columns;
mod read;

use serde::{Deserialize, Serialize};

pub(crate) use self::columns::{MAX_SERIES, title};
pub(crate) use self::read::{Row, Unread, rows as read_rows};

use super::options::Options;
use crate::cancel::Cancel;
use crate::context::{Failure, InputFile, Stop};
use crate::native::data_cleaning::plan::{Column, Plan};
use crate::native::data_cleaning::rows;
use crate::native::table::cell::period::Span;
use crate::native::table::{Dialect, Table};

/// Rows of one run at most.
const MAX_ROWS: usize = 500_000;

/// How the table is series. Recorded by the first step; later ones follow it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reading {
    /// How the bytes are a table.
    pub(crate) dialect: Dialect,
    /// How the cells of each column are read.
    pub(crate) plan: Plan,
    /// Which column is what.
    pub(crate) roles: Roles,
    /// What was taken for granted, in sentences.
    pub(crate) assumptions: Vec<String>,
}

/// Which column is what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Roles {
    /// The column of dates.
    pub(crate) date: usize,
    /// The column of months or quarters beside one of years.
    pub(crate) within: Option<usize>,
    /// What the dates name where they name no day.
    pub(crate) span: Option<Span>,
    /// The column of values.
    pub(crate) value: usize,
    /// The column of names.
    pub(crate) name: Option<usize>,
}

/// Finds out how the file is a table of series, and gives the table too.
pub(crate) fn recognise(file: &InputFile, options: &Options, cancel: &Cancel) -> Result<(Reading, Table), Stop> {
    let (dialect, table) = Dialect::recognise(&file.bytes, &options.reading.layout())?;
    if table.rows() > MAX_ROWS {
        let message = format!(
            "The table has {} rows; at most {MAX_ROWS} can be read in one run. Add up the rows of a day first, or split \
             the file.",
            table.rows()
        );
        return Err(Failure::new("too_many_rows", message).into());
    }
    let mut plan = rows::plan_of_all(&table, &options.reading, cancel)?;
    let mut found = columns::choose(&table, &plan, options)?;
    let mut assumptions = assumed(&dialect, &plan, &table, &found.roles);
    assumptions.append(&mut found.assumptions);
    // Spellings and sentences about other columns are nothing that a later step reads.
    plan.assumptions.clear();
    plan.remarks.clear();
    plan.columns = plan.columns.into_iter().map(|column| Column { spellings: Vec::new(), ..column }).collect();
    Ok((Reading { dialect, plan, roles: found.roles, assumptions }, table))
}

/// What the readers took for granted, as far as it concerns the columns that are used.
fn assumed(dialect: &Dialect, plan: &Plan, table: &Table, roles: &Roles) -> Vec<String> {
    let mut told = Vec::new();
    if dialect.encoding_is_guess {
        told.push(format!("The encoding is not stated in the file; it was recognised as {}.", dialect.encoding));
    }
    if !dialect.header {
        told.push("The first row looks like data, so the columns were numbered.".to_owned());
    }
    let names = [roles.date, roles.value].map(|column| title(table, column));
    let concerns = |sentence: &&String| names.iter().any(|name| sentence.starts_with(&format!("{name}: ")));
    told.extend(plan.assumptions.iter().filter(concerns).cloned());
    told
}
