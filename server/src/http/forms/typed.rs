//! What was typed into a form.

use axum::Form;
use axum::extract::{FromRequest, Request};
use domain::error::Kind;
use service::Problem;

use crate::http::problem::Refusal;

const MAX_FIELDS: usize = 100;

/// What was typed into a form, in its order.
pub(crate) struct Typed(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let read = Form::from_request(request, state).await;
        let Form(fields) = read.map_err(|error| Refusal::of_status(error.status()))?;
        Ok(Self::of(fields)?)
    }
}

impl Typed {
    fn of(fields: Vec<(String, String)>) -> Result<Self, Problem> {
        let has_nul = fields.iter().any(|(name, text)| name.contains('\0') || text.contains('\0'));
        if has_nul || fields.len() > MAX_FIELDS {
            let detail = "The form cannot be read; load the page again.";
            return Err(Problem::new(Kind::Malformed, "malformed_form", detail));
        }
        Ok(Self(fields))
    }

    /// The text of a field; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str())
    }

    /// The texts of all fields of that name: what was ticked.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// These fields, to be shown again. Passwords are not among them.
    pub(crate) fn kept(&self, names: &[&str]) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_fields_are_kept() {
        let fields = [("login", "ada"), ("password", "hunter2"), ("next", "/runs")];
        let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let typed = Typed::of(fields.to_vec()).expect("a form");
        assert_eq!(typed.text("next"), "/runs");
        assert_eq!(typed.kept(&["login"]), [("login".to_owned(), "ada".to_owned())]);
    }

    #[test]
    fn nul_is_not_taken() {
        assert!(Typed::of(vec![("login".to_owned(), "a\0".to_owned())]).is_err());
    }
}
