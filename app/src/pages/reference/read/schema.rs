//! Types, fields and limits, as JSON Schema (2020-12) says them.

use serde_json::Value;

use super::{list, members, pretty, text};
use crate::text::reference as words;

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kind<'a> {
    /// What stands before it: `list of`.
    pub(crate) before: &'static str,
    pub(crate) what: What<'a>,
    pub(crate) may_be_null: bool,
}

/// What it is by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What<'a> {
    /// One of the shapes.
    Shape(&'a str),
    /// In words.
    Word(&'static str),
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: Kind<'a>,
    pub(crate) is_needed: bool,
    pub(crate) description: &'a str,
    pub(crate) limits: Vec<String>,
    /// The words it may be, where it is one of some.
    pub(crate) options: Vec<&'a str>,
}

/// A type with a name.
#[derive(Debug)]
pub(crate) struct Shape<'a> {
    pub(crate) name: &'a str,
    pub(crate) description: &'a str,
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) options: Vec<&'a str>,
}

/// The name of the shape that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().and_then(|path| path.rsplit('/').next())
}

/// The shape that a schema refers to, or itself.
pub(super) fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let schema = alternatives(schema).find(|part| !is_null(part)).unwrap_or(schema);
    reference(schema).map_or(schema, |name| &document["components"]["schemas"][name])
}

fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    list(&schema["oneOf"]).chain(list(&schema["anyOf"]))
}

fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
}

pub(super) fn kind(schema: &Value) -> Kind<'_> {
    if let Some(name) = reference(schema) {
        return Kind { before: "", what: What::Shape(name), may_be_null: false };
    }
    if let Some(part) = alternatives(schema).find(|part| !is_null(part)) {
        let may_be_null = alternatives(schema).any(is_null);
        return Kind { may_be_null, ..kind(part) };
    }
    let types = || schema["type"].as_str().into_iter().chain(list(&schema["type"]).map(text));
    let may_be_null = types().any(|name| name == "null");
    let inner = |before, schema| Kind { before, may_be_null, ..kind(schema) };
    let what = match types().find(|name| *name != "null") {
        Some("array") => return inner(words::LIST, &schema["items"]),
        Some("object") if schema["additionalProperties"].is_object() => {
            return inner(words::BY_NAME, &schema["additionalProperties"]);
        }
        Some("object") => words::OBJECT,
        Some("string") => string(schema),
        Some("integer") => words::WHOLE,
        Some("number") => words::NUMBER,
        Some("boolean") => words::FLAG,
        _ => words::ANYTHING,
    };
    Kind { before: "", what: What::Word(what), may_be_null }
}

fn string(schema: &Value) -> &'static str {
    if schema.get("contentMediaType").is_some() {
        return words::FILE;
    }
    match (schema["format"].as_str(), schema.get("contentEncoding")) {
        (_, Some(_)) => words::BASE64,
        (Some("binary"), _) => words::RAW,
        (Some("date-time"), _) => words::TIME,
        (Some("date"), _) => words::DAY,
        (Some("password"), _) => words::PASSWORD,
        _ => words::TEXT,
    }
}

pub(super) fn limits(schema: &Value) -> Vec<String> {
    let count = |name: &str| schema[name].as_u64();
    let number = |name: &str| schema.get(name).filter(|value| value.is_number()).map(Value::to_string);
    let said = schema.get("default").filter(|value| !value.is_null());
    [
        words::length(count("minLength"), count("maxLength")),
        words::range(number("minimum"), number("maximum")),
        count("minItems").map(words::items),
        schema["pattern"].as_str().map(words::pattern),
        said.map(|value| words::unless_said(&pretty(value))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn options(schema: &Value) -> Vec<&str> {
    list(&schema["enum"]).filter_map(Value::as_str).collect()
}

/// The members of an object; those of all its parts, where it is made of some.
pub(super) fn fields<'a>(document: &'a Value, schema: &'a Value) -> Vec<Field<'a>> {
    let schema = resolved(document, schema);
    let parts = list(&schema["allOf"]).flat_map(|part| fields(document, part));
    let needed: Vec<&str> = list(&schema["required"]).map(text).collect();
    let own = members(&schema["properties"]).map(|(name, property)| {
        let inner = resolved(document, property);
        Field {
            name,
            kind: kind(property),
            is_needed: needed.contains(&name.as_str()),
            description: described(property).unwrap_or_else(|| text(&inner["description"])),
            limits: limits(property),
            options: options(inner),
        }
    });
    parts.chain(own).collect()
}

/// What is said of a member itself, beside what its shape says.
fn described(property: &Value) -> Option<&str> {
    let inside = alternatives(property).filter_map(|part| part["description"].as_str());
    property["description"].as_str().or_else(|| inside.into_iter().next())
}

pub(super) fn shape<'a>(document: &'a Value, name: &'a str, schema: &'a Value) -> Shape<'a> {
    Shape {
        name,
        description: text(&schema["description"]),
        fields: fields(document, schema),
        options: options(schema),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_type_is_told_in_words_or_by_the_name_of_its_shape() {
        let told = |schema: &Value| {
            let Kind { before, what, may_be_null } = kind(schema);
            let what = match what {
                What::Shape(name) => name,
                What::Word(word) => word,
            };
            format!("{before}{what}{}", if may_be_null { words::OR_NULL } else { "" })
        };
        for (schema, expected) in [
            (json!({"type": "string"}), "text"),
            (json!({"type": ["string", "null"], "format": "date-time"}), "time (RFC 3339, UTC) or null"),
            (json!({"type": "array", "items": {"$ref": "#/components/schemas/Run"}}), "list of Run"),
            (json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Run"}]}), "Run or null"),
            (json!({"type": "object", "additionalProperties": {"type": "string"}}), "by name: text"),
            (json!({"type": "object"}), "object"),
            (json!({"type": "string", "contentEncoding": "base64"}), "text in base 64"),
            (json!({}), "any JSON"),
        ] {
            assert_eq!(told(&schema), expected);
        }
    }

    #[test]
    fn limits_are_told_and_what_is_absent_is_none() {
        let schema = json!({"minLength": 8, "maxLength": 128, "minimum": 0, "default": true});
        assert_eq!(limits(&schema), ["8 to 128 characters", "at least 0", "true unless said"]);
        assert!(limits(&json!({"type": "string"})).is_empty());
    }

    #[test]
    fn an_object_of_parts_has_the_fields_of_all() {
        let document = json!({"components": {"schemas": {
            "Card": {"type": "object", "required": ["slug"], "properties": {"slug": {"type": "string", "description": "Its name."}}},
            "Agent": {"allOf": [
                {"$ref": "#/components/schemas/Card"},
                {"type": "object", "properties": {"changes": {"type": "string"}}},
            ]},
        }}});
        let fields = fields(&document, &document["components"]["schemas"]["Agent"]);
        let told: Vec<(&str, bool, &str)> =
            fields.iter().map(|field| (field.name, field.is_needed, field.description)).collect();
        assert_eq!(told, [("slug", true, "Its name."), ("changes", false, "")]);
    }
}
