//! JSON Schema (2020-12) of an input, for those who call by REST.

use serde_json::{Map, Value, json};

use super::schema::{Field, Kind, Schema};

impl Schema {
    /// The schema of the `input` object that REST takes; a file is `{"filename", "base64"}` there.
    pub fn to_json_schema(&self) -> Value {
        let properties: Map<String, Value> =
            self.fields.iter().map(|field| (field.name.clone(), property(field))).collect();
        let required: Vec<&str> =
            self.fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}

fn property(field: &Field) -> Value {
    let mut property = match &field.kind {
        Kind::Text { max_length, default } | Kind::LongText { max_length, default } => {
            with_default(json!({"type": "string", "maxLength": max_length}), default.clone().map(Value::from))
        }
        Kind::Number { min, max, integer, default } => {
            let mut schema = json!({"type": if *integer { "integer" } else { "number" }});
            if let Some(min) = min {
                schema["minimum"] = json!(min);
            }
            if let Some(max) = max {
                schema["maximum"] = json!(max);
            }
            with_default(schema, default.map(Value::from))
        }
        Kind::Choice { options, default } => {
            let values: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
            with_default(json!({"type": "string", "enum": values}), default.clone().map(Value::from))
        }
        Kind::Boolean { default } => json!({"type": "boolean", "default": default}),
        Kind::File { .. } => json!({
            "type": "object",
            "properties": {"filename": {"type": "string"}, "base64": {"type": "string", "contentEncoding": "base64"}},
            "required": ["filename", "base64"],
            "additionalProperties": false,
        }),
        Kind::Json { default, .. } => with_default(json!({}), default.clone()),
        Kind::Table { columns, max_rows } => {
            let cells: Map<String, Value> =
                columns.iter().map(|name| (name.clone(), json!({"type": ["string", "number", "null"]}))).collect();
            json!({
                "type": "array",
                "maxItems": max_rows,
                "items": {"type": "object", "properties": cells, "additionalProperties": false},
            })
        }
    };
    property["title"] = json!(field.label);
    if !field.help.is_empty() {
        property["description"] = json!(field.help);
    }
    property
}

fn with_default(mut schema: Value, default: Option<Value>) -> Value {
    if let Some(default) = default {
        schema["default"] = default;
    }
    schema
}
