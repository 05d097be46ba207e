//! Files that nobody meant to send, or somebody did.

use super::run;
use crate::run::Ran;

fn column_types(ran: &Ran) -> Vec<&str> {
    ran.output()["columns"].as_array().expect("columns").iter().filter_map(|column| column["type"].as_str()).collect()
}

#[test]
fn what_is_no_table_fails_with_its_code() {
    let cases: [(&[u8], &str); 10] = [
        (b"", "empty_table"),
        (b"\xef\xbb\xbf", "empty_table"),
        (b"\xff\xfe", "empty_table"),
        (b"\n\r\n  \n", "empty_table"),
        (b"\0\0\0\0\0\0", "empty_table"),
        (b"a,b,c", "header_only"),
        (b"PK\x03\x04whatever", "not_text"),
        (b"%PDF-1.7 whatever", "not_text"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "not_text"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x0f\x10\x11", "not_text"),
    ];
    for (bytes, code) in cases {
        assert_eq!(run(bytes).failure(), code, "{bytes:?}");
    }
    assert_eq!(run("a,".repeat(2500).as_bytes()).failure(), "too_many_columns");
}

#[test]
fn five_thousand_columns_are_refused_in_words() {
    let row = vec!["1"; 5000].join(",");
    assert_eq!(run(format!("{row}\n{row}\n").as_bytes()).failure(), "too_many_columns");
}

#[test]
fn one_column_is_a_table() {
    let ran = run(b"name\nann, the first\nbob\n\ncy; the last\n");
    assert_eq!(ran.output()["dialect"]["delimiter"], "none");
    assert_eq!(ran.text("cleaned.csv"), "name\n\"ann, the first\"\nbob\ncy; the last\n");
}

#[test]
fn a_cell_of_five_megabytes_is_kept() {
    let long = "word ".repeat(1_000_000);
    let ran = run(format!("id,text\n1,\"{long}\"\n2,short\n").as_bytes());
    assert_eq!(ran.text("cleaned.csv").len(), "id,text\n1,\n2,short\n".len() + long.len() - 1);
}

#[test]
fn quotes_that_never_close_stay_linear() {
    for text in [
        "\"a\n".repeat(200_000),
        "\"\"x,".repeat(1900),
        "\"\"x\n".repeat(200_000),
        format!("a,b\n\"{}", "x,y\n".repeat(200_000)),
    ] {
        let ran = run(text.as_bytes());
        assert!(ran.outcome.is_ok() || !ran.failure().is_empty());
    }
}

#[test]
fn nul_and_mixed_line_ends_are_repaired() {
    let text = format!("a,b\r\n1,x\0y\r2,z\n{}", "3,w\n".repeat(40));
    let ran = run(text.as_bytes());
    assert_eq!(ran.output()["dialect"]["newline"], "mixed");
    assert!(ran.text("cleaned.csv").starts_with("a,b\n1,xy\n2,z\n3,w\n"));
    assert!(ran.text("changes.csv").contains("invisible_characters"));
}

#[test]
fn utf16_without_a_mark_is_read() {
    let bytes: Vec<u8> = "id;name\r\n1;Zoë\r\n2;Bob\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = run(&bytes);
    assert_eq!(ran.text("cleaned.csv"), "id,name\n1,Zoë\n2,Bob\n");
    assert_eq!(column_types(&ran), ["integer", "text"]);
}

#[test]
fn a_table_of_marks_alone_loses_its_rows_and_says_so() {
    let ran = run(b"a,b\nNA,-\n,\nNULL,?\n");
    assert_eq!(ran.output()["rows_out"], 0);
    assert_eq!(ran.output()["changes"]["empty_row"], 3);
}

#[test]
fn names_full_of_markup_stay_text() {
    let ran = run(b"<script>alert(1)</script>|a\n1|2\n2|NA\n3|\n");
    assert!(!ran.message.contains("<script>"));
    assert!(!ran.text("missing-by-column.svg").contains("<script>"));
    assert!(!ran.text("summary.md").contains("| <script>"));
}

#[test]
fn numbers_beyond_all_bounds_break_nothing() {
    let rows = [1, 10, 100, 300, 308, 309, 400, 999].map(|power| format!("1e{power}\n-1e{power}\n1e-{power}\n"));
    let text = format!("n\n{}", rows.concat());
    assert!(run(text.as_bytes()).outcome.is_ok());
}
