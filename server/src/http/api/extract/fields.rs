//! The fields of a JSON body, taken one by one, so that everything that misfits is named at once.

use domain::error::FieldError;
use domain::input::Values;
use serde_json::{Map, Value};
use service::Problem;

use crate::http::problem::Refusal;

/// What is left of a JSON object, and what did not fit so far.
#[derive(Debug, Default)]
pub struct Fields {
    left: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Fields {
    pub(crate) fn new(map: Map<String, Value>) -> Self {
        Self { left: map, errors: Vec::new() }
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> String {
        match self.left.shift_remove(name) {
            Some(Value::String(text)) if text.contains('\0') => {
                self.misfit(name, "nul", "A NUL character cannot be taken.");
            }
            Some(Value::String(text)) => return text,
            Some(Value::Null) | None => self.misfit(name, "required", "This is needed."),
            Some(_) => self.misfit(name, "not_a_text", "A text is needed."),
        }
        String::new()
    }

    /// A whole number that must be there and not below zero.
    pub(crate) fn whole(&mut self, name: &str) -> i64 {
        match self.left.shift_remove(name) {
            Some(Value::Number(number)) => match number.as_i64() {
                Some(whole) if whole >= 0 => return whole,
                Some(_) => self.misfit(name, "too_small", "At least 0."),
                None => self.misfit(name, "not_whole", "A whole number of 64 bits is needed."),
            },
            Some(Value::Null) | None => self.misfit(name, "required", "This is needed."),
            Some(_) => self.misfit(name, "not_a_number", "A number is needed."),
        }
        0
    }

    /// An object that may be absent.
    pub(crate) fn object(&mut self, name: &str) -> Option<Values> {
        match self.left.shift_remove(name) {
            Some(Value::Object(map)) => return Some(map),
            Some(Value::Null) | None => {}
            Some(_) => self.misfit(name, "not_an_object", "An object is needed."),
        }
        None
    }

    /// Whether a field is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.left.contains_key(name)
    }

    /// Anything, for whoever reads it itself; `None` where it is not there.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.left.shift_remove(name)
    }

    /// Everything, unread.
    pub(crate) fn into_map(self) -> Values {
        self.left
    }

    /// Remembers a misfit that only the caller can see.
    pub(crate) fn misfit(&mut self, name: &str, code: &str, message: &str) {
        self.errors.push(FieldError::new(name, code, message));
    }

    /// Refuses what was not taken and what did not fit.
    pub(crate) fn end(mut self) -> Result<(), Refusal> {
        for name in self.left.keys() {
            self.errors.push(FieldError::new(shown(name), "unknown_field", "There is no such field here."));
        }
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors).into()) }
    }
}

/// A name that came from outside, short and printable.
pub(super) fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_that_misfits_is_named_at_once() {
        let Value::Object(map) =
            json!({"a": 1, "b": "x\u{0}", "n": -1, "f": 1.5, "o": [], "more": true, "n\u{0}ul": 1})
        else {
            unreachable!("an object")
        };
        let mut fields = Fields::new(map);
        fields.text("a");
        fields.text("b");
        fields.text("c");
        fields.whole("n");
        fields.whole("f");
        fields.object("o");
        let refusal = fields.end().expect_err("misfits");
        let misfits = &refusal.problem().fields;
        let named: Vec<(&str, &str)> = misfits.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
        let expected = [
            ("a", "not_a_text"),
            ("b", "nul"),
            ("c", "required"),
            ("n", "too_small"),
            ("f", "not_whole"),
            ("o", "not_an_object"),
            ("more", "unknown_field"),
            ("nul", "unknown_field"),
        ];
        assert_eq!(named, expected);
    }
}
