//! A CSV file as a table: its head and its first rows.

use leptos::prelude::*;

use crate::islands::Sortable;
use crate::text::run as text;
use crate::ui::icon::{self, Icon};

/// Rows that are shown.
const ROWS: usize = 100;
/// Columns that are shown.
const COLUMNS: usize = 60;
/// Columns that fit on a phone.
const ON_A_PHONE: usize = 2;

/// The head and the first rows.
struct Start {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    has_more: bool,
}

/// What `content` begins with; where that is not the whole file, its last record may be cut and is left out.
fn start(content: &[u8], is_whole: bool, delimiter: u8) -> Start {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(content);
    let mut records = reader.byte_records().map_while(Result::ok).map(|record| {
        record.iter().take(COLUMNS).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>()
    });
    let head = records.next().unwrap_or_default();
    let mut rows: Vec<Vec<String>> = records.by_ref().take(ROWS).collect();
    let has_more = records.next().is_some();
    if !is_whole && !has_more {
        rows.pop();
    }
    Start { head, rows, has_more: has_more || !is_whole }
}

/// The table. With scripts its columns sort.
#[component]
pub(super) fn Table(
    /// What the file is called.
    name: String,
    /// What it begins with.
    start: Vec<u8>,
    /// Whether that is all of it.
    is_whole: bool,
    /// What stands between cells.
    delimiter: u8,
) -> impl IntoView {
    let Start { head, rows, has_more } = self::start(&start, is_whole, delimiter);
    let columns = head.len();
    let shown = text::rows_and_columns(rows.len(), has_more, columns);
    // Numbers stand at the right, so that their places are below each other.
    let is_number: Vec<bool> = (0..columns).map(|column| is_number(&rows, column)).collect();
    let side = move |column: usize| is_number.get(column).is_some_and(|is| *is).then_some("text-end");
    view! {
        <div data-wait="touch">
            <Sortable>
                <div class="cells-frame" tabindex="0" role="region" aria-label=name>
                    <table class="cells">
                        <thead>
                            <tr>
                                {head
                                    .into_iter()
                                    .enumerate()
                                    .map(|(column, name)| {
                                        let label = text::sort_by(&name);
                                        view! {
                                            <th scope="col" aria-sort="none" class=side(column)>
                                                <button type="button" title=label>
                                                    {name}
                                                    <Icon glyph=icon::CHEVRON_DOWN class="needs-js size-3.5"/>
                                                </button>
                                            </th>
                                        }
                                    })
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>
                            {rows
                                .into_iter()
                                .map(|mut row| {
                                    // A short row ends early, a long one goes on past the head.
                                    row.resize(row.len().max(columns), String::new());
                                    let cells = row
                                        .into_iter()
                                        .enumerate()
                                        .map(|(column, cell)| view! { <td class=side(column)>{cell}</td> })
                                        .collect_view();
                                    view! { <tr>{cells}</tr> }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
            </Sortable>
            <p class="file-note flex flex-wrap justify-between gap-x-4 tabular-nums">
                <span>{shown}</span>
                {(columns > ON_A_PHONE).then(|| view! { <span class="sm:hidden">{text::SIDEWAYS}</span> })}
            </p>
        </div>
    }
}

/// Whether a column has numbers, and nothing else but empty cells.
fn is_number(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells =
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    cells.clone().next().is_some() && cells.all(|cell| cell.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_and_the_mark_of_utf_8_are_read() {
        let start = start(b"\xef\xbb\xbfname,note\n\"a, b\",\"x\"\"y\"\nshort\n", true, b',');
        assert_eq!(start.head, ["name", "note"]);
        assert_eq!(start.rows, [vec!["a, b", "x\"y"], vec!["short"]]);
        assert!(!start.has_more);
    }

    #[test]
    fn of_a_large_file_the_first_rows_are_shown_without_one_that_is_cut() {
        let cut = start(b"a,b\n1,2\n3,\"4 and so", false, b',');
        assert_eq!(cut.rows, [vec!["1", "2"]]);
        assert!(cut.has_more);
        let rows: Vec<String> = (0..500).map(|row: u32| row.to_string()).collect();
        let many = start(format!("a\n{}\n", rows.join("\n")).as_bytes(), false, b',');
        assert_eq!((many.rows.len(), many.has_more), (ROWS, true));
    }
}
