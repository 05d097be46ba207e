//! Whether values fit a schema.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::schema::{Field, Kind, Schema};
use crate::error::FieldError;

/// Values by field name, as JSON. A file stands as a [`FileRef`].
pub type Values = Map<String, Value>;

/// A file that is already stored, or (in the browser) about to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The name the sender gave it; shown, never used as a path.
    pub filename: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its content in hexadecimal; empty before it is stored.
    pub sha256: String,
}

impl Schema {
    /// Checks `values` and returns them in the schema's order with defaults filled in.
    ///
    /// Every field that does not fit is named, with `input.` before its name; so is a field that the schema does not
    /// know. Empty text counts as absent.
    pub fn check(&self, values: &Values) -> Result<Values, Vec<FieldError>> {
        let mut errors = Vec::new();
        for name in values.keys().filter(|name| self.field(name).is_none()) {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            errors.push(error(&shown, "unknown_field", "This agent has no such field."));
        }
        let mut checked = Values::new();
        for field in &self.fields {
            let given = values.get(&field.name).filter(|value| !is_absent(value));
            match given.cloned().or_else(|| default(&field.kind)) {
                Some(value) => match fit(field, value) {
                    Ok(value) => drop(checked.insert(field.name.clone(), value)),
                    Err((code, message)) => errors.push(error(&field.name, code, message)),
                },
                None if field.required => errors.push(error(&field.name, "required", "This is needed.")),
                None => {}
            }
        }
        if errors.is_empty() { Ok(checked) } else { Err(errors) }
    }
}

fn error(name: &str, code: &str, message: impl Into<String>) -> FieldError {
    FieldError::new(format!("input.{name}"), code, message)
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn default(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Text { default, .. } | Kind::LongText { default, .. } | Kind::Choice { default, .. } => {
            default.clone().map(Value::String)
        }
        Kind::Number { default, .. } => default.map(Value::from),
        Kind::Boolean { default } => Some(Value::Bool(*default)),
        Kind::Json { default, .. } => default.clone(),
        Kind::File { .. } | Kind::Table { .. } => None,
    }
}

