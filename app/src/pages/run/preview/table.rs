//! A CSV file as a table: its head and its first rows.

use leptos::prelude::*;

use crate::islands::Sortable;
use crate::text::run as text;
use crate::ui::icon::{self, Icon};

/// Rows that are shown.
const ROWS: usize = 50;
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

fn start(content: &[u8], delimiter: u8) -> Start {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(content);
    let mut records = reader.byte_records().map_while(Result::ok).map(|record| {
        record.iter().take(COLUMNS).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>()
    });
    let head = records.next().unwrap_or_default();
    let rows = records.by_ref().take(ROWS).collect();
    Start { head, rows, has_more: records.next().is_some() }
}

/// The table. With scripts its columns sort.
#[component]
pub(super) fn Table(
    /// What the file is called.
    name: String,
    /// What is in it.
    content: Vec<u8>,
    /// What stands between cells.
    delimiter: u8,
) -> impl IntoView {
    let Start { head, rows, has_more } = start(&content, delimiter);
    let columns = head.len();
    let shown = text::rows_and_columns(rows.len(), has_more, columns);
    view! {
        <div data-wait="touch">
            <Sortable>
                <div class="cells-frame" tabindex="0" role="region" aria-label=name>
                    <table class="cells">
                        <thead>
                            <tr>
                                {head
                                    .into_iter()
                                    .map(|name| {
                                        let label = text::sort_by(&name);
                                        view! {
                                            <th scope="col" aria-sort="none">
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
                                    let cells = row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
                                    view! { <tr>{cells}</tr> }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
            </Sortable>
            <p class="flex flex-wrap justify-between gap-x-4 border-t border-base-300 px-4 py-2 text-sm text-soft tabular-nums">
                <span>{shown}</span>
                {(columns > ON_A_PHONE).then(|| view! { <span class="sm:hidden">{text::SIDEWAYS}</span> })}
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_and_the_mark_of_utf_8_are_read() {
        let start = start(b"\xef\xbb\xbfname,note\n\"a, b\",\"x\"\"y\"\nshort\n", b',');
        assert_eq!(start.head, ["name", "note"]);
        assert_eq!(start.rows, [vec!["a, b", "x\"y"], vec!["short"]]);
        assert!(!start.has_more);
    }
}
