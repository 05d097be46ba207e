//! Counts of what was done.

use serde::{Deserialize, Serialize};

use super::walk::{Change, Flag, Sink};
use crate::native::data_cleaning::clean::Cell;
use crate::native::data_cleaning::issue::{Flags, Issue};
use crate::native::data_cleaning::rule::{Rule, Tally};

/// Counts of what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stats {
    /// Rows written.
    pub(crate) rows_out: u64,
    /// Cells whose text is another one.
    pub(crate) cells_changed: u64,
    /// Uses of each rule.
    pub(crate) tally: Tally,
    /// Flags by kind.
    pub(crate) flags: Flags,
    /// For each column, empty cells that are written.
    pub(crate) missing: Vec<u64>,
    /// For each column, cells changed.
    pub(crate) changed: Vec<u64>,
    /// For each column, flags other than outliers.
    pub(crate) flagged: Vec<u64>,
}

impl Stats {
    /// Nothing counted yet.
    pub(crate) fn new(columns: usize) -> Self {
        Self { missing: vec![0; columns], changed: vec![0; columns], flagged: vec![0; columns], ..Self::default() }
    }
}

impl Sink for Stats {
    fn change(&mut self, change: &Change<'_>) {
        self.tally.add_all(change.rules);
        if let (Some(_), Some(column)) = (change.place.row, change.place.column) {
            self.cells_changed += 1;
            self.changed[column] += 1;
        }
    }

    fn flag(&mut self, flag: &Flag<'_>) {
        self.flags.add(flag.issue);
        if let Some(column) = flag.place.column.filter(|_| flag.issue != Issue::Outlier) {
            self.flagged[column] += 1;
        }
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        self.rows_out += 1;
        for (missing, _) in self.missing.iter_mut().zip(cells).filter(|(_, cell)| cell.text.is_empty()) {
            *missing += 1;
        }
    }
}

impl Stats {
    /// Entries of the log by rule, those that happened.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (Rule, u64)> {
        Rule::ALL.iter().map(|rule| (*rule, self.tally[*rule])).filter(|(_, count)| *count > 0)
    }

    /// Flags by kind, those that happened.
    pub(crate) fn issues(&self) -> impl Iterator<Item = (Issue, u64)> {
        Issue::ALL.iter().map(|issue| (*issue, self.flags.count(*issue))).filter(|(_, count)| *count > 0)
    }
}
