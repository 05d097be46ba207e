//! What a run is found by: the texts of its input and what the agent said, plain and in lower case.

use domain::input::{FileRef, Values};
use serde_json::Value;

/// Characters that are taken of an input, and of each message.
const TAKEN: usize = 8_000;

/// Lower case, with one space wherever there is white space, without NUL.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c == '\0').filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(&word.to_lowercase());
    }
    plain
}

/// Of an input: every text and number in it, and the names of files. Names of fields are not the customer's words.
pub(super) fn of_input(values: &Values) -> String {
    let mut found = String::new();
    values.values().for_each(|value| collect(value, &mut found));
    shortened(&found)
}

/// Of a message.
pub(super) fn of_message(markdown: &str) -> String {
    shortened(markdown)
}

fn collect(value: &Value, found: &mut String) {
    // What is beyond is cut off anyway.
    if found.len() > TAKEN * 4 {
        return;
    }
    if let Ok(file) = serde_json::from_value::<FileRef>(value.clone()) {
        add(&file.filename, found);
        return;
    }
    match value {
        Value::String(text) => add(text, found),
        Value::Number(number) => add(&number.to_string(), found),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => map.values().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

fn add(text: &str, found: &mut String) {
    found.push(' ');
    found.extend(text.chars().take(TAKEN));
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(TAKEN).collect();
    plain(&start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_taken_and_names_of_fields_are_not() {
        let input = json!({
            "separator": "Semi\n  Colon",
            "table": {"filename": "Ümsatz.csv", "bytes": 3, "sha256": "ab".repeat(32)},
            "rows": [{"city": "Ulm", "n": 7}],
            "header": true,
        });
        let text = of_input(input.as_object().expect("an object"));
        assert_eq!(text, "semi colon ümsatz.csv ulm 7");
        assert!(of_message(&"x".repeat(20_000)).len() <= TAKEN);
    }
}
