//! Where the texts come from: pasted, the lines of a file, or a column of a table.

mod column;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::options::Options;
use crate::context::{Failure, InputFile};
use crate::native::table::encoding::{self, Recognised};
use crate::native::table::named::named;
use crate::native::table::{Dialect, Table};

/// Texts of one run at most.
const MAX_TEXTS: usize = 200_000;

/// How the input is texts. Recorded by the first step; later ones follow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Reading {
    /// The pasted text, as one or by lines.
    Pasted,
    /// The lines of a file.
    Lines {
        /// The name of the encoding in the Encoding Standard.
        encoding: String,
        /// Bytes of the byte order mark.
        bom_length: usize,
    },
    /// A column of a table.
    Column {
        /// How the bytes are a table.
        dialect: Dialect,
        /// The column.
        column: usize,
        /// Its name.
        name: String,
        /// Whether it was chosen by its content and name.
        is_chosen: bool,
    },
}

/// The texts.
#[derive(Debug)]
pub(crate) enum Source {
    /// Parts of one text.
    Parts {
        /// The whole.
        text: String,
        /// Where each lies in it, and its line.
        parts: Vec<(Range<usize>, u32)>,
    },
    /// Cells of a table's column.
    Column {
        /// The table.
        table: Table,
        /// The column.
        column: usize,
    },
}

impl Source {
    /// Finds out how the input is texts, and gives them too.
    pub(crate) fn recognise(file: Option<&InputFile>, options: &Options) -> Result<(Reading, Self), Failure> {
        let pasted = !options.text.trim().is_empty();
        let (reading, source) = match file {
            Some(_) if pasted => {
                return Err(Failure::new(
                    "two_inputs",
                    "There is a text and a file. Give one of them: empty the text field or take the file away.",
                ));
            }
            None if !pasted => {
                return Err(Failure::new(
                    "no_input",
                    "There is nothing to read. Paste a text or add a CSV or text file.",
                ));
            }
            None => (Reading::Pasted, Self::pasted(options)),
            Some(file) if is_plain(&file.filename) => Self::lines(file, options)?,
            Some(file) => Self::table(file, options)?,
        };
        if source.len() > MAX_TEXTS {
            let message = format!(
                "There are {} texts; at most {MAX_TEXTS} can be scored in one run. Split the file and run each part.",
                source.len()
            );
            return Err(Failure::new("too_many_texts", message));
        }
        if (0..source.len()).all(|row| source.text(row).trim().is_empty()) {
            return Err(Failure::new("no_text", "There is no text in it: every line or cell is empty."));
        }
        Ok((reading, source))
    }

    /// The texts once more, as they were recognised.
    pub(crate) fn load(file: Option<&InputFile>, options: &Options, reading: &Reading) -> Self {
        let bytes = file.map(|file| &*file.bytes).unwrap_or_default();
        match reading {
            Reading::Pasted => Self::pasted(options),
            Reading::Lines { encoding, bom_length } => {
                let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
                let recognised = Recognised { encoding, bom_length: *bom_length, is_guess: false };
                Self::of_lines(encoding::decode(bytes, recognised).0)
            }
            Reading::Column { dialect, column, .. } => {
                Self::Column { table: Table::load(bytes, dialect), column: *column }
            }
        }
    }

    fn pasted(options: &Options) -> Self {
        let text = options.text.clone();
        if options.by_line {
            return Self::of_lines(text);
        }
        Self::Parts { parts: vec![(0..text.len(), 1)], text }
    }

    /// Each line that holds anything is a text.
    fn of_lines(text: String) -> Self {
        let mut parts = Vec::new();
        let mut begin = 0;
        for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
            let kept = line.trim();
            if !kept.is_empty() {
                let from = begin + (line.len() - line.trim_start().len());
                parts.push((from..from + kept.len(), number));
            }
            begin += line.len();
        }
        Self::Parts { text, parts }
    }

    fn lines(file: &InputFile, options: &Options) -> Result<(Reading, Self), Failure> {
        let recognised = encoding::recognise(&file.bytes, options.layout.encoding.as_deref())?;
        let (text, _) = encoding::decode(&file.bytes, recognised);
        if text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').is_empty() {
            return Err(Failure::new("no_text", "The file is empty: there is no text in it. Choose another file."));
        }
        encoding::check_text(&text)?;
        let encoding = recognised.encoding.name().to_owned();
        Ok((Reading::Lines { encoding, bom_length: recognised.bom_length }, Self::of_lines(text)))
    }

    fn table(file: &InputFile, options: &Options) -> Result<(Reading, Self), Failure> {
        let (dialect, table) = Dialect::recognise(&file.bytes, &options.layout)?;
        let (column, is_chosen) = match &options.column {
            Some(asked) => (named(&table, asked)?, false),
            None => (column::choose(&table)?, table.columns() > 1),
        };
        let name = table.names().get(column).cloned().unwrap_or_default();
        Ok((Reading::Column { dialect, column, name, is_chosen }, Self::Column { table, column }))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Parts { parts, .. } => parts.len(),
            Self::Column { table, .. } => table.rows(),
        }
    }

    /// One of them.
    pub(crate) fn text(&self, row: usize) -> Cow<'_, str> {
        match self {
            Self::Parts { text, parts } => {
                Cow::Borrowed(parts.get(row).and_then(|(range, _)| text.get(range.clone())).unwrap_or_default())
            }
            Self::Column { table, column } => table.cell(row, *column),
        }
    }

    /// The line that it begins on.
    pub(crate) fn line(&self, row: usize) -> u32 {
        match self {
            Self::Parts { parts, .. } => parts.get(row).map_or(0, |(_, line)| *line),
            Self::Column { table, .. } => table.line(row),
        }
    }
}

impl Reading {
    /// The word in the output.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::Pasted => "text",
            Self::Lines { .. } => "lines",
            Self::Column { .. } => "table",
        }
    }

    /// The column's name, if it is a table's.
    pub(crate) fn column(&self) -> Option<&str> {
        match self {
            Self::Column { name, .. } => Some(name),
            Self::Pasted | Self::Lines { .. } => None,
        }
    }

    /// What was taken for granted, in sentences.
    pub(crate) fn assumptions(&self) -> Vec<String> {
        let mut told = Vec::new();
        if let Self::Column { dialect, name, is_chosen, .. } = self {
            if *is_chosen {
                told.push(format!(
                    "The column {name} was taken: its cells read most like texts. Name another one if not."
                ));
            }
            if dialect.encoding_is_guess {
                told.push(format!(
                    "The encoding is not stated in the file; it was recognised as {}.",
                    dialect.encoding
                ));
            }
            if dialect.header_is_assumed {
                told.push("The first row was taken for the header: nothing in the file speaks against it.".to_owned());
            }
            if !dialect.header {
                told.push("The first row looks like data, so the columns were numbered.".to_owned());
            }
        }
        told
    }
}

/// A plain text file has a text in each line, whatever commas it has.
fn is_plain(filename: &str) -> bool {
    filename.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}
