//! What holds for every file.

use std::collections::HashMap;

use domain::input::Values;
use proptest::prelude::*;
use serde_json::json;

use super::{input, run, run_from};
use crate::run::Ran;

#[rustfmt::skip]
const CELLS: &[&str] = &[
    "", "NA", "-", "none", "null", "#N/A", "?", "1", "0", "007", "1,234", "1.234", "1.234,56", "1,234.56", "12%", "$5",
    "€7,50", "(3)", "1e3", "99999999999999999", "2024-01-05", "5.1.2024", "03/04/2024", "13/04/2024", "04/13/2024",
    "Jan 5, 2024", "2024-01-05 10:30", "20240105", "yes", "No", "true", "t", "Oslo", "oslo", " Oslo ", "=1+1", "@x",
    "'=1", "+44 20", "a\"b", "\"", "'", "x;y", "a|b", "two\nlines", "JosÃ©", "a\u{200b}b", "a\u{a0}b", "\u{fffd}",
    "Ann Example", "ann example", "Ann Exampel",
];

/// Cells as they are met, in any mixture.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(CELLS).prop_map(str::to_owned),
        1 => "[ -~äé\u{200b}\u{a0}\n]{0,12}",
    ]
}

/// A table of up to four columns.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1_usize..5).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(cell(), width), 1..24))
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let width = rows.first().map_or(0, Vec::len);
    writer.write_record((0..width).map(|column| format!("name {column}"))).expect("in memory");
    for row in rows {
        writer.write_record(row).expect("in memory");
    }
    writer.into_inner().expect("in memory")
}

/// With the layout given, so that only the cleaning is looked at.
fn clean(bytes: &[u8], unify: bool) -> Ran {
    let values: Values = json!({"delimiter": "comma", "header": "yes", "encoding": "utf-8", "unify_categories": unify})
        .as_object()
        .cloned()
        .expect("values");
    run_from(input(bytes, values), &[])
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// The log writes a text as it was, or with `'` before it if it begins like a formula.
fn is_logged_as(logged: &str, text: &str) -> bool {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_guarded = logged.strip_prefix('\'') == Some(text);
    if text.starts_with(['=', '@']) { is_guarded } else { logged == text || (begins_formula && is_guarded) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_result_or_a_failure_with_a_code(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let ran = run(&bytes);
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
    }

    #[test]
    fn any_text_gives_a_result_or_a_failure_with_a_code(text in "[a-c0-9,;\t|\"' \n\r\u{0}=äß.-]{0,300}") {
        let ran = run(text.as_bytes());
        prop_assert!(ran.outcome.is_ok() || ran.failure() != "internal");
    }

    #[test]
    fn cleaning_a_cleaned_table_changes_nothing(rows in table(), unify in any::<bool>()) {
        let once = clean(&written(&rows), unify);
        if once.output()["rows_out"] == 0 {
            return Ok(());
        }
        let twice = clean(once.text("cleaned.csv").as_bytes(), unify);
        prop_assert_eq!(twice.text("cleaned.csv"), once.text("cleaned.csv"));
        prop_assert_eq!(twice.text("changes.csv").lines().count(), 1, "{}", twice.text("changes.csv"));
    }

    #[test]
    fn every_difference_is_explained_by_one_entry_of_the_log(rows in table()) {
        let ran = clean(&written(&rows), false);
        let mut entries = HashMap::<(u64, String), (String, String)>::new();
        let mut removed = HashMap::<u64, String>::new();
        for entry in records(ran.text("changes.csv")) {
            let Ok(row) = entry[0].parse::<u64>() else { continue };
            if entry[2].is_empty() {
                removed.insert(row, entry[5].clone());
            } else {
                let twice = entries.insert((row, entry[2].clone()), (entry[3].clone(), entry[4].clone()));
                prop_assert!(twice.is_none(), "one entry for one cell");
            }
        }
        let cleaned = records(ran.text("cleaned.csv"));
        // A line without any text is no row of the file.
        let is_row = |row: &&Vec<String>| row.len() > 1 || row[0].is_empty() || !row[0].trim_matches(' ').is_empty();
        let given: Vec<&Vec<String>> = rows.iter().filter(is_row).collect();
        let kept: Vec<(u64, &Vec<String>)> = (1..).zip(given).filter(|(row, _)| !removed.contains_key(row)).collect();
        prop_assert_eq!(kept.len(), cleaned.len());
        for ((row, before), after) in kept.into_iter().zip(&cleaned) {
            for (column, (before, after)) in before.iter().zip(after).enumerate() {
                if let Some((was, is)) = entries.remove(&(row, format!("name {column}"))) {
                    prop_assert!(is_logged_as(&was, before), "{:?} logged as {:?}", before, was);
                    prop_assert_eq!(&is, after);
                } else {
                    prop_assert_eq!(before, after, "row {} column {}", row, column);
                }
            }
        }
        for file in ["cleaned.csv", "changes.csv", "issues.csv"] {
            for cell in records(ran.text(file)).into_iter().flatten() {
                prop_assert!(!cell.starts_with(['=', '@', '\t', '\r']), "{} in {}", cell, file);
            }
        }
        prop_assert!(entries.is_empty(), "entries without a difference: {:?}", entries);
    }
}
