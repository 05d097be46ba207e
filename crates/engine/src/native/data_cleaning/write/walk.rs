//! One walk over the table, in the order of the file, that tells of everything that is changed, flagged and written.
//!
//! The counts, the log and the cleaned table are made by the same walk, so they cannot disagree.

use std::borrow::Cow;

use crate::cancel::{Cancel, Cancelled};
use crate::native::chart::short;
use crate::native::data_cleaning::clean::{Cell, Cleaner};
use crate::native::data_cleaning::issue::Issue;
use crate::native::data_cleaning::outliers::Fence;
use crate::native::data_cleaning::rows::{Fate, Found, ROWS_PER_CHECK, number};
use crate::native::data_cleaning::rule::{Rule, Rules};
use crate::native::table::write::guarded;

/// Where something is. Numbers count from 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The data row.
    pub(crate) row: Option<u64>,
    /// The line of the file.
    pub(crate) line: Option<u32>,
    /// The column's index.
    pub(crate) column: Option<usize>,
}

/// Something that was changed.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// Where.
    pub(crate) place: Place,
    /// As it was.
    pub(crate) before: &'a str,
    /// As it is.
    pub(crate) after: &'a str,
    /// Why.
    pub(crate) rules: Rules,
    /// More about it; may be empty.
    pub(crate) note: &'a str,
}

/// Something that is flagged.
#[derive(Debug)]
pub(crate) struct Flag<'a> {
    /// Where.
    pub(crate) place: Place,
    /// Why.
    pub(crate) issue: Issue,
    /// The text there; may be empty.
    pub(crate) value: &'a str,
    /// More about it; may be empty.
    pub(crate) note: &'a str,
}

