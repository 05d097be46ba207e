//! A row of the file of results.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::part::Read;
use super::source::Source;
use crate::native::table::write::guarded;

/// The names of the columns that are added.
const ADDED: [&str; 6] = [
    "sentiment_language",
    "sentiment_label",
    "sentiment_score",
    "sentiment_confidence",
    "sentiment_words",
    "sentiment_aspects",
];

/// The names of the columns.
pub(crate) fn header(source: &Source) -> Vec<String> {
    let mut names: Vec<String> = match source {
        Source::Parts { .. } => vec!["line".to_owned(), "text".to_owned()],
        Source::Column { table, .. } => table.names().iter().map(|name| guarded(name, true).into_owned()).collect(),
    };
    for added in ADDED {
        let mut name = added.to_owned();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{added}_{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

/// The cells of a row: those of the table, or line and text; then the result.
pub(crate) fn record(source: &Source, row: usize, read: &Read) -> Vec<Vec<u8>> {
    let mut cells: Vec<Vec<u8>> = match source {
        Source::Parts { .. } => vec![source.line(row).to_string().into_bytes(), safe(&source.text(row))],
        Source::Column { table, .. } => (0..table.columns()).map(|column| safe(&table.cell(row, column))).collect(),
    };
    let language = read.language.as_ref().map(|language| language.name.as_str()).unwrap_or_default();
    cells.push(language.into());
    cells.push(read.label().into());
    let number = |value: Option<f64>| value.map(|value| value.to_string().into_bytes()).unwrap_or_default();
    cells.push(number(read.score.as_ref().map(|score| score.score)));
    cells.push(number(read.score.as_ref().map(|score| score.confidence)));
    let mut words = String::new();
    for decider in read.score.iter().flat_map(|score| &score.words).take(5) {
        let _ = write!(words, "{}{} {:+}", if words.is_empty() { "" } else { "; " }, decider.word, decider.weight);
    }
    cells.push(safe(&words));
    let mut aspects = String::new();
    for said in &read.aspects {
        let _ =
            write!(aspects, "{}{}: {}", if aspects.is_empty() { "" } else { "; " }, said.aspect, said.label.as_str());
    }
    cells.push(safe(&aspects));
    cells
}

/// A stranger's text, without what a spreadsheet would compute and without NUL.
fn safe(text: &str) -> Vec<u8> {
    let text: Cow<'_, str> = if text.contains('\0') { text.replace('\0', " ").into() } else { text.into() };
    guarded(&text, true).into_owned().into_bytes()
}
