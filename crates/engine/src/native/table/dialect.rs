//! How the bytes of a file are a table.
//!
//! Each delimiter is tried on the beginning of the file and scored by the share of rows that get the same number of
//! cells times the share of cells that look whole: a cell that still holds another delimiter and is no number was cut
//! at the wrong place. The idea to weigh the pattern of rows by the soundness of cells is that of van den Burg, Nazábal
//! and Sutton, "Wrangling messy CSV files by detecting row and type patterns" (2019); the score here is simpler.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::cell::{date, number};
use super::header::{self, Header};
use super::reader::{self, QUOTED, Split};
use super::{Layout, MAX_COLUMNS, Table, encoding};
use crate::context::Failure;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes at the beginning by which the delimiter is chosen.
const SAMPLE_BYTES: usize = 128_000;
const SAMPLE_ROWS: usize = 400;
/// Below this score the lines are taken to be one column.
const MIN_SCORE: f64 = 0.4;
/// Rows above the header that can be a title.
const MAX_PREAMBLE: usize = 8;

/// How the bytes of a file are a table. Recorded by the first step; later ones follow it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a file has these properties independently of each other")]
pub(crate) struct Dialect {
    /// The name in the Encoding Standard.
    pub(crate) encoding: String,
    /// Whether the encoding is guessed from the bytes.
    pub(crate) encoding_is_guess: bool,
    /// Bytes of the byte order mark.
    pub(crate) bom_length: usize,
    /// Between cells; none in a list of one column.
    pub(crate) delimiter: Option<u8>,
    /// Whether cells are quoted by `'` rather than `"`.
    pub(crate) single_quotes: bool,
    /// Rows above the header that are no table.
    pub(crate) preamble: usize,
    /// Whether the first row after them names the columns.
    pub(crate) header: bool,
    /// Whether that is assumed because nothing speaks against it.
    pub(crate) header_is_assumed: bool,
    /// `LF`, `CRLF`, `CR` or `mixed`.
    pub(crate) newline: String,
    /// Whether some bytes could not be read and became U+FFFD.
    pub(crate) has_unreadable: bool,
    /// Data rows.
    pub(crate) rows: usize,
    /// Columns.
    pub(crate) columns: usize,
}

impl Dialect {
    /// Finds out how `bytes` are a table, and gives the table too.
    pub(crate) fn recognise(bytes: &[u8], layout: &Layout) -> Result<(Self, Table), Failure> {
        let recognised = encoding::recognise(bytes, layout.encoding.as_deref())?;
        let (text, has_unreadable) = encoding::decode(bytes, recognised);
        let text_end = text.trim_end_matches('\u{1a}').len();
        if text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{1a}' | '\0')).is_empty() {
            return Err(Failure::new(
                "empty_table",
                "The file is empty: there is no table in it. Choose another file.",
            ));
        }
        encoding::check_text(&text)?;
        let mut dialect = Self {
            encoding: recognised.encoding.name().to_owned(),
            encoding_is_guess: recognised.is_guess,
            bom_length: recognised.bom_length,
            newline: newline(&text).to_owned(),
            has_unreadable,
            ..Self::default()
        };
        dialect.choose(&text[..text_end], layout);
        let mut text = text;
        text.truncate(text_end);
        let table = Table::of(text, &dialect);
        if table.columns() > MAX_COLUMNS {
            let message = format!(
                "The table has {} columns; at most {MAX_COLUMNS} can be read. Split it by columns.",
                table.columns()
            );
            return Err(Failure::new("too_many_columns", message));
        }
        if table.rows() == 0 {
            return Err(Failure::new("header_only", "The file has a header and no rows: there is nothing to work on."));
        }
        (dialect.rows, dialect.columns) = (table.rows(), table.columns());
        Ok((dialect, table))
    }

    fn choose(&mut self, text: &str, layout: &Layout) {
        let sample = sample(text);
        self.single_quotes = has_single_quotes(sample);
        // Excel's own way to name the delimiter: a first line `sep=;`.
        let hint = sample
            .lines()
            .next()
            .and_then(|line| line.trim().strip_prefix("sep="))
            .and_then(|rest| rest.bytes().next());
        self.delimiter = match (layout.delimiter, hint) {
            (Some(asked), _) => Some(asked),
            (None, Some(hint)) if DELIMITERS.contains(&hint) => Some(hint),
            _ => best(sample, self.quote()),
        };
        let split = reader::split(sample, self.delimiter, self.quote(), SAMPLE_ROWS);
        let usual = usual_width(&split).1;
        let filled = |row: usize| filled(sample, &split, row, self.delimiter);
        self.preamble = usize::from(hint.is_some());
        if usual >= 3 && layout.header != Some(false) {
            let from = self.preamble;
            let titles =
                (from..split.rows.len()).take(MAX_PREAMBLE).take_while(|row| filled(*row).len() * 2 < usual).count();
            // A title stands above a header. If what follows is no row of names, the table is ragged or sparse.
            let next = if from + titles < split.rows.len() { filled(from + titles) } else { Vec::new() };
            let is_value = |text: &&&str| number::Form::read(text).is_some() || date::Form::read(text).is_some();
            if next.len() * 10 >= usual * 8 && next.iter().filter(is_value).count() * 2 < next.len() {
                self.preamble = from + titles;
            }
        }
        let shape = Self { header: false, ..self.clone() };
        let table = Table::of(sample.to_owned(), &shape);
        let cells =
            |row: usize| (0..table.width(row)).map(|column| table.cell(row, column)).collect::<Vec<Cow<'_, str>>>();
        let below: Vec<Vec<Cow<'_, str>>> = (1..table.rows().min(200)).map(cells).collect();
        let judged = if table.rows() == 0 { Header::Assumed } else { header::judge(&cells(0), &below) };
        self.header = layout.header.unwrap_or(judged != Header::No);
        self.header_is_assumed = layout.header.is_none() && judged == Header::Assumed;
    }

    fn quote(&self) -> u8 {
        if self.single_quotes { b'\'' } else { b'"' }
    }

    /// The delimiter in a word.
    pub(crate) fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            Some(b',') => "comma",
            Some(b';') => "semicolon",
            Some(b'\t') => "tab",
            Some(b'|') => "pipe",
            Some(_) => "other",
            None => "none",
        }
    }
}