type Misfit = (&'static str, String);

fn fit(field: &Field, value: Value) -> Result<Value, Misfit> {
    if holds_nul(&value) {
        return Err(("nul", "A NUL character cannot be taken.".into()));
    }
    match &field.kind {
        Kind::Text { max_length, .. } => fit_text(value, *max_length, true),
        Kind::LongText { max_length, .. } => fit_text(value, *max_length, false),
        Kind::Number { min, max, integer, .. } => fit_number(value, *min, *max, *integer),
        Kind::Choice { options, .. } => match &value {
            Value::String(text) if options.iter().any(|option| option.value == *text) => Ok(value),
            _ => {
                let known: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
                Err(("not_an_option", format!("One of: {}.", known.join(", "))))
            }
        },
        Kind::Boolean { .. } if value.is_boolean() => Ok(value),
        Kind::Boolean { .. } => Err(("not_a_boolean", "True or false is needed.".into())),
        Kind::File { accept, max_bytes } => fit_file(value, accept, *max_bytes),
        Kind::Json { max_bytes, .. } => {
            if value.to_string().len() > *max_bytes {
                return Err(("too_long", format!("At most {max_bytes} bytes of JSON.")));
            }
            Ok(value)
        }
        Kind::Table { columns, max_rows } => fit_table(value, columns, *max_rows),
    }
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

fn fit_text(value: Value, max_length: usize, one_line: bool) -> Result<Value, Misfit> {
    let Value::String(text) = &value else {
        return Err(("not_a_text", "A text is needed.".into()));
    };
    if text.chars().count() > max_length {
        return Err(("too_long", format!("At most {max_length} characters.")));
    }
    if one_line && text.contains(['\n', '\r']) {
        return Err(("many_lines", "One line only.".into()));
    }
    Ok(value)
}

fn fit_number(value: Value, min: Option<f64>, max: Option<f64>, integer: bool) -> Result<Value, Misfit> {
    let Some(number) = value.as_f64().filter(|number| number.is_finite()) else {
        return Err(("not_a_number", "A number is needed.".into()));
    };
    if integer && number.fract() != 0.0 {
        return Err(("not_whole", "A whole number is needed.".into()));
    }
    if let Some(min) = min.filter(|min| number < *min) {
        return Err(("too_small", format!("At least {min}.")));
    }
    if let Some(max) = max.filter(|max| number > *max) {
        return Err(("too_large", format!("At most {max}.")));
    }
    // 3.0 is 3: one number has one text, in the digest of a start too.
    match whole(number) {
        Some(whole) if integer => Ok(Value::from(whole)),
        _ => Ok(value),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whole and within what a float holds exactly")]
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn fit_file(value: Value, accept: &[String], max_bytes: u64) -> Result<Value, Misfit> {
    let Ok(file) = serde_json::from_value::<FileRef>(value.clone()) else {
        return Err(("not_a_file", "A file is needed.".into()));
    };
    let name = file.filename.to_lowercase();
    if name.is_empty() || name.chars().count() > 255 || name.chars().any(char::is_control) {
        return Err(("bad_filename", "A file name of 1 to 255 printable characters is needed.".into()));
    }
    if !accept.is_empty() && !accept.iter().any(|ending| name.ends_with(ending.as_str())) {
        return Err(("wrong_type", format!("One of these file types: {}.", accept.join(", "))));
    }
    if file.bytes > max_bytes {
        return Err(("too_large", format!("At most {} MB.", max_bytes / 1_000_000)));
    }
    Ok(value)
}

fn fit_table(value: Value, columns: &[String], max_rows: usize) -> Result<Value, Misfit> {
    let Value::Array(rows) = &value else {
        return Err(("not_a_table", "A list of rows is needed.".into()));
    };
    if rows.len() > max_rows {
        return Err(("too_many_rows", format!("At most {max_rows} rows.")));
    }
    for (number, row) in rows.iter().enumerate() {
        let fits = row.as_object().is_some_and(|cells| {
            cells
                .iter()
                .all(|(name, cell)| columns.contains(name) && (cell.is_string() || cell.is_number() || cell.is_null()))
        });
        if !fits {
            let known = columns.join(", ");
            return Err(("bad_row", format!("Row {}: an object with the columns {known} is needed.", number + 1)));
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Schema {
        serde_json::from_value(json!([
            {"name": "title", "label": "Title", "kind": "text", "max_length": 5, "required": true},
            {"name": "notes", "label": "Notes", "kind": "long_text", "max_length": 20},
            {"name": "share", "label": "Share", "kind": "number", "min": 0.0, "max": 1.0, "default": 0.5},
            {"name": "rounds", "label": "Rounds", "kind": "number", "integer": true},
            {"name": "mode", "label": "Mode", "kind": "choice", "options": [{"value": "a", "label": "A"}], "default": "a"},
            {"name": "deep", "label": "Deep", "kind": "boolean"},
            {"name": "table", "label": "Table", "kind": "file", "accept": [".csv"], "max_bytes": 1000},
            {"name": "more", "label": "More", "kind": "json", "max_bytes": 20},
            {"name": "rows", "label": "Rows", "kind": "table", "columns": ["x"], "max_rows": 2},
        ]))
        .expect("a schema")
    }

    fn values(value: Value) -> Values {
        let Value::Object(values) = value else { panic!("an object") };
        values
    }

    #[test]
    fn a_misspelt_limit_is_refused() {
        let misspelt = json!([{"name": "a", "label": "A", "kind": "text", "max_lenght": 5}]);
        assert!(serde_json::from_value::<Schema>(misspelt).is_err());
    }

    #[test]
    fn defaults_are_filled_in_the_order_of_the_schema() {
        let checked = schema().check(&values(json!({"deep": true, "title": "hello", "notes": " "}))).expect("fits");
        assert_eq!(Value::Object(checked), json!({"title": "hello", "share": 0.5, "mode": "a", "deep": true}));
    }

    #[test]
    fn each_misfit_is_named_with_its_field() {
        let cases = [
            (json!({}), "title", "required"),
            (json!({"title": "123456"}), "title", "too_long"),
            (json!({"title": "a\nb"}), "title", "many_lines"),
            (json!({"title": "a\u{0}"}), "title", "nul"),
            (json!({"title": 3}), "title", "not_a_text"),
            (json!({"title": "a", "share": 1.5}), "share", "too_large"),
            (json!({"title": "a", "share": -1}), "share", "too_small"),
            (json!({"title": "a", "share": "0.5"}), "share", "not_a_number"),
            (json!({"title": "a", "rounds": 1.5}), "rounds", "not_whole"),
            (json!({"title": "a", "mode": "b"}), "mode", "not_an_option"),
            (json!({"title": "a", "deep": "yes"}), "deep", "not_a_boolean"),
            (json!({"title": "a", "table": "x.csv"}), "table", "not_a_file"),
            (json!({"title": "a", "table": {"filename": "x.exe", "bytes": 1, "sha256": ""}}), "table", "wrong_type"),
            (json!({"title": "a", "table": {"filename": "x.csv", "bytes": 1001, "sha256": ""}}), "table", "too_large"),
            (json!({"title": "a", "more": {"x": "123456789012345"}}), "more", "too_long"),
            (json!({"title": "a", "more": {"x\u{0}": 1}}), "more", "nul"),
            (json!({"title": "a", "rows": [{"y": 1}]}), "rows", "bad_row"),
            (json!({"title": "a", "rows": [{}, {}, {}]}), "rows", "too_many_rows"),
            (json!({"title": "a", "extra": 1}), "extra", "unknown_field"),
        ];
        for (given, field, code) in cases {
            let errors = schema().check(&values(given.clone())).expect_err("does not fit");
            assert_eq!(errors.len(), 1, "{given}");
            assert_eq!(
                (errors[0].field.as_str(), errors[0].code.as_str()),
                (format!("input.{field}").as_str(), code),
                "{given}"
            );
        }
    }
}
