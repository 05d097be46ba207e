//! From where a request comes, for limits and the sign-in history.

use axum::Extension;
use axum::extract::FromRequestParts;
use domain::error::Kind;
use http::header::USER_AGENT;
use http::request::Parts;
use service::Problem;
use service::account::Origin;

use crate::http::address::ClientAddress;
use crate::http::problem::Refusal;

/// Characters of the browser's own description that are kept.
const MAX_USER_AGENT: usize = 400;

/// The address and the browser's own description.
pub struct Caller(pub Origin);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Extension(address) = Extension::<ClientAddress>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::new(Kind::Internal, "internal", "The caller's address is not known."))?;
        let given = parts.headers.get(USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let printable = given.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control());
        let user_agent = printable.take(MAX_USER_AGENT).collect();
        Ok(Self(Origin { address: address.0, user_agent, marks: parts.extensions.get().cloned() }))
    }
}
