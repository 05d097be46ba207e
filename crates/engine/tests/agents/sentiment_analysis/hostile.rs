//! Input that nobody meant to send, or somebody did.

use domain::input::Values;
use serde_json::json;

use super::{pasted, run, run_from};
use crate::run::file;

#[test]
fn what_holds_no_text_fails_with_its_code() {
    let cases: [(&str, &[u8], &str); 12] = [
        ("a.csv", b"", "empty_table"),
        ("a.csv", b"\xef\xbb\xbf", "empty_table"),
        ("a.csv", b"\0\0\0\0", "empty_table"),
        ("a.csv", b"id,review", "header_only"),
        ("a.csv", b"id,review\n1,\n2,  \n", "no_text_column"),
        ("a.csv", b"PK\x03\x04whatever", "not_text"),
        ("a.csv", b"id,amount\n1,2\n3,4\n", "no_text_column"),
        ("a.txt", b"", "no_text"),
        ("a.txt", b"\n\r\n \n", "no_text"),
        ("a.txt", b"\0\0\0", "no_text"),
        ("a.txt", b"%PDF-1.7 whatever", "not_text"),
        ("a.txt", b"a\x01b\x02c\x03d\x04e\x05f\x06g\x07h\x08", "not_text"),
    ];
    for (name, bytes, code) in cases {
        assert_eq!(run(name, bytes).failure(), code, "{name} {bytes:?}");
    }
}

#[test]
fn nothing_and_too_much_are_told_apart() {
    assert_eq!(run_from(pasted("  "), &[]).failure(), "no_input");
    let values: Values = json!({"text": "Good."}).as_object().cloned().expect("values");
    assert_eq!(run_from(file("a.txt", b"Bad.", values), &[]).failure(), "two_inputs");
    assert_eq!(run("a.txt", "a\n".repeat(200_001).as_bytes()).failure(), "too_many_texts");
}

#[test]
fn one_line_of_five_megabytes_is_read_at_its_beginning() {
    let ran = run("a.txt", "great food and kind people ".repeat(200_000).as_bytes());
    assert_eq!(ran.output()["positive"], 1);
    assert!(ran.message.contains("only the beginning was read"), "{}", ran.message);
    let marks = run("a.txt", ":)!?🎉".repeat(500_000).as_bytes());
    assert_eq!(marks.output()["texts"], 1);
}

#[test]
fn nul_between_letters_is_space() {
    let text = format!("id,review\n1,The food\0was great\n{}", "2,It was fine and warm\n".repeat(40));
    let ran = run("a.csv", text.as_bytes());
    assert_eq!(ran.output()["results"][0]["label"], "positive");
    assert!(!ran.text("sentiment.csv").contains('\0'));
}

#[test]
fn markup_stays_text() {
    let ran = run_from(pasted("The <script>alert(1)</script> camera is **great**.\nThe [camera](x) is bad."), &[]);
    assert!(!ran.message.contains("<script>"), "{}", ran.message);
    assert!(!ran.text("aspects.svg").contains("<script>"));
}

#[test]
fn no_cell_of_the_results_is_a_formula() {
    let rows = ["=1+1 great", "+bad", "-awful", "@great", "\t=good"].map(|text| format!("{text},\"{text}\"\n"));
    let ran = run("a.csv", format!("review,=cmd\n{}", rows.concat()).as_bytes());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(ran.text("sentiment.csv").as_bytes());
    for cell in
        reader.records().flat_map(|record| record.expect("a record").iter().map(str::to_owned).collect::<Vec<_>>())
    {
        let is_number = cell.parse::<f64>().is_ok();
        assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
    }
}

#[test]
fn columns_that_are_called_like_the_added_ones_stay() {
    let ran = run("a.csv", b"review,sentiment_score\nIt was a great day,5\nIt was a bad day,1\n");
    assert!(
        ran.text("sentiment.csv")
            .starts_with("review,sentiment_score,sentiment_language,sentiment_label,sentiment_score_2,")
    );
}
