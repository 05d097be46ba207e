//! What a version declares of its input.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The largest file taken anywhere: 20 MB.
pub const MAX_FILE_BYTES: u64 = 20_000_000;
const MAX_FIELDS: usize = 40;
/// Names that the form of a run uses beside the fields of its agent.
const RESERVED: &[&str] = &["confirm_ceiling", "max_price_microcredits", "nonce", "work_anew"];

/// The fields of an agent's input, in the order in which they are asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schema {
    /// In the order in which they are asked.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name in JSON and in forms: lower case, digits, `_`.
    pub name: String,
    /// What a person reads above the field.
    pub label: String,
    /// A sentence below it; may be empty.
    #[serde(default)]
    pub help: String,
    /// Whether a run needs it.
    #[serde(default)]
    pub required: bool,
    /// Which of the eight kinds, with its limits.
    #[serde(flatten)]
    pub kind: Kind,
}

/// The eight kinds of field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// One line.
    Text {
        /// Characters at most.
        #[serde(default = "default_text")]
        max_length: usize,
        /// What stands there at first.
        #[serde(default)]
        default: Option<String>,
    },
    /// Many lines.
    LongText {
        /// Characters at most.
        #[serde(default = "default_long_text")]
        max_length: usize,
        /// What stands there at first.
        #[serde(default)]
        default: Option<String>,
    },
    /// A number.
    Number {
        /// The smallest allowed.
        #[serde(default)]
        min: Option<f64>,
        /// The largest allowed.
        #[serde(default)]
        max: Option<f64>,
        /// Whether it must be whole.
        #[serde(default)]
        integer: bool,
        /// What stands there at first.
        #[serde(default)]
        default: Option<f64>,
    },
    /// One of some values.
    Choice {
        /// In the order shown.
        options: Vec<Choice>,
        /// The value chosen at first.
        #[serde(default)]
        default: Option<String>,
    },
    /// Yes or no.
    Boolean {
        /// What stands there at first.
        #[serde(default)]
        default: bool,
    },
    /// A file.
    File {
        /// Endings taken, with the dot (`.csv`); empty for any.
        #[serde(default)]
        accept: Vec<String>,
        /// Bytes at most.
        #[serde(default = "default_file")]
        max_bytes: u64,
    },
    /// Any JSON.
    Json {
        /// Bytes at most, as compact text.
        #[serde(default = "default_json")]
        max_bytes: usize,
        /// What stands there at first.
        #[serde(default)]
        default: Option<Value>,
    },
    /// Rows of named columns, each cell a text.
    Table {
        /// The columns, in order.
        columns: Vec<String>,
        /// Rows at most.
        #[serde(default = "default_rows")]
        max_rows: usize,
    },
}

/// One value of a [`Kind::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value in JSON.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

fn default_text() -> usize {
    500
}
fn default_long_text() -> usize {
    50_000
}
fn default_file() -> u64 {
    MAX_FILE_BYTES
}
fn default_json() -> usize {
    200_000
}
fn default_rows() -> usize {
    1_000
}

/// Why a declared input cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("input field {field:?}: {reason}")]
pub struct BadSchema {
    /// The field's name.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Schema {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether any field is a file.
    pub fn has_file(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.kind, Kind::File { .. }))
    }

    /// Checks the declaration itself, when a version is loaded.
    pub fn validate(&self) -> Result<(), BadSchema> {
        if self.fields.is_empty() || self.fields.len() > MAX_FIELDS {
            return Err(BadSchema {
                field: String::new(),
                reason: format!("between 1 and {MAX_FIELDS} fields are needed"),
            });
        }
        let mut names = BTreeSet::new();
        for field in &self.fields {
            let bad = |reason: &str| Err(BadSchema { field: field.name.clone(), reason: reason.to_owned() });
            let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if field.name.is_empty() || field.name.len() > 40 || !field.name.chars().all(named) {
                return bad("a name is 1 to 40 of a-z, 0-9 and _");
            }
            if RESERVED.contains(&field.name.as_str()) {
                return bad("the name is reserved");
            }
            if !names.insert(&field.name) {
                return bad("the name stands twice");
            }
            if field.label.trim().is_empty() {
                return bad("a label is needed");
            }
            match &field.kind {
                Kind::Choice { options, .. } if options.is_empty() => return bad("a choice needs options"),
                Kind::Choice { options, default: Some(value) } if !options.iter().any(|o| o.value == *value) => {
                    return bad("the default is not among the options");
                }
                Kind::Number { min: Some(min), max: Some(max), .. } if min > max => return bad("min is above max"),
                Kind::File { max_bytes, .. } if *max_bytes > MAX_FILE_BYTES => return bad("files end at 20 MB"),
                Kind::Table { columns, .. } if columns.is_empty() => return bad("a table needs columns"),
                _ => {}
            }
        }
        Ok(())
    }
}
