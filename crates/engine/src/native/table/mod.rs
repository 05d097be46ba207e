//! Tables as people send them, for every program that reads one.
//!
//! The table of the input: its decoded text and where each cell lies in it.
//!
//! A table is not kept in the journal. The first step decides how the bytes are to be read and records that as a
//! [`Dialect`]; [`Table::load`] is a pure function of the two, so a run that goes on after a crash reads the very same
//! table again and decides nothing anew.

pub(crate) mod cell;
pub(crate) mod dialect;
pub(crate) mod encoding;
mod given;
pub(crate) mod header;
pub(crate) mod layout;
pub(crate) mod named;
pub(crate) mod reader;
pub(crate) mod write;

use std::borrow::Cow;

pub(crate) use dialect::Dialect;
use encoding::Recognised;
pub(crate) use given::{given, given_or_none};
pub(crate) use layout::Layout;
use reader::{QUOTED, Split};

/// Columns at most: the output tells of each.
pub(crate) const MAX_COLUMNS: usize = 2_000;

/// The table of the input.
#[derive(Debug)]
pub(crate) struct Table {
    text: String,
    split: Split,
    quote: char,
    delimiter: Option<u8>,
    /// Rows before the first data row: the preamble and the header.
    skipped: usize,
    header: Option<usize>,
    /// Columns without the one for surplus cells.
    own_width: usize,
    names: Vec<String>,
    has_surplus: bool,
}

impl Table {
    /// Reads `bytes` as `dialect` says.
    pub(crate) fn load(bytes: &[u8], dialect: &Dialect) -> Self {
        let (mut text, _) = encoding::decode(bytes, dialect.recognised());
        // Old programs end a file with the character 0x1A.
        text.truncate(text.trim_end_matches('\u{1a}').len());
        Self::of(text, dialect)
    }

    /// Splits decoded text as `dialect` says.
    pub(crate) fn of(text: String, dialect: &Dialect) -> Self {
        let quote = if dialect.single_quotes { '\'' } else { '"' };
        let split = reader::split(&text, dialect.delimiter, quote as u8, usize::MAX);
        let header = dialect.header.then_some(dialect.preamble);
        let skipped = dialect.preamble + usize::from(dialect.header);
        let mut table = Self {
            text,
            split,
            quote,
            delimiter: dialect.delimiter,
            skipped,
            header,
            own_width: 0,
            names: Vec::new(),
            has_surplus: false,
        };
        table.own_width = match header.filter(|row| *row < table.split.rows.len()) {
            Some(row) => table.header_width(row),
            None => table.usual_width(),
        };
        table.has_surplus = (0..table.rows()).any(|row| table.surplus(row).is_some_and(|cells| !table.is_blank(cells)));
        table.names = header::names(&table.raw_names(), table.own_width, table.has_surplus);
        table
    }

    /// A header may end in empty names; those columns exist only if a row fills them.
    fn header_width(&self, header: usize) -> usize {
        let given = self.width_of(header);
        let filled = |row: usize| {
            (0..self.width_of(row).min(given)).rev().find(|column| !self.raw(row, *column).trim().is_empty())
        };
        (header..self.split.rows.len()).filter_map(filled).max().map_or(given, |last| last + 1)
    }

    /// Without a header, the most frequent number of cells; of two, the larger.
    fn usual_width(&self) -> usize {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for row in self.skipped..self.split.rows.len() {
            *counts.entry(self.width_of(row)).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
    }

    /// Data rows.
    pub(crate) fn rows(&self) -> usize {
        self.split.rows.len().saturating_sub(self.skipped)
    }

    /// Columns, with the one for surplus cells.
    pub(crate) fn columns(&self) -> usize {
        self.names.len()
    }

    /// The names of the columns, repaired.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The names as they stand in the file; none without a header.
    pub(crate) fn raw_names(&self) -> Vec<Cow<'_, str>> {
        let header = self.header.filter(|row| *row < self.split.rows.len());
        header
            .map(|row| (0..self.width_of(row).min(self.own_width)).map(|column| self.raw(row, column)).collect())
            .unwrap_or_default()
    }