/// Takes what a walk tells.
pub(crate) trait Sink {
    /// The names of the columns, as they are written.
    fn header(&mut self, _names: &[Cow<'_, str>]) {}
    /// Something was changed.
    fn change(&mut self, change: &Change<'_>);
    /// Something is flagged.
    fn flag(&mut self, flag: &Flag<'_>);
    /// A row is written.
    fn row(&mut self, _cells: &[Cell<'_>]) {}
}

/// Walks over the table.
pub(crate) fn walk(
    cleaner: &Cleaner<'_>,
    found: &Found,
    fences: &[Fence],
    cancel: &Cancel,
    sink: &mut impl Sink,
) -> Result<(), Cancelled> {
    let table = cleaner.table();
    top(cleaner, sink);
    let mut fence_of: Vec<Option<&Fence>> = vec![None; table.columns()];
    for fence in fences {
        fence_of[fence.column] = Some(fence);
    }
    let mut near = found.near.iter().peekable();
    let mut cells = Vec::with_capacity(table.columns());
    for row in 0..table.rows() {
        if row % ROWS_PER_CHECK == 0 {
            cancel.check()?;
        }
        let place = Place { row: Some(number(row)), line: Some(table.line(row)), column: None };
        let near = near.next_if(|near| near.row as usize == row);
        if let Some((rule, note)) = removal(cleaner, found, row) {
            sink.change(&Change {
                place,
                before: table.row_text(row),
                after: "",
                rules: Rules::NONE.with(rule),
                note: &note,
            });
            continue;
        }
        shape(cleaner, row, place, sink);
        if let Fate::Duplicate(of) = found.fates[row] {
            sink.flag(&Flag {
                place,
                issue: Issue::Duplicate,
                value: "",
                note: &format!("equals row {}", number(of as usize)),
            });
        }
        if let Some(near) = near {
            let note = match near.column.map(|column| column as usize) {
                Some(column) => {
                    let (own, other) = (cleaner.cell(row, column).text, cleaner.cell(near.of as usize, column).text);
                    format!("resembles row {}: \"{own}\" there \"{other}\"", number(near.of as usize))
                }
                None => format!(
                    "resembles row {}: differs in case, space, punctuation or key only",
                    number(near.of as usize)
                ),
            };
            let place = Place { column: near.column.map(|column| column as usize), ..place };
            sink.flag(&Flag { place, issue: Issue::NearDuplicate, value: "", note: &note });
        }
        cells.clear();
        cells.extend((0..table.columns()).map(|column| cleaner.cell(row, column)));
        for (column, cell) in cells.iter().enumerate() {
            let place = Place { column: Some(column), ..place };
            if !cell.rules.is_empty() {
                let before = table.cell(row, column);
                sink.change(&Change {
                    place,
                    before: &before,
                    after: &cell.text,
                    rules: cell.rules,
                    note: formula_note(cell.rules),
                });
            }
            if let Some(issue) = cell.issue {
                sink.flag(&Flag { place, issue, value: &cell.text, note: "" });
            }
            if let Some(fence) = fence_of[column].filter(|fence| fence.is_outside(&cell.text)) {
                let note = format!("outside {} to {} ({})", short(fence.low), short(fence.high), fence.method.title());
                sink.flag(&Flag { place, issue: Issue::Outlier, value: &cell.text, note: &note });
            }
        }
        sink.row(&cells);
    }
    Ok(())
}

/// What is told before the rows: names, lines above the header, blank lines, quotes, remarks.
fn top(cleaner: &Cleaner<'_>, sink: &mut impl Sink) {
    let table = cleaner.table();
    let names: Vec<Cow<'_, str>> =
        table.names().iter().map(|name| guarded(name, cleaner.options().guard_formulas)).collect();
    sink.header(&names);
    let raw = table.raw_names();
    for (column, name) in names.iter().enumerate() {
        let before = raw.get(column).map_or("", |raw| raw.as_ref());
        if before != name {
            let mut rules = Rules::NONE.with(Rule::ColumnName);
            if *name != table.names()[column] {
                rules = rules.with(Rule::FormulaGuard);
            }
            let place = Place { row: None, line: table.header_line(), column: Some(column) };
            sink.change(&Change { place, before, after: name, rules, note: "" });
        }
    }
    for (line, text) in table.preamble() {
        let place = Place { line: Some(line), ..Place::default() };
        sink.flag(&Flag {
            place,
            issue: Issue::Preamble,
            value: text,
            note: "above the header, not in the cleaned table",
        });
    }
    for (first, last) in table.blank_lines() {
        let note = if first == last { "blank line".to_owned() } else { format!("blank lines {first} to {last}") };
        let place = Place { line: Some(*first), ..Place::default() };
        sink.change(&Change { place, before: "", after: "", rules: Rules::NONE.with(Rule::EmptyRow), note: &note });
    }
    for line in table.unclosed_quotes() {
        let place = Place { line: Some(*line), ..Place::default() };
        sink.flag(&Flag { place, issue: Issue::UnclosedQuote, value: "", note: "the quote is read as a character" });
    }
    for (column, remark) in &cleaner.plan().remarks {
        let place = Place { column: Some(*column), ..Place::default() };
        sink.flag(&Flag { place, issue: Issue::Column, value: "", note: remark });
    }
}

fn removal(cleaner: &Cleaner<'_>, found: &Found, row: usize) -> Option<(Rule, String)> {
    if found.is_kept(row, cleaner.options()) {
        return None;
    }
    Some(match found.fates[row] {
        Fate::Kept | Fate::Empty => (Rule::EmptyRow, "the row has no value".to_owned()),
        Fate::Duplicate(of) => (Rule::DuplicateRow, format!("equals row {}", number(of as usize))),
        Fate::NearDuplicate(of) => (Rule::NearDuplicateRow, format!("resembles row {}", number(of as usize))),
    })
}

/// The log is opened in spreadsheets too, so the text before is guarded there: without a word it would look unchanged.
fn formula_note(rules: Rules) -> &'static str {
    if rules.iter().any(|rule| rule == Rule::FormulaGuard) {
        "begins like a formula; the sign ' before it is new"
    } else {
        ""
    }
}

/// Too few cells, or too many.
fn shape(cleaner: &Cleaner<'_>, row: usize, place: Place, sink: &mut impl Sink) {
    let table = cleaner.table();
    let (width, wanted) = (table.width(row), table.own_width());
    if width < wanted {
        let note = format!("{width} of {wanted} cells");
        sink.change(&Change { place, before: "", after: "", rules: Rules::NONE.with(Rule::ShortRow), note: &note });
    }
    if let Some(surplus) = table.surplus(row) {
        let rules = Rules::NONE.with(Rule::SurplusCells);
        if table.is_blank(surplus) {
            let note = format!("{} empty cells beyond the last column dropped", width - wanted);
            sink.change(&Change { place, before: surplus, after: "", rules, note: &note });
        } else {
            let note = format!("{width} cells in a table of {wanted} columns; the rest stands in the last column");
            sink.change(&Change { place, before: surplus, after: surplus, rules, note: &note });
            sink.flag(&Flag { place, issue: Issue::RaggedRow, value: surplus, note: &note });
        }
    }
}