/// The beginning of the text, up to a line end.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let end = text.as_bytes()[..SAMPLE_BYTES]
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(SAMPLE_BYTES, |last| last + 1);
    &text[..text.floor_char_boundary(end)]
}

fn best(sample: &str, quote: u8) -> Option<u8> {
    let mut best = (MIN_SCORE, None);
    for delimiter in DELIMITERS.into_iter().filter(|delimiter| sample.as_bytes().contains(delimiter)) {
        let score = score(sample, delimiter, quote);
        if score > best.0 {
            best = (score, Some(delimiter));
        }
    }
    best.1
}

fn score(sample: &str, delimiter: u8, quote: u8) -> f64 {
    let split = reader::split(sample, Some(delimiter), quote, SAMPLE_ROWS);
    let (rows_alike, usual) = usual_width(&split);
    if usual < 2 {
        return 0.0;
    }
    let mut odd = 0;
    for (index, &cell) in split.cells.iter().enumerate() {
        let begin = (cell & !QUOTED) as usize;
        let end = split.cells.get(index + 1).map_or(sample.len(), |next| (next & !QUOTED) as usize);
        let text = sample.get(begin..end).unwrap_or_default().trim_end_matches(['\n', '\r', delimiter as char]).trim();
        let others = DELIMITERS.iter().filter(|other| **other != delimiter);
        let is_cut = cell & QUOTED == 0 && others.clone().any(|other| text.as_bytes().contains(other));
        odd += usize::from(is_cut && number::Form::read(text).is_none() && date::Form::read(text).is_none());
    }
    let share = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap_or(u32::MAX)) / f64::from(u32::try_from(whole.max(1)).unwrap_or(u32::MAX))
    };
    let whole = 1.0 - share(odd, split.cells.len());
    share(rows_alike, split.rows.len()) * whole * whole * (1.0 - share(1, usual + 1))
}

fn width(split: &Split, row: usize) -> usize {
    let next = split.rows.get(row + 1).map_or(split.cells.len(), |row| row.first as usize);
    next - split.rows[row].first as usize
}

/// The cells of a row that hold anything.
fn filled<'t>(sample: &'t str, split: &Split, row: usize, delimiter: Option<u8>) -> Vec<&'t str> {
    let place = split.rows[row];
    let begins: Vec<usize> = split.cells[place.first as usize..]
        .iter()
        .take(width(split, row))
        .map(|cell| (cell & !QUOTED) as usize)
        .collect();
    // A cell ends before the delimiter that the next one begins after.
    let ends = begins.iter().skip(1).map(|begin| begin - 1).chain([place.end as usize]);
    let cells = begins.iter().zip(ends).map(|(begin, end)| sample.get(*begin..end).unwrap_or_default().trim());
    let is_blank = |text: &str| text.bytes().all(|byte| Some(byte) == delimiter || matches!(byte, b'"' | b' '));
    cells.filter(|text| !is_blank(text)).collect()
}

