//! Whether the first row names the columns, and the names.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cell::{boolean, date, missing, number, space};

/// Names for `width` columns: tidied, blank ones `column_3`, repeated ones with a number; one more for surplus cells.
pub(crate) fn names(raw: &[Cow<'_, str>], width: usize, has_surplus: bool) -> Vec<String> {
    let tidied = |column: usize| {
        raw.get(column).map(|name| space::tidy(Cow::Borrowed(name)).0.replace('\n', " ")).unwrap_or_default()
    };
    let wanted = (0..width).map(tidied).chain(has_surplus.then(|| "surplus".to_owned()));
    let wanted: Vec<String> = wanted.collect();
    // A name that stands alone is not taken from its column by a repair of another one.
    let given: HashSet<&str> = wanted.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let mut taken = HashSet::new();
    let mut names = Vec::with_capacity(wanted.len());
    for (column, name) in wanted.iter().enumerate() {
        let base = if name.is_empty() { format!("column_{}", column + 1) } else { name.clone() };
        let mut unique = base.clone();
        let mut number = 2;
        while taken.contains(&unique) || (unique != *name && given.contains(unique.as_str())) {
            unique = format!("{base}_{number}");
            number += 1;
        }
        taken.insert(unique.clone());
        names.push(unique);
    }
    names
}

/// What the first row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// It names the columns.
    Yes,
    /// Nothing speaks against it.
    Assumed,
    /// It is data like the rest.
    No,
}

/// Judges the first row by how it differs from the rows below it.
pub(crate) fn judge(first: &[Cow<'_, str>], below: &[Vec<Cow<'_, str>>]) -> Header {
    let first: Vec<&str> = first.iter().map(|cell| cell.trim()).collect();
    let years = first
        .iter()
        .filter_map(|cell| cell.parse::<u16>().ok().filter(|year| cell.len() == 4 && (1900..=2100).contains(year)));
    let years: Vec<u16> = years.collect();
    // `country, 2022, 2023, 2024` names its columns by years.
    let has_years = years.len() >= 2 && years.windows(2).all(|pair| pair[0] < pair[1]);
    let (mut for_it, mut against) = (0, 0);
    for (column, name) in first.iter().enumerate() {
        let cells = || below.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim());
        let values: Vec<&str> = cells().filter(|cell| !cell.is_empty() && missing::strength(cell).is_none()).collect();
        let typed = values.iter().filter(|cell| is_typed(cell)).count();
        if values.is_empty() || name.is_empty() || missing::strength(name).is_some() {
            continue;
        }
        if is_typed(name) {
            against += if has_years { 0 } else { 2 };
        } else if typed * 10 >= values.len() * 8 {
            for_it += 2;
        } else if values.contains(name) {
            against += 1;
        } else if values.iter().all(|cell| cell.contains('@')) && !name.contains('@') {
            for_it += 1;
        }
    }
    let names: HashSet<String> = first.iter().map(|name| name.to_lowercase()).collect();
    let is_plausible = names.len() == first.len() && !first.contains(&"");
    match (for_it, against) {
        (yes, no) if no > yes => Header::No,
        (0, 0) if is_plausible || below.is_empty() => Header::Assumed,
        (0, 0) => {
            if first.iter().filter(|name| !name.is_empty()).count() * 2 > first.len() {
                Header::Assumed
            } else {
                Header::No
            }
        }
        _ => Header::Yes,
    }
}

fn is_typed(text: &str) -> bool {
    number::Form::read(text).is_some()
        || date::Form::read(text).is_some()
        || matches!(boolean::read(text), Some((_, boolean::Sureness::Word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<Cow<'_, str>> {
        text.split(',').map(Cow::Borrowed).collect()
    }

    #[test]
    fn the_first_row_is_judged_by_the_rest() {
        let cases: [(&str, &[&str], Header); 6] = [
            ("name,age", &["ann,1", "bob,2"], Header::Yes),
            ("ann,1", &["bob,2", "cy,3"], Header::No),
            ("name,city", &["ann,rome", "bob,oslo"], Header::Assumed),
            ("country,2022,2023", &["x,1,2", "y,3,4"], Header::Assumed),
            ("red,small", &["red,large", "blue,small"], Header::No),
            ("when,what", &["2024-01-01,x", "2024-01-02,y"], Header::Yes),
        ];
        for (first, below, expected) in cases {
            let below: Vec<Vec<Cow<'_, str>>> = below.iter().map(|text| row(text)).collect();
            assert_eq!(judge(&row(first), &below), expected, "{first}");
        }
    }

    #[test]
    fn names_are_unique_and_never_blank() {
        assert_eq!(names(&row("a,, a ,a_2,A"), 5, false), ["a", "column_2", "a_3", "a_2", "A"]);
        assert_eq!(names(&[], 2, true), ["column_1", "column_2", "surplus"]);
        assert_eq!(names(&row("surplus"), 1, true), ["surplus", "surplus_2"]);
    }
}
