//! The fields of a JSON body, taken one by one, so that everything that misfits is named at once.

use domain::error::FieldError;
use domain::input::Values;
use serde_json::{Map, Value};
use service::Problem;

use crate::http::problem::Refusal;

const UNKNOWN: &str = "There is no such field here.";

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

    /// A text that may be absent; null stands for absent.
    pub(crate) fn text_if_given(&mut self, name: &str) -> Option<String> {
        self.is_given(name).then(|| self.text(name))
    }

    /// A word that `read` understands.
    pub(crate) fn one_of<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Option<T>,
        code: &str,
        needed: &str,
    ) -> Option<T> {
        let before = self.errors.len();
        let text = self.text(name);
        let value = read(&text);
        if value.is_none() && self.errors.len() == before {
            self.misfit(name, code, needed);
        }
        value
    }

    /// A word that `read` understands, or nothing; null stands for absent.
    pub(crate) fn one_of_if_given<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Option<T>,
        code: &str,
        needed: &str,
    ) -> Option<T> {
        if self.is_given(name) { self.one_of(name, read, code, needed) } else { None }
    }

    /// Yes or no; must be there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        match self.left.shift_remove(name) {
            Some(Value::Bool(flag)) => return flag,
            Some(Value::Null) | None => self.misfit(name, "required", "This is needed."),
            Some(_) => self.misfit(name, "not_a_flag", "True or false is needed."),
        }
        false
    }

    /// A whole number not below zero that may be absent; null stands for absent.
    pub(crate) fn whole_if_given(&mut self, name: &str) -> Option<i64> {
        self.is_given(name).then(|| self.whole(name))
    }

    /// What `read` takes of an object that must be there; what misfits in it is named `name.field`.
    pub(crate) fn inside<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if !self.is_given(name) {
            self.misfit(name, "required", "This is needed.");
            return None;
        }
        let mut inner = Self::new(self.object(name)?);
        let value = read(&mut inner);
        let unknown = inner.left.keys().map(|name| FieldError::new(shown(name), "unknown_field", UNKNOWN));
        let errors = inner.errors.into_iter().chain(unknown);
        self.errors.extend(errors.map(|error| FieldError { field: format!("{name}.{}", error.field), ..error }));
        Some(value)
    }

    /// The same of an object that may be absent.
    pub(crate) fn inside_if_given<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.is_given(name) { self.inside(name, read) } else { None }
    }

    /// Whether it is there; a null is taken away.
    fn is_given(&mut self, name: &str) -> bool {
        if self.left.get(name).is_some_and(Value::is_null) {
            self.left.shift_remove(name);
        }
        self.left.contains_key(name)
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

    /// `true` or `false`, which may be absent.
    pub(crate) fn optional_flag(&mut self, name: &str) -> Option<bool> {
        match self.left.shift_remove(name) {
            Some(Value::Bool(flag)) => return Some(flag),
            Some(Value::Null) | None => {}
            Some(_) => self.misfit(name, "not_a_flag", "True or false is needed."),
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
            self.errors.push(FieldError::new(shown(name), "unknown_field", UNKNOWN));
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
    fn what_may_be_absent_may_be_null_and_what_stands_inside_is_named_whole() {
        let Value::Object(map) = json!({"a": null, "c": "red", "n": {"yes": 1, "more": 1}, "w": null}) else {
            unreachable!("an object")
        };
        let mut fields = Fields::new(map);
        assert_eq!(
            (fields.text_if_given("a"), fields.text_if_given("b"), fields.whole_if_given("w")),
            (None, None, None)
        );
        assert_eq!(fields.one_of("c", |_| None::<()>, "unknown", "Another."), None);
        assert_eq!(fields.one_of("d", |_| None::<()>, "unknown", "Another."), None);
        assert_eq!(fields.inside("n", |inner| (inner.flag("yes"), inner.flag("no"))), Some((false, false)));
        assert_eq!(fields.inside("m", |_| ()), None);
        let refusal = fields.end().expect_err("misfits");
        let misfits = &refusal.problem().fields;
        let named: Vec<(&str, &str)> = misfits.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
        let expected = [
            ("c", "unknown"),
            ("d", "required"),
            ("n.yes", "not_a_flag"),
            ("n.no", "required"),
            ("n.more", "unknown_field"),
            ("m", "required"),
        ];
        assert_eq!(named, expected);
    }

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
