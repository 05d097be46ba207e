//! From the texts of a form (or of the command line) to values.

use serde_json::Value;

use super::check::Values;
use super::schema::{Kind, Schema};

impl Schema {
    /// Turns a form's texts into values of the declared kinds.
    ///
    /// What cannot be turned stays a text, so that [`Schema::check`] names it. A box that is not ticked is sent by no
    /// browser: with `is_form`, an absent boolean is `false` rather than its default.
    pub fn read_texts(&self, texts: &[(String, String)], is_form: bool) -> Values {
        let mut values = Values::new();
        for (name, text) in texts {
            let value = match self.field(name).map(|field| &field.kind) {
                Some(Kind::Number { .. }) => number(text),
                Some(Kind::Boolean { .. }) => match text.as_str() {
                    "on" | "true" | "yes" | "1" => Value::Bool(true),
                    "off" | "false" | "no" | "0" | "" => Value::Bool(false),
                    _ => Value::String(text.clone()),
                },
                Some(Kind::Json { .. } | Kind::Table { .. }) if !text.trim().is_empty() => {
                    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()))
                }
                // Browsers send line ends as CR LF.
                _ => Value::String(text.replace("\r\n", "\n")),
            };
            values.insert(name.clone(), value);
        }
        if is_form {
            for field in &self.fields {
                if matches!(field.kind, Kind::Boolean { .. }) && !values.contains_key(&field.name) {
                    values.insert(field.name.clone(), Value::Bool(false));
                }
            }
        }
        values
    }
}

fn number(text: &str) -> Value {
    let clean = text.trim();
    if let Ok(whole) = clean.parse::<i64>() {
        return Value::from(whole);
    }
    match clean.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::from(number),
        _ => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_become_values_of_the_declared_kind() {
        let schema: Schema = serde_json::from_value(json!([
            {"name": "n", "label": "N", "kind": "number"},
            {"name": "b", "label": "B", "kind": "boolean", "default": true},
            {"name": "c", "label": "C", "kind": "boolean", "default": true},
            {"name": "t", "label": "T", "kind": "long_text"},
            {"name": "j", "label": "J", "kind": "json"},
        ]))
        .expect("a schema");
        let texts =
            [("n", "0.25"), ("b", "on"), ("t", "a\r\nb"), ("j", "[1]")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        let values = schema.read_texts(&texts, true);
        assert_eq!(Value::Object(values), json!({"n": 0.25, "b": true, "t": "a\nb", "j": [1], "c": false}));
        let broken = schema.read_texts(&[("n".to_owned(), "many".to_owned())], false);
        assert_eq!(Value::Object(broken), json!({"n": "many"}));
    }
}
