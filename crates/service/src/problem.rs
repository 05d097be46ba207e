//! What is told to the outside of a failure: never internal text.

use domain::account::Denied;
use domain::error::{FieldError, Kind};
use serde_json::Value;

/// A failure as the outside may see it. The HTTP layer adds the request's id.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What sort of failure.
    pub kind: Kind,
    /// A stable word: `email_taken`.
    pub code: &'static str,
    /// A sentence: what happened, what it means for the money, what to do next.
    pub detail: String,
    /// The fields that do not fit.
    pub fields: Vec<FieldError>,
    /// After how many seconds to try again.
    pub retry_after_seconds: Option<u64>,
    /// Facts for a client, such as the fresh quote.
    pub facts: Option<Value>,
}

impl Problem {
    /// A failure without fields or facts.
    pub fn new(kind: Kind, code: &'static str, detail: impl Into<String>) -> Self {
        Self { kind, code, detail: detail.into(), fields: Vec::new(), retry_after_seconds: None, facts: None }
    }

    /// Fields that do not fit.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let detail = match fields.as_slice() {
            [only] => only.message.clone(),
            _ => "Some fields do not fit.".to_owned(),
        };
        Self { fields, ..Self::new(Kind::Invalid, "invalid_fields", detail) }
    }

    /// It does not exist, or it is not the viewer's.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not_found", "There is nothing here, or it is not yours.")
    }

    /// Nobody known is asking.
    pub fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated, "unauthenticated", "Sign in first.")
    }
}

impl Problem {
    /// Our fault.
    pub fn internal() -> Self {
        Self::new(
            Kind::Internal,
            "internal",
            "Something went wrong on our side. Nothing was charged. Tell us the request id if it happens again.",
        )
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unauthenticated => Self::unauthenticated(),
            Denied::Unverified => Self::new(
                Kind::Forbidden,
                "unverified",
                "Confirm your address first: follow the link in the letter we sent you. Nothing was charged.",
            ),
            Denied::MissingScope(scope) => Self {
                facts: Some(serde_json::json!({ "scope": scope })),
                ..Self::new(
                    Kind::Forbidden,
                    "missing_scope",
                    format!("This API key lacks the scope {}. Nothing was changed.", scope.as_str()),
                )
            },
            Denied::NotForKeys => Self::new(
                Kind::Forbidden,
                "not_for_keys",
                "An API key may not do this: sign in yourself. Nothing was changed.",
            ),
            Denied::NotFound => Self::not_found(),
        }
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        if matches!(error, store::StoreError::CommitUnknown) {
            tracing::error!("the outcome of a commit is unknown");
            return Self {
                retry_after_seconds: Some(2),
                ..Self::new(
                    Kind::Unavailable,
                    "outcome_unknown",
                    "The connection to the database broke at the last moment, so it is not known whether this happened. Send it \
                     again with the same idempotency key: it will happen once.",
                )
            };
        }
        if error.is_unavailable() {
            tracing::warn!(%error, "the database is away");
            return Self {
                retry_after_seconds: Some(2),
                ..Self::new(
                    Kind::Unavailable,
                    "database_away",
                    "The database cannot be reached at the moment. Nothing was charged. Try again in a few seconds.",
                )
            };
        }
        tracing::error!(%error, "the database refused");
        Self::internal()
    }
}
