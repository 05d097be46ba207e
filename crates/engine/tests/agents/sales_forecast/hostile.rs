//! Files that nobody meant to send, or somebody did.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{run, run_bytes};
use crate::cases::list;

fn days(values: impl IntoIterator<Item = String>) -> String {
    let rows = (0..)
        .zip(values)
        .map(|(day, value)| format!("{:04}-{:02}-{:02},{value}\n", 2020 + day / 336, day / 28 % 12 + 1, day % 28 + 1));
    format!("day,sales\n{}", rows.collect::<Vec<String>>().concat())
}

/// Every number of an output is one, and every interval holds its value.
fn all_sound(output: &Value) {
    assert!(!output.to_string().contains("null,\"low\""));
    for point in list(&output["forecast"]) {
        let [low, value, high] = ["low", "value", "high"].map(|name| point[name].as_f64().expect("a number"));
        assert!(low <= value && value <= high, "{point}");
    }
}

#[test]
fn what_is_no_table_fails_with_its_code() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "empty_table"),
        (b"\0\0\0\0", "empty_table"),
        (b"day,sales", "header_only"),
        (b"PK\x03\x04whatever", "not_text"),
        (b"%PDF-1.7 whatever", "not_text"),
        (b"sales\n1\n2\n3\n4\n5\n6\n7\n", "no_date_column"),
        (b"day\n2024-01-01\n2024-01-02\n2024-01-03\n", "no_value_column"),
        (b"day,sales\n2024-01-01,1\n2024-01-02,2\n", "too_short"),
    ];
    for (bytes, code) in cases {
        assert_eq!(run_bytes(bytes).failure(), code, "{bytes:?}");
    }
}

#[test]
fn numbers_beyond_all_bounds_are_left_out_or_forecast_soundly() {
    let powers =
        [0, 1, 2, 100, 3, 309, 1, 2, 999, 1, 2, 0].into_iter().cycle().take(40).map(|power| format!("1e{power}"));
    let ran = run(&days(powers), &json!({}));
    assert!(ran.output()["rows_unreadable"].as_u64() > Some(0));
    all_sound(ran.output());
    for values in [
        (0..60).map(|at| format!("{:e}", 2_f64.powi(at * 5))).collect::<Vec<String>>(),
        (0..60).map(|at| format!("{:e}", if at % 2 == 0 { 1e99 } else { -1e99 })).collect(),
        (0..60).map(|at| format!("{:e}", if at == 59 { 1e90 } else { 1e-90 })).collect(),
        (0..60).map(|at| format!("{}", -at)).collect(),
        (0..60).map(|_| "0".to_owned()).collect(),
    ] {
        all_sound(run(&days(values), &json!({})).output());
    }
}

#[test]
fn dates_centuries_apart_end_in_words() {
    let mut text = days((0..30).map(|at| at.to_string()));
    text.push_str("1066-10-14,5\n9999-12-31,5\n");
    let ran = run(&text, &json!({"grain": "day"}));
    assert_eq!(ran.failure(), "too_short", "of the last periods hardly one has a value");
    all_sound(run(&text, &json!({"gaps": "zero", "grain": "year"})).output());
}

#[test]
fn a_name_that_is_markup_or_a_formula_stays_text() {
    let rows: Vec<String> = (1..=12)
        .map(|month| format!("2024-{month:02},<script>alert(1)</script>,{month}\n2024-{month:02},=HYPERLINK(1),{month}\n2024-{month:02},**x** | [y](z),{month}\n"))
        .collect();
    let ran = run(&format!("month,product,sales\n{}", rows.concat()), &json!({}));
    assert_eq!(ran.output()["series"].as_array().map(Vec::len), Some(3));
    assert!(!ran.message.contains("<script>") && !ran.message.contains("**x**"));
    assert!(ran.text("forecast.csv").contains("'=HYPERLINK"));
    for (name, bytes) in ran.artifacts.iter().filter(|(name, _)| name.contains(".svg")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<script>"), "{name}");
    }
}

#[test]
fn nul_and_control_characters_change_nothing() {
    let clean = days((0..40).map(|at| (at % 7).to_string()));
    let dirty = clean.replacen(",3\n", ",\u{0}3\r\n", 3);
    assert_eq!(run(&clean, &json!({})).output()["forecast"], run(&dirty, &json!({})).output()["forecast"]);
}

#[test]
fn a_method_that_cannot_be_used_says_so() {
    let ran = run(&days((0..40).map(|at| (at % 7).to_string())), &json!({"method": "holt_winters_multiplicative"}));
    assert_eq!(ran.failure(), "method_unfit", "there are zeros");
    let ran = run(&days((0..40).map(|at| (at % 7).to_string())), &json!({"method": "seasonal_naive"}));
    assert_eq!(ran.output()["series"][0]["method"], "seasonal_naive");
}

#[test]
fn some_series_can_be_forecast_though_others_cannot() {
    let mut text = "month,shop,sales\n".to_owned();
    for month in 1..=12 {
        let _ = writeln!(text, "2024-{month:02},Oslo,{}", month * 10);
        if month < 4 {
            let _ = writeln!(text, "2024-{month:02},Rome,{month}");
        }
    }
    let ran = run(&text, &json!({"series_column": "shop"}));
    assert_eq!(ran.output()["series"][1]["code"], "too_short");
    assert!(ran.message.contains("1 of 2 series forecast") && ran.message.contains("Rome"), "{}", ran.message);
}

#[test]
fn too_many_names_are_refused_in_words() {
    let rows: Vec<String> =
        (0..201).map(|name| format!("2024-01-01,shop {name},1\n2024-01-02,shop {name},1\n")).collect();
    let ran = run(&format!("day,shop,sales\n{}", rows.concat()), &json!({"series_column": "shop"}));
    assert_eq!(ran.failure(), "too_many_series");
}