/// How many rows have the most frequent number of cells, and that number.
fn usual_width(split: &Split) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for row in 0..split.rows.len() {
        *counts.entry(width(split, row)).or_default() += 1;
    }
    counts.into_iter().map(|(width, count)| (count, width)).max().unwrap_or_default()
}

/// Whether cells are quoted by `'`: none is by `"`, in half of the lines one is, and whichever opens so is closed in
/// its line. Less is no proof: an apostrophe at the edge of a cell is a character, and taken for a quote it hides line
/// ends.
fn has_single_quotes(sample: &str) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|byte| DELIMITERS.contains(byte));
    let (mut lines, mut quoted_lines) = (0, 0);
    for line in sample.split(['\n', '\r']).map(str::as_bytes).filter(|line| !line.is_empty()) {
        let starts =
            |quote: u8, at: usize| line[at] == quote && is_edge(at.checked_sub(1).and_then(|before| line.get(before)));
        let (mut at, mut quoted) = (0, 0);
        while at < line.len() {
            if starts(b'"', at) {
                return false;
            }
            if starts(b'\'', at) {
                let closes = |end: &usize| line[*end] == b'\'' && is_edge(line.get(end + 1));
                let Some(end) = (at + 1..line.len()).find(closes) else {
                    return false;
                };
                quoted += 1;
                at = end;
            }
            at += 1;
        }
        lines += 1;
        quoted_lines += usize::from(quoted > 0);
    }
    quoted_lines >= 2 && quoted_lines * 2 >= lines
}

fn newline(text: &str) -> &'static str {
    let pairs = text.matches("\r\n").count();
    let (returns, feeds) = (text.matches('\r').count() - pairs, text.matches('\n').count() - pairs);
    match (pairs > 0, returns > 0, feeds > 0) {
        (true, false, false) => "CRLF",
        (false, true, false) => "CR",
        (false, false, _) => "LF",
        _ => "mixed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognise(text: &str) -> Dialect {
        Dialect::recognise(text.as_bytes(), &Layout::default()).expect("a table").0
    }

    #[test]
    fn the_delimiter_is_found() {
        let cases = [
            ("a,b\n1,2\n", "comma"),
            ("a;b;c\n1,5;2,5;x\n3,5;4,5;y\n", "semicolon"),
            ("a\tb\n1\t2\n", "tab"),
            ("a|b|c\nx, y|2|3\n", "pipe"),
            ("name;note\nann;\"x, y, z\"\nbob;\"p, q\"\n", "semicolon"),
            ("text\nhello there\nthis, that, other\nno more\n", "none"),
            ("sep=;\na;b\n1;2\n", "semicolon"),
        ];
        for (text, expected) in cases {
            assert_eq!(recognise(text).delimiter_name(), expected, "{text}");
        }
    }

    #[test]
    fn a_title_above_the_header_is_no_row() {
        for title in ["Monthly report\n\n", "Monthly report,,\n"] {
            let dialect = recognise(&format!("{title}id,name,amount\n1,ann,5\n2,bob,6\n"));
            assert_eq!((dialect.preamble, dialect.header, dialect.rows, dialect.columns), (1, true, 2, 3));
        }
        assert_eq!(recognise("1,,\n2,,\n3,ann,5\n4,,\n").preamble, 0, "a sparse table has no title");
    }

    #[test]
    fn single_quotes_are_found() {
        let dialect = recognise("a,b\n'x, y',1\n'z',2\n");
        assert!(dialect.single_quotes);
        assert!(!recognise("a,b\n'=x,1\n'=z,2\n").single_quotes);
    }

    #[test]
    fn a_file_without_rows_is_refused() {
        let code =
            |text: &str| Dialect::recognise(text.as_bytes(), &Layout::default()).map_err(|failure| failure.code).err();
        assert_eq!(code("").as_deref(), Some("empty_table"));
        assert_eq!(code("\u{feff}").as_deref(), Some("empty_table"));
        assert_eq!(code(" \n\n").as_deref(), Some("empty_table"));
        assert_eq!(code("a,b,c\n").as_deref(), Some("header_only"));
        assert_eq!(code(&"a,".repeat(3000)).as_deref(), Some("too_many_columns"));
    }
}
