//! What the customer asked for.

use domain::input::Values;
use serde::Serialize;
use serde_json::Value;

use super::aspect::{self, Wanted};
use crate::native::table::Layout;

/// What the customer asked for. Part of the inputs of each step that depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Options {
    /// The pasted text; empty if there is none.
    pub(crate) text: String,
    /// Whether each line of the pasted text is a text of its own.
    pub(crate) by_line: bool,
    /// The name or the number of the column; found by itself if absent.
    pub(crate) column: Option<String>,
    /// Aspects to look for, besides those that are found.
    pub(crate) aspects: Vec<Wanted>,
    /// What is said of the file's layout.
    pub(crate) layout: Layout,
}

impl Options {
    /// From checked values.
    pub(crate) fn read(values: &Values) -> Self {
        let text = |name: &str| values.get(name).and_then(Value::as_str).unwrap_or_default();
        let column = text("column").trim();
        Self {
            text: text("text").to_owned(),
            by_line: text("lines") != "whole",
            column: (!column.is_empty()).then(|| column.to_owned()),
            aspects: aspect::wanted(text("aspects")),
            layout: Layout::read(values),
        }
    }

    /// What decides how the input is texts: what only later steps look at is always the same in it.
    pub(crate) fn of_texts(&self) -> Self {
        Self { aspects: Vec::new(), ..self.clone() }
    }
}
