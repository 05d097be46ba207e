//! What is exported as a file (C9, C16): for a page's link and for REST.

pub(crate) mod analytics;
pub(crate) mod runs;

use domain::time::Timestamp;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName};

use crate::http::api::extract::Params;

/// As what something is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
}

impl Format {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The headers of a file of that name and day.
    fn headers(self, name: &str, now: Timestamp) -> [(HeaderName, String); 3] {
        let disposition = format!("attachment; filename=\"{name}-{}.{}\"", now.to_day(), self.ending());
        [
            (CONTENT_TYPE, self.media_type().to_owned()),
            (CONTENT_DISPOSITION, disposition),
            (CACHE_CONTROL, "no-store".to_owned()),
        ]
    }
}

/// `format`, which must be there.
pub(crate) fn format(params: &mut Params) -> Option<Format> {
    if let Some(text) = params.take("format") {
        let format = Format::parse(&text);
        if format.is_none() {
            params.misfit("format", "unknown_format", "csv or json is needed.");
        }
        format
    } else {
        params.misfit("format", "required", "csv or json is needed.");
        None
    }
}

/// Writes a row of CSV (RFC 4180).
fn row<'a>(part: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a str>) -> Result<(), std::io::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(part);
    writer.write_record(cells.into_iter().map(harmless))?;
    writer.flush()
}

/// A cell that a spreadsheet takes for a text: what begins like a formula gets an apostrophe before it
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn harmless(cell: &str) -> String {
    // Full-width signs are read as the plain ones by some, and so is what stands behind white space.
    let is_formula = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_breaks_its_row() {
        let mut part = Vec::new();
        row(&mut part, ["id", "=HYPERLINK(\"x\")", "two\nlines, and a comma"]).expect("written");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(part.as_slice());
        let read = reader.records().next().expect("a row").expect("reads");
        assert_eq!(&read[1], "'=HYPERLINK(\"x\")");
        assert_eq!(&read[2], "two\nlines, and a comma");
        assert!(reader.records().next().is_none());
    }

    #[test]
    fn no_payload_is_a_formula_or_leaves_its_cell() {
        let corpus = include_str!("../../../../end2end/hostile/corpus.json");
        let corpus: Vec<(String, String)> = serde_json::from_str(corpus).expect("JSON");
        for (name, text) in &corpus {
            let mut part = Vec::new();
            row(&mut part, ["id", text, "last"]).expect("written");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(part.as_slice());
            let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("reads")).collect();
            assert_eq!((records.len(), records[0].len()), (1, 3), "{name}");
            let cell = &records[0][1];
            assert!(cell == text || cell.strip_prefix('\'') == Some(text.as_str()), "{name}: {cell:?}");
            let first = cell.trim_start().chars().next().unwrap_or('x');
            assert!(!"=+-@\u{ff1d}".contains(first) && !cell.starts_with(['\t', '\r', '\n']), "{name}: {cell:?}");
        }
    }
}
