use super::*;
use crate::native::data_cleaning::rows;
use crate::native::table::Dialect;

fn cleaned(text: &str, options: &Options) -> Vec<Vec<(String, String, Option<Issue>)>> {
    let table = Table::of(text.to_owned(), &Dialect { delimiter: Some(b';'), header: true, ..Dialect::default() });
    let cancel = crate::Cancel::default();
    let plan = rows::plan(&table, options, &cancel).expect("a plan");
    let cleaner = Cleaner::new(&table, &plan, options);
    let cell = |row, column| {
        let cell: Cell<'_> = cleaner.cell(row, column);
        (cell.text.into_owned(), cell.rules.words(), cell.issue)
    };
    (0..table.rows()).map(|row| (0..table.columns()).map(|column| cell(row, column)).collect()).collect()
}

#[test]
fn each_rule_is_named() {
    let text = "a;d;n;b;t\n x ;1.2.2024;1.234,5;yes;=1+1\ny;2024-02-02;NA;no;José\nz;03.02.2024;7;n;JosÃ©\n";
    let rows = cleaned(text, &Options::default());
    let words: Vec<&str> = rows[0].iter().map(|(_, words, _)| words.as_str()).collect();
    assert_eq!(words, ["whitespace", "date", "number", "boolean", "formula_guard"]);
    let texts: Vec<&str> = rows[0].iter().map(|(text, ..)| text.as_str()).collect();
    assert_eq!(texts, ["x", "2024-02-01", "1234.5", "true", "'=1+1"]);
    assert_eq!((rows[1][2].0.as_str(), rows[1][2].1.as_str()), ("", "missing_marker"));
    assert_eq!((rows[2][4].0.as_str(), rows[2][4].1.as_str()), ("José", "mojibake"));
}

#[test]
fn what_cannot_be_converted_keeps_its_text_and_is_flagged() {
    let text = "n;d\n1;2024-01-01\n2;2024-01-02\n3;2024-01-03\n4;2024-01-04\ncall us;31.02.2024\n";
    let rows = cleaned(text, &Options::default());
    assert_eq!(rows[4][0], ("call us".to_owned(), String::new(), Some(Issue::NotANumber)));
    assert_eq!(rows[4][1], ("31.02.2024".to_owned(), String::new(), Some(Issue::NotADate)));
}

#[test]
fn a_dash_is_a_mark_and_none_an_answer_where_the_column_says_so() {
    let text = "n;t\n1;None\n-;-\n3;apple\n4;pear\n5;plum\nnone;fig\n";
    let rows = cleaned(text, &Options::default());
    assert_eq!(rows[0][1].0, "None");
    assert_eq!((rows[1][0].0.as_str(), rows[1][1].0.as_str()), ("", ""));
    assert_eq!(rows[5][0].0, "");
}

#[test]
fn spellings_are_flagged_or_unified() {
    let text = "c;x\nOslo;1\noslo;2\nOslo;3\nOslo;4\n";
    assert_eq!(
        cleaned(text, &Options::default())[1][0],
        ("oslo".to_owned(), String::new(), Some(Issue::SpellingVariant))
    );
    let unify = Options { unify_categories: true, ..Options::default() };
    assert_eq!(cleaned(text, &unify)[1][0], ("Oslo".to_owned(), "category".to_owned(), None));
}