    /// The line of the header.
    pub(crate) fn header_line(&self) -> Option<u32> {
        self.header.and_then(|row| self.split.rows.get(row)).map(|row| row.line)
    }

    /// The text of a data cell; empty where the row is short.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        if column >= self.own_width {
            return Cow::Borrowed(self.surplus(row).unwrap_or_default());
        }
        self.raw(row + self.skipped, column)
    }

    /// The line of the file that a data row begins on.
    pub(crate) fn line(&self, row: usize) -> u32 {
        self.split.rows[row + self.skipped].line
    }

    /// A data row as it stands in the file.
    pub(crate) fn row_text(&self, row: usize) -> &str {
        self.file_row(row + self.skipped)
    }

    /// Cells that a data row has.
    pub(crate) fn width(&self, row: usize) -> usize {
        self.width_of(row + self.skipped)
    }

    /// Columns without the one for surplus cells.
    pub(crate) fn own_width(&self) -> usize {
        self.own_width
    }

    /// The cells beyond the last column, as they stand in the file.
    pub(crate) fn surplus(&self, row: usize) -> Option<&str> {
        let row = row + self.skipped;
        if self.width_of(row) <= self.own_width {
            return None;
        }
        let place = self.split.rows[row];
        let begin = self.split.cells[place.first as usize + self.own_width] & !QUOTED;
        self.text.get(begin as usize..place.end as usize)
    }

    /// Whether surplus cells hold nothing.
    pub(crate) fn is_blank(&self, cells: &str) -> bool {
        cells.bytes().all(|byte| Some(byte) == self.delimiter || byte == b' ')
    }

    /// Rows before the header, as they stand in the file, with their lines.
    pub(crate) fn preamble(&self) -> impl Iterator<Item = (u32, &str)> {
        let count = self.header.unwrap_or(self.skipped).min(self.split.rows.len());
        (0..count).map(|row| (self.split.rows[row].line, self.file_row(row)))
    }

    /// Runs of blank lines: the first line and the last.
    pub(crate) fn blank_lines(&self) -> &[(u32, u32)] {
        &self.split.blank
    }

    /// Lines with a quote that opened and was never closed.
    pub(crate) fn unclosed_quotes(&self) -> &[u32] {
        &self.split.unclosed
    }

    fn width_of(&self, row: usize) -> usize {
        let next = self.split.rows.get(row + 1).map_or(self.split.cells.len(), |row| row.first as usize);
        next - self.split.rows[row].first as usize
    }

    fn file_row(&self, row: usize) -> &str {
        let place = self.split.rows[row];
        let begin = self.split.cells[place.first as usize] & !QUOTED;
        self.text.get(begin as usize..place.end as usize).unwrap_or_default()
    }

    fn raw(&self, row: usize, column: usize) -> Cow<'_, str> {
        let width = self.width_of(row);
        if column >= width {
            return Cow::Borrowed("");
        }
        let place = self.split.rows[row];
        let at = place.first as usize + column;
        let begin = (self.split.cells[at] & !QUOTED) as usize;
        let end =
            if column + 1 == width { place.end as usize } else { (self.split.cells[at + 1] & !QUOTED) as usize - 1 };
        let raw = self.text.get(begin..end).unwrap_or_default();
        if self.split.cells[at] & QUOTED == 0 { Cow::Borrowed(raw) } else { self.unquoted(raw) }
    }

    fn unquoted<'t>(&self, raw: &'t str) -> Cow<'t, str> {
        let inner = raw
            .trim_matches(' ')
            .strip_prefix(self.quote)
            .and_then(|rest| rest.strip_suffix(self.quote))
            .unwrap_or_default();
        if !inner.contains(self.quote) {
            return Cow::Borrowed(inner);
        }
        Cow::Owned(inner.replace(if self.quote == '"' { "\"\"" } else { "''" }, self.quote.encode_utf8(&mut [0; 4])))
    }
}

impl Dialect {
    /// The encoding to decode with.
    fn recognised(&self) -> Recognised {
        let encoding = encoding_rs::Encoding::for_label(self.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        Recognised { encoding, bom_length: self.bom_length, is_guess: self.encoding_is_guess }
    }
}

#[cfg(test)]
mod tests;
