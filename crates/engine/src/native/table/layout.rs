//! What a customer says of a file's layout; everything else is found out from the bytes.

use domain::input::Values;
use serde::Serialize;
use serde_json::Value;

/// What a customer says of a file's layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Layout {
    /// A label of the Encoding Standard.
    pub(crate) encoding: Option<String>,
    /// The byte between cells.
    pub(crate) delimiter: Option<u8>,
    /// Whether the first row names the columns.
    pub(crate) header: Option<bool>,
}

impl Layout {
    /// From the checked values `encoding`, `delimiter` and `header`; what is absent or `auto` is found out.
    pub(crate) fn read(values: &Values) -> Self {
        let text =
            |name: &str| values.get(name).and_then(Value::as_str).filter(|text| !text.is_empty() && *text != "auto");
        Self {
            encoding: text("encoding").map(str::to_owned),
            delimiter: text("delimiter").and_then(|name| match name {
                "comma" => Some(b','),
                "semicolon" => Some(b';'),
                "tab" => Some(b'\t'),
                "pipe" => Some(b'|'),
                _ => None,
            }),
            header: text("header").and_then(|name| match name {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
        }
    }
}
