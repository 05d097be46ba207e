//! The rows of a table in the order of one column.

use leptos::ev;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlTableRowElement};

use crate::islands::dom;

/// Sorts by the column whose head was clicked; a second click turns the order round.
pub(super) fn clicked(event: &ev::MouseEvent) {
    let Some(head) = dom::closest(event.target(), "th[aria-sort]") else { return };
    let Some((table, column)) = head.closest("table").ok().flatten().zip(column(&head)) else { return };
    let up = head.get_attribute("aria-sort").as_deref() != Some("ascending");
    let mut rows = rows(&table);
    let key =
        |row: &HtmlTableRowElement| row.cells().item(column).and_then(|cell| cell.text_content()).unwrap_or_default();
    let mut keyed: Vec<(String, HtmlTableRowElement)> = rows.drain(..).map(|row| (key(&row), row)).collect();
    keyed.sort_by(|a, b| compare(&a.0, &b.0));
    if !up {
        keyed.reverse();
    }
    let Ok(Some(body)) = table.query_selector("tbody") else { return };
    for (_, row) in &keyed {
        // A row that is there already is moved.
        let _ = body.append_child(row);
    }
    if let Ok(heads) = table.query_selector_all("th[aria-sort]") {
        for place in 0..heads.length() {
            if let Some(other) = heads.item(place).and_then(|other| other.dyn_into::<Element>().ok()) {
                let _ = other.set_attribute("aria-sort", "none");
            }
        }
    }
    let _ = head.set_attribute("aria-sort", if up { "ascending" } else { "descending" });
}

fn column(head: &Element) -> Option<u32> {
    let cell = head.dyn_ref::<web_sys::HtmlTableCellElement>()?;
    u32::try_from(cell.cell_index()).ok()
}

fn rows(table: &Element) -> Vec<HtmlTableRowElement> {
    let Ok(found) = table.query_selector_all("tbody tr") else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

/// Numbers by size, before texts; texts by letters.
fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    match (a.trim().parse::<f64>(), b.trim().parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(_), Err(_)) => a.to_lowercase().cmp(&b.to_lowercase()),
    }
}
