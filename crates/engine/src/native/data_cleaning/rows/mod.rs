//! What becomes of each row.
//!
//! A row is a duplicate when it equals an earlier one *after* cleaning: `5.1.2024` and `2024-01-05` are one day. How
//! cells are cleaned depends on what the columns prove, and that must not depend on rows which are removed — or a
//! cleaned table could be judged differently from the one it was made of. So the plan is made again without the removed
//! rows until neither changes; twice is nearly always enough.

pub(crate) mod fold;
pub(crate) mod near;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::clean::Cleaner;
use super::options::Options;
use super::plan::evidence::Evidence;
use super::plan::{Plan, decide};
use crate::cancel::{Cancel, Cancelled};
use crate::native::table::Table;
use crate::native::table::cell::space;

/// Rows between two looks at the request to stop.
pub(crate) const ROWS_PER_CHECK: usize = 2_048;
const MAX_ROUNDS: usize = 4;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fate {
    /// It is written.
    Kept,
    /// It has no value.
    Empty,
    /// It equals this earlier row.
    Duplicate(u32),
    /// It nearly equals this earlier row, and such rows are to be removed.
    NearDuplicate(u32),
}

/// A data row's number, from 1.
pub(crate) fn number(row: usize) -> u64 {
    row as u64 + 1
}

/// A row's place in 32 bits: the text is below 2 GB, so there are fewer rows.
pub(crate) fn place(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// The plan that the rows prove which it keeps.
pub(crate) fn plan(table: &Table, options: &Options, cancel: &Cancel) -> Result<Plan, Cancelled> {
    let mut fates = vec![Fate::Kept; table.rows()];
    let mut plan = decide::decide(&evidence(table, &fates, options, cancel)?, table.names(), options);
    for _ in 0..MAX_ROUNDS {
        let next_fates = exact(&Cleaner::new(table, &plan, options), cancel)?;
        if next_fates == fates || !next_fates.iter().any(|fate| matches!(fate, Fate::Duplicate(_))) {
            break;
        }
        fates = next_fates;
        let next = decide::decide(&evidence(table, &fates, options, cancel)?, table.names(), options);
        if next == plan {
            break;
        }
        plan = next;
    }
    Ok(plan)
}

/// The plan that all rows prove: for whoever reads a table and removes none of its rows.
pub(crate) fn plan_of_all(table: &Table, options: &Options, cancel: &Cancel) -> Result<Plan, Cancelled> {
    let fates = vec![Fate::Kept; table.rows()];
    Ok(decide::decide(&evidence(table, &fates, options, cancel)?, table.names(), options))
}

fn evidence(table: &Table, fates: &[Fate], options: &Options, cancel: &Cancel) -> Result<Vec<Evidence>, Cancelled> {
    let mut columns: Vec<Evidence> = (0..table.columns()).map(|_| Evidence::default()).collect();
    for (row, fate) in fates.iter().enumerate() {
        if row % ROWS_PER_CHECK == 0 {
            cancel.check()?;
        }
        if *fate != Fate::Kept && options.remove_duplicates {
            continue;
        }
        for (column, evidence) in columns.iter_mut().enumerate() {
            let cell = table.cell(row, column);
            if !cell.is_empty() {
                evidence.add(&space::tidy(cell).0, &options.missing_markers);
            }
        }
    }
    Ok(columns)
}

/// Which rows are empty, and which equal an earlier one.
pub(crate) fn exact(cleaner: &Cleaner<'_>, cancel: &Cancel) -> Result<Vec<Fate>, Cancelled> {
    let (rows, columns) = (cleaner.table().rows(), cleaner.table().columns());
    let mut fates = vec![Fate::Kept; rows];
    let mut first_of = HashMap::<u64, u32>::new();
    for (row, fate) in fates.iter_mut().enumerate() {
        if row % ROWS_PER_CHECK == 0 {
            cancel.check()?;
        }
        let mut hasher = DefaultHasher::new();
        let mut is_empty = true;
        for column in 0..columns {
            let cell = cleaner.cell(row, column);
            is_empty &= cell.text.is_empty();
            cell.text.hash(&mut hasher);
        }
        if is_empty {
            *fate = Fate::Empty;
            continue;
        }
        let first = *first_of.entry(hasher.finish()).or_insert(place(row));
        // Equal hashes are looked at: two rows that only share one are not the same.
        let is_equal =
            || (0..columns).all(|column| cleaner.cell(row, column).text == cleaner.cell(first as usize, column).text);
        if first as usize != row && is_equal() {
            *fate = Fate::Duplicate(first);
        }
    }
    Ok(fates)
}

/// What was found about rows.
#[derive(Debug)]
pub(crate) struct Found {
    /// What becomes of each.
    pub(crate) fates: Vec<Fate>,
    /// Rows that nearly equal an earlier one, in order.
    pub(crate) near: Vec<near::Near>,
}

impl Found {
    /// Finds what becomes of the rows.
    pub(crate) fn find(cleaner: &Cleaner<'_>, cancel: &Cancel) -> Result<Self, Cancelled> {
        let mut fates = exact(cleaner, cancel)?;
        let near = near::find(cleaner, &fates, cancel)?;
        if cleaner.options().remove_near_duplicates {
            for pair in &near {
                fates[pair.row as usize] = Fate::NearDuplicate(pair.of);
            }
        }
        Ok(Self { fates, near })
    }

    /// Whether the row is written.
    pub(crate) fn is_kept(&self, row: usize, options: &Options) -> bool {
        match self.fates[row] {
            Fate::Kept => true,
            Fate::Duplicate(_) => !options.remove_duplicates,
            Fate::Empty | Fate::NearDuplicate(_) => false,
        }
    }

    /// How many rows have that fate.
    pub(crate) fn count(&self, has_fate: impl Fn(Fate) -> bool) -> u64 {
        self.fates.iter().filter(|fate| has_fate(**fate)).count() as u64
    }
}

#[cfg(test)]
mod tests;
