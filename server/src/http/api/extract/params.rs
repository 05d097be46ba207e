//! The parameters of an address.

use axum::extract::{FromRequestParts, Query};
use domain::error::{FieldError, Kind};
use domain::page::{DEFAULT_PER_PAGE, MAX_PER_PAGE};
use http::request::Parts;
use service::Problem;

use super::fields::shown;
use crate::http::problem::{Refusal, malformed};

/// Cursors are ours and short; anything longer is no cursor.
const MAX_CURSOR: usize = 512;

/// What is left of the parameters, and what did not fit so far. A parameter without a value counts as absent, as forms
/// send it.
#[derive(Debug)]
pub struct Params {
    left: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(|_| {
            Problem::new(Kind::Malformed, "malformed_parameters", "The address's parameters cannot be read.")
        })?;
        for (place, (name, value)) in pairs.iter().enumerate() {
            if pairs[..place].iter().any(|(before, _)| before == name) {
                return Err(malformed("repeated_parameter", &shown(name), "This parameter stands twice.").into());
            }
            if name.contains('\0') || value.contains('\0') {
                return Err(malformed("nul", &shown(name), "A NUL character cannot be taken.").into());
            }
        }
        Ok(Self { left: pairs, errors: Vec::new() })
    }
}

impl Params {
    /// The parameter's text.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.left.iter().position(|(given, _)| given == name)?;
        let (_, value) = self.left.swap_remove(place);
        Some(value).filter(|value| !value.is_empty())
    }

    /// The parameter, as `read` understands it.
    pub(crate) fn take_as<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Option<T>,
        code: &str,
        needed: &str,
    ) -> Option<T> {
        let text = self.take(name)?;
        let value = read(&text);
        if value.is_none() {
            self.misfit(name, code, needed);
        }
        value
    }

    /// `per_page`: 1 to 100, 20 unless said.
    pub(crate) fn per_page(&mut self) -> u32 {
        let read = |text: &str| text.parse().ok().filter(|count| (1..=MAX_PER_PAGE).contains(count));
        self.take_as("per_page", read, "out_of_range", "A whole number from 1 to 100 is needed.")
            .unwrap_or(DEFAULT_PER_PAGE)
    }

    /// `cursor`, unread: it belongs to whoever made it.
    pub(crate) fn cursor(&mut self) -> Result<Option<String>, Refusal> {
        match self.take("cursor") {
            Some(cursor) if cursor.len() > MAX_CURSOR => {
                Err(malformed("bad_cursor", "cursor", "This is no cursor of this list; begin without one.").into())
            }
            cursor => Ok(cursor),
        }
    }

    /// Remembers a misfit that only the caller can see.
    pub(crate) fn misfit(&mut self, name: &str, code: &str, message: &str) {
        self.errors.push(FieldError::new(name, code, message));
    }

    /// Refuses what was not taken, then what did not fit.
    pub(crate) fn end(self) -> Result<(), Refusal> {
        if let Some((name, _)) = self.left.first() {
            let name = shown(name);
            return Err(malformed("unknown_parameter", &name, format!("There is no parameter {name:?} here.")).into());
        }
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors).into()) }
    }
}

/// An address that takes no parameters.
pub struct NoParams;

impl<S: Send + Sync> FromRequestParts<S> for NoParams {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        Params::from_request_parts(parts, state).await?.end()?;
        Ok(Self)
    }
}
