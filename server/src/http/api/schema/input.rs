//! What an agent asks for.

use std::collections::HashMap;

use serde_json::Value;
use utoipa::ToSchema;

/// Values by field name, as the agent's `input_schema` declares them; a file stands as an `InlineFile`.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"text": "Hello", "steps": 3}))]
pub struct Input(pub HashMap<String, Value>);

/// Nothing: an empty object, or no body at all.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Nothing {}

/// Bytes as they are.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Bytes(pub Vec<u8>);

/// A file inside JSON.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InlineFile {
    /// Shown, and judged by its ending; never used as a path.
    #[schema(example = "customers.csv", min_length = 1, max_length = 255)]
    pub filename: String,
    /// The content in base 64 with padding (RFC 4648, 4); 20 MB at most once decoded.
    #[schema(content_encoding = "base64", example = "bmFtZQpBZGEK")]
    pub base64: String,
}

/// One field of an agent's input. Which members stand beside `kind` depends on it.
#[derive(Debug, ToSchema)]
pub struct Field {
    /// The name in JSON and in forms.
    pub name: String,
    /// What a person reads above the field.
    pub label: String,
    /// A sentence below it; may be empty.
    pub help: String,
    /// Whether a run needs it.
    pub required: bool,
    /// Which of the eight kinds.
    pub kind: FieldKind,
    /// Characters at most (`text`, `long_text`).
    #[schema(nullable = false)]
    pub max_length: Option<u64>,
    /// The smallest allowed (`number`).
    pub min: Option<f64>,
    /// The largest allowed (`number`).
    pub max: Option<f64>,
    /// Whether it must be whole (`number`).
    #[schema(nullable = false)]
    pub integer: Option<bool>,
    /// What stands there at first; null for nothing.
    pub default: Option<Value>,
    /// The values to choose from (`choice`).
    #[schema(nullable = false)]
    pub options: Option<Vec<InputOption>>,
    /// Endings taken, with the dot; empty for any (`file`).
    #[schema(nullable = false)]
    pub accept: Option<Vec<String>>,
    /// Bytes at most (`file`, `json`).
    #[schema(nullable = false)]
    pub max_bytes: Option<u64>,
    /// The columns, in order (`table`).
    #[schema(nullable = false)]
    pub columns: Option<Vec<String>>,
    /// Rows at most (`table`).
    #[schema(nullable = false)]
    pub max_rows: Option<u64>,
}

/// The eight kinds of field.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Many lines.
    LongText,
    /// A number.
    Number,
    /// One of some values.
    Choice,
    /// Yes or no.
    Boolean,
    /// A file.
    File,
    /// Any JSON.
    Json,
    /// Rows of named columns.
    Table,
}

/// One value of a choice.
#[derive(Debug, ToSchema)]
pub struct InputOption {
    /// The value in JSON.
    pub value: String,
    /// What a person reads.
    pub label: String,
}
