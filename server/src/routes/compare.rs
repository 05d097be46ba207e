//! Whether leptos's pages and the table's are the same.

use std::collections::BTreeSet;

use super::{Kind, ROUTES};

/// The pages of one side that the other does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("pages without a row in ROUTES: {without_row:?}; rows without a page: {without_page:?}")]
pub struct Difference {
    /// Declared by leptos, not in the table.
    pub without_row: Vec<String>,
    /// In the table, not declared by leptos.
    pub without_page: Vec<String>,
}

/// Compares the paths that leptos declares with the rows of pages.
pub fn compare(declared: impl IntoIterator<Item = String>) -> Result<(), Difference> {
    let declared: BTreeSet<String> = declared.into_iter().collect();
    let rows: BTreeSet<String> =
        ROUTES.iter().filter(|row| row.kind == Kind::Page).map(|row| row.path.to_owned()).collect();
    let without_row: Vec<String> = declared.difference(&rows).cloned().collect();
    let without_page: Vec<String> = rows.difference(&declared).cloned().collect();
    if without_row.is_empty() && without_page.is_empty() {
        return Ok(());
    }
    Err(Difference { without_row, without_page })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_too_many_and_a_page_too_few_are_named() {
        let pages = ROUTES.iter().filter(|row| row.kind == Kind::Page).map(|row| row.path.to_owned());
        assert_eq!(compare(pages.clone()), Ok(()));
        let other = pages.skip(1).chain(["/new".to_owned()]);
        let difference = Difference { without_row: vec!["/new".to_owned()], without_page: vec!["/".to_owned()] };
        assert_eq!(compare(other), Err(difference));
    }
}
