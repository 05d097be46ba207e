//! The cleaned table.

use std::borrow::Cow;

use super::stats::Stats;
use super::walk::{Change, Flag, Sink};
use crate::native::data_cleaning::clean::Cell;
use crate::native::table::write::{finish, writer};

/// Writes the cleaned table and counts.
pub(crate) struct TableWriter {
    writer: csv::Writer<Vec<u8>>,
    stats: Stats,
}

impl TableWriter {
    /// For a table of so many columns, from a file of so many bytes.
    pub(crate) fn new(columns: usize, bytes: usize) -> Self {
        Self { writer: writer(bytes), stats: Stats::new(columns) }
    }

    /// The file and the counts.
    pub(crate) fn finish(self) -> (Vec<u8>, Stats) {
        (finish(self.writer), self.stats)
    }
}

impl Sink for TableWriter {
    fn header(&mut self, names: &[Cow<'_, str>]) {
        let _in_memory = self.writer.write_record(names.iter().map(|name| name.as_bytes()));
    }

    fn change(&mut self, change: &Change<'_>) {
        self.stats.change(change);
    }

    fn flag(&mut self, flag: &Flag<'_>) {
        self.stats.flag(flag);
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        let _in_memory = self.writer.write_record(cells.iter().map(|cell| cell.text.as_bytes()));
        self.stats.row(cells);
    }
}
