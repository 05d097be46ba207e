//! The log of every change, and the list of what is flagged.
//!
//! Both are tables that people open in a spreadsheet, so the texts in them are guarded like those of the cleaned table.

use super::walk::{Change, Flag, Place, Sink};
use crate::native::data_cleaning::clean::Cleaner;
use crate::native::data_cleaning::report::short_name;
use crate::native::table::write::{finish, guarded, writer};

/// Writes both.
pub(crate) struct LogWriter<'c> {
    names: Vec<String>,
    changes: csv::Writer<Vec<u8>>,
    issues: csv::Writer<Vec<u8>>,
    has_issues: bool,
    cleaner: &'c Cleaner<'c>,
}

impl<'c> LogWriter<'c> {
    /// For this table.
    pub(crate) fn new(cleaner: &'c Cleaner<'c>) -> Self {
        let names = cleaner.table().names();
        let names = (0..names.len()).map(|column| short_name(names, column)).collect();
        let mut log = Self { names, changes: writer(0), issues: writer(0), has_issues: false, cleaner };
        let _in_memory = log.changes.write_record(["row", "line", "column", "before", "after", "rule", "note"]);
        let _in_memory = log.issues.write_record(["issue", "row", "line", "column", "value", "note"]);
        log
    }

    /// The log, and the list if anything is in it.
    pub(crate) fn finish(self) -> (Vec<u8>, Option<Vec<u8>>) {
        (finish(self.changes), self.has_issues.then(|| finish(self.issues)))
    }

    fn place(&self, place: Place) -> [String; 3] {
        let column = place.column.and_then(|column| self.names.get(column));
        [
            place.row.map(|row| row.to_string()).unwrap_or_default(),
            place.line.map(|line| line.to_string()).unwrap_or_default(),
            column.map(|name| self.guarded(name)).unwrap_or_default(),
        ]
    }

    fn guarded(&self, text: &str) -> String {
        guarded(text, self.cleaner.options().guard_formulas).into_owned()
    }
}

impl Sink for LogWriter<'_> {
    fn change(&mut self, change: &Change<'_>) {
        let [row, line, column] = self.place(change.place);
        let (before, after) = (self.guarded(change.before), self.guarded(change.after));
        let record = [row.as_str(), &line, &column, &before, &after, &change.rules.words(), change.note];
        let _in_memory = self.changes.write_record(record);
    }

    fn flag(&mut self, flag: &Flag<'_>) {
        self.has_issues = true;
        let [row, line, column] = self.place(flag.place);
        let record = [flag.issue.as_str(), &row, &line, &column, &self.guarded(flag.value), flag.note];
        let _in_memory = self.issues.write_record(record);
    }
}
