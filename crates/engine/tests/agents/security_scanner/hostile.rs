//! Input that nobody meant to send, or somebody did.

use domain::input::Values;
use serde_json::json;

use super::archive::{archive, stored};
use super::{findings, pasted, rules, run, run_from};
use crate::run::file;

#[test]
fn what_cannot_be_scanned_fails_with_its_code() {
    let cut = archive(&[("a.py", b"x = 1\n".repeat(500).as_slice())]);
    let cases: [(&str, &[u8], &str); 6] = [
        ("a.bin", b"\x7fELF\0\0\0", "not_text"),
        ("a.zip", b"PK\x03\x04whatever", "damaged_archive"),
        ("a.zip", &cut[..cut.len() - 30], "damaged_archive"),
        ("a.zip", &archive(&[]), "nothing_to_scan"),
        ("a.zip", &archive(&[("node_modules/a.js", b"x")]), "nothing_to_scan"),
        ("a.zip", &archive(&[("a.bin", b"\0\0"), ("b.bin", b"\0")]), "not_text"),
    ];
    for (name, bytes, code) in cases {
        assert_eq!(run(name, bytes).failure(), code, "{name}");
    }
}

#[test]
fn bombs_are_told_and_left() {
    let zeros = vec![b'0'; 7_000_000];
    let bomb = archive(&[("a/zeros.py", &zeros), ("b.py", b"eval(input())\n")]);
    let ran = run("a.zip", &bomb);
    assert_eq!(ran.output()["skipped"][0], json!({"file": "a/zeros.py", "why": "bomb"}));
    assert_eq!(findings(&ran).len(), 1);
    // Many files of which none is a bomb by itself.
    let noise = b"some words of a text\n".repeat(380_000);
    let names: Vec<String> = (0..14).map(|number| format!("{number}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), noise.as_slice())).collect();
    assert_eq!(run("a.zip", &stored(&many)).failure(), "zip_too_large");
}

#[test]
fn an_entry_that_lies_about_its_size_is_read_to_the_limit_only() {
    let zeros = vec![b'0'; 20_000_000];
    let mut bomb = archive(&[("zeros.py", &zeros), ("b.py", b"x = 1\n")]);
    // The sizes in the headers say that it is small.
    let size = 20_000_000u32.to_le_bytes();
    for at in (0..bomb.len() - 4).rev() {
        if bomb[at..at + 4] == size {
            bomb[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
        }
    }
    let ran = run("a.zip", &bomb);
    assert_eq!(ran.output()["files"], 1);
    assert_eq!(ran.output()["skipped_in_all"], 1);
}

#[test]
fn ten_thousand_files_are_read() {
    let names: Vec<String> = (0..10_000).map(|number| format!("src/{number}.py")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x = 1\n".as_slice())).collect();
    let ran = run("a.zip", &archive(&files));
    assert_eq!(ran.output()["files"], 10_000);
    assert!(ran.journal.iter().all(|entry| entry.output.len() < 256_000));
}

#[test]
fn more_files_than_can_be_read_are_refused() {
    let names: Vec<String> = (0..20_001).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(run("a.zip", &archive(&files)).failure(), "too_many_files");
}

#[test]
fn code_without_end_or_measure_ends() {
    let deep = [
        format!("x = {}1{}\n", "(".repeat(50_000), ")".repeat(50_000)),
        format!("x = {}\n", "[".repeat(100_000)),
        format!("f({}x{})\n", "f(".repeat(20_000), ")".repeat(20_000)),
        format!("x = {}\n", vec!["a"; 50_000].join(" + ")),
        "if x:\n ".repeat(2_000),
        "'".repeat(100_001),
    ];
    for (number, text) in deep.iter().enumerate() {
        for name in ["a.py", "a.js", "a.ts", "a.go", "a.java", "a.rs", "a.php"] {
            let ran = run(name, text.as_bytes());
            assert_eq!(ran.output()["files"], 1, "{number} {name}");
        }
    }
}

#[test]
fn made_code_is_searched_for_secrets_only() {
    let line = format!("{};eval(x);var k='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';", "a=1;".repeat(10_000));
    let ran = run("app.js", line.as_bytes());
    let found: Vec<&str> = findings(&ran).iter().filter_map(|finding| finding["rule"].as_str()).collect();
    assert_eq!(found, ["secret"]);
    assert!(ran.message.contains("squeezed"), "{}", ran.message);
}

#[test]
fn broken_letters_and_other_encodings_are_read() {
    let ran = run("a.py", b"# caf\xe9 and some more words of a remark\nimport os\nos.system(x)\n");
    assert_eq!(findings(&ran)[0]["line"], 3);
    let wide: Vec<u8> = "\u{feff}import os\nos.system(x)\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(findings(&run("a.py", &wide))[0]["line"], 2);
}

#[test]
fn markup_and_formulas_in_names_and_code_stay_text() {
    let name = "=cmd|<script>alert(1)</script>.py";
    let ran = run("a.zip", &archive(&[(name, b"os.system(`<img src=x onerror=alert(1)>` + x)\neval(x)\n")]));
    assert!(!ran.message.contains("<script>"), "{}", ran.message);
    let report = ran.text("report.md");
    assert!(!report.contains("**=cmd|<script>"), "{report}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(ran.text("findings.csv").as_bytes());
    for record in reader.records() {
        for cell in &record.expect("a record") {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
}

#[test]
fn encrypted_entries_are_told() {
    let mut bytes = archive(&[("a.py", b"x = 1\n")]);
    // Bit 0 of the flags in both headers says that it is encrypted.
    for at in 0..bytes.len() - 4 {
        match bytes[at..at + 4] {
            [b'P', b'K', 3, 4] => bytes[at + 6] |= 1,
            [b'P', b'K', 1, 2] => bytes[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(run("a.zip", &bytes).failure(), "encrypted");
}

#[test]
fn many_findings_are_counted_and_cut() {
    let code = "eval(x)\n".repeat(5_000);
    let ran = run("a.py", code.as_bytes());
    assert_eq!(ran.output()["findings_in_all"], 200);
    assert_eq!(findings(&ran).len(), 100);
}

#[test]
fn nothing_is_asked_for_twice_and_nothing_is_told_without_asking() {
    let values: Values =
        json!({"weak_code": false, "secrets": false, "dependencies": false}).as_object().cloned().expect("values");
    let ran = run_from(file("a.py", b"eval(x)\npassword = 'hunter22'\n", values), &[]);
    assert_eq!(ran.output()["findings_in_all"], 0);
    assert_eq!(rules("a.py", "eval(x)\n").len(), 1);
    assert_eq!(run_from(pasted("a.py", "  "), &[]).failure(), "no_input");
}
