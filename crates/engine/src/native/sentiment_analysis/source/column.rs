//! Which column of a table holds the texts.

use crate::context::Failure;
use crate::native::table::Table;
use crate::native::table::cell::{date, missing, number};

/// Rows that a column is judged by.
const SAMPLE: usize = 200;

/// The column whose cells read most like texts that people wrote.
pub(crate) fn choose(table: &Table) -> Result<usize, Failure> {
    let scores = (0..table.columns()).map(|column| (score(table, column), column));
    let best = scores.max_by(|(one, first), (other, second)| one.total_cmp(other).then(second.cmp(first)));
    best.filter(|(score, _)| *score > 0.0).map(|(_, column)| column).ok_or_else(|| {
        Failure::new(
            "no_text_column",
            "No column of the table reads like texts: they hold numbers, dates or single codes. Name the column to score.",
        )
    })
}

fn score(table: &Table, column: usize) -> f64 {
    let step = (table.rows() / SAMPLE).max(1);
    let (mut cells, mut words, mut texts) = (0_u32, 0_u32, 0_u32);
    for row in (0..table.rows()).step_by(step) {
        let cell = table.cell(row, column);
        let text = cell.trim();
        if text.is_empty() || missing::strength(text).is_some() {
            continue;
        }
        cells += 1;
        let is_value = text.len() < 40 && (number::Form::read(text).is_some() || date::Form::read(text).is_some());
        let is_address = !text.contains(' ') && (text.contains('@') || text.contains("://"));
        if !is_value && !is_address {
            texts += 1;
            words += u32::try_from(text.split_whitespace().take(60).count()).unwrap_or(60);
        }
    }
    if cells == 0 || texts * 2 < cells {
        return 0.0;
    }
    let mean = f64::from(words) / f64::from(texts);
    let bonus = hint(&table.names()[column]);
    // One word a cell is a code or a name, unless the column is called a comment or is the only one.
    if mean < 1.5 && bonus == 0.0 && table.columns() > 1 { 0.0 } else { mean + bonus }
}

/// How much a name speaks for texts, in words a cell.
fn hint(name: &str) -> f64 {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["review", "comment", "feedback", "verbatim", "opinion", "tweet"]) {
        30.0
    } else if has(&["text", "message", "body", "content", "post", "answer", "response", "note", "remark"]) {
        12.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::table::named::named;
    use crate::native::table::{Dialect, Layout};

    fn table(text: &str) -> Table {
        Dialect::recognise(text.as_bytes(), &Layout::default()).expect("a table").1
    }

    #[test]
    fn the_column_of_texts_is_found() {
        let table = table(
            "id,title,Review,date\n1,A fine day out,Good,2024-01-01\n2,The long road home,Bad service,2024-01-02\n",
        );
        assert_eq!(choose(&table), Ok(2));
        assert_eq!(named(&table, "TITLE"), Ok(1));
        assert_eq!(named(&table, "4"), Ok(3));
        assert_eq!(named(&table, "5").map_err(|failure| failure.code), Err("unknown_column".to_owned()));
    }

    #[test]
    fn a_table_of_values_has_none() {
        let table = table("id,day,amount\n1,2024-01-01,5\n2,2024-01-02,6\n");
        assert_eq!(choose(&table).map_err(|failure| failure.code), Err("no_text_column".to_owned()));
    }
}
