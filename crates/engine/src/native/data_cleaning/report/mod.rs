//! What is told of a cleaned table: the output for programs, a message and a summary for people, charts.

pub(crate) mod charts;
pub(crate) mod message;
pub(crate) mod output;
pub(crate) mod summary;

use super::outliers::Fence;
use super::plan::{Kind, Plan};
use super::write::stats::Stats;
use crate::native::table::Dialect;

/// Everything that was found and done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report<'r> {
    /// The name of the file.
    pub(crate) filename: &'r str,
    /// How it was read.
    pub(crate) dialect: &'r Dialect,
    /// The names of the columns.
    pub(crate) names: &'r [String],
    /// What was decided.
    pub(crate) plan: &'r Plan,
    /// Rows that equal an earlier one.
    pub(crate) exact: u64,
    /// Rows that nearly do.
    pub(crate) near: u64,
    /// Where outliers begin.
    pub(crate) fences: &'r [Fence],
    /// What was counted.
    pub(crate) stats: &'r Stats,
    /// Whether exact duplicates were removed.
    pub(crate) removed_exact: bool,
    /// Whether near duplicates were removed.
    pub(crate) removed_near: bool,
}

impl Report<'_> {
    /// The outliers of a column.
    pub(crate) fn outliers(&self, column: usize) -> u64 {
        self.fences.iter().find(|fence| fence.column == column).map_or(0, |fence| fence.outliers)
    }

    /// All outliers.
    pub(crate) fn all_outliers(&self) -> u64 {
        self.fences.iter().map(|fence| fence.outliers).sum()
    }

    /// All empty cells that were written.
    pub(crate) fn all_missing(&self) -> u64 {
        self.stats.missing.iter().sum()
    }

    /// What was taken for granted, in sentences.
    pub(crate) fn assumptions(&self) -> Vec<String> {
        let mut assumptions = Vec::new();
        if self.dialect.encoding_is_guess {
            assumptions.push(format!(
                "The encoding is not stated in the file; it was recognised as {}.",
                self.dialect.encoding
            ));
        }
        if self.dialect.header_is_assumed {
            assumptions
                .push("The first row was taken for the header: nothing in the file speaks against it.".to_owned());
        }
        if !self.dialect.header {
            assumptions.push("The first row looks like data, so the columns were numbered.".to_owned());
        }
        assumptions.extend(self.plan.assumptions.iter().cloned());
        assumptions
    }

    /// The type of a column as a person reads it.
    fn type_of(&self, column: usize) -> String {
        let kind = &self.plan.columns[column].kind;
        match kind {
            Kind::Integer(numbers) | Kind::Number(numbers) => match (&numbers.unit, numbers.percent) {
                (Some(unit), _) => format!("{} ({unit})", kind.as_str()),
                (None, true) => format!("{} (share, was %)", kind.as_str()),
                (None, false) => kind.as_str().to_owned(),
            },
            Kind::Identifier => "text (identifier)".to_owned(),
            _ => kind.as_str().to_owned(),
        }
    }
}

/// A column's name as it is told: a long one is cut and its place added, so that it is still one column's.
pub(crate) fn short_name(names: &[String], column: usize) -> String {
    let name = names.get(column).map_or("", String::as_str);
    if name.len() <= 60 || name.chars().count() <= 60 {
        return name.to_owned();
    }
    let cut: String = name.chars().take(56).collect();
    format!("{cut}… (column {})", column + 1)
}
