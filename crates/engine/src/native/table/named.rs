//! The column that a customer names.

use super::Table;
use crate::context::Failure;

/// Names told in a failure.
const MAX_NAMES: usize = 20;

/// The column of that name, or of that number counted from 1.
pub(crate) fn named(table: &Table, asked: &str) -> Result<usize, Failure> {
    let same = |name: &String| name.to_lowercase() == asked.to_lowercase();
    let exact = table.names().iter().position(|name| name == asked);
    let number = asked.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = exact.or_else(|| table.names().iter().position(same)).or(number.filter(|n| *n < table.columns()));
    found.ok_or_else(|| {
        let names: Vec<String> =
            table.names().iter().take(MAX_NAMES).map(|name| name.chars().take(40).collect()).collect();
        let more = if table.columns() > MAX_NAMES { ", …" } else { "" };
        let asked: String = asked.chars().take(60).collect();
        Failure::new(
            "unknown_column",
            format!("There is no column \"{asked}\". The columns are: {}{more}.", names.join(", ")),
        )
    })
}
