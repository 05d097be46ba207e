//! Writing tables that are safe to open.

use std::borrow::Cow;

use super::cell::formula;

/// A text as it is written to any file: with `'` before it if a spreadsheet would compute it.
pub(crate) fn guarded(text: &str, guard_formulas: bool) -> Cow<'_, str> {
    if guard_formulas && formula::is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Comma between cells, a line feed after rows, quotes where needed.
pub(crate) fn writer(capacity: usize) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::with_capacity(capacity))
}

/// The bytes that were written.
pub(crate) fn finish(writer: csv::Writer<Vec<u8>>) -> Vec<u8> {
    // Writing to memory does not fail; were it to, an empty file would be told by its size.
    writer.into_inner().unwrap_or_default()
}
