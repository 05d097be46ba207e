//! The kinds of failure, and what is told of a field that does not fit.

use serde::{Deserialize, Serialize};

/// What sort of failure it is. The one table from kind to HTTP status is [`Kind::status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The request cannot be read: not JSON, a bad cursor, a bad id.
    Malformed,
    /// The request can be read, and a field does not fit.
    Invalid,
    /// Nobody known is asking.
    Unauthenticated,
    /// Known, but not allowed.
    Forbidden,
    /// It does not exist, or it is not yours: the answer is the same.
    NotFound,
    /// It cannot be done in the present state.
    Conflict,
    /// The balance is too short.
    InsufficientCredits,
    /// Too large.
    TooLarge,
    /// The content type is not one that is read here.
    UnsupportedMediaType,
    /// Too often.
    RateLimited,
    /// A part that is needed is away; try again.
    Unavailable,
    /// Our fault.
    Internal,
}

impl Kind {
    /// The HTTP status of this kind.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated => 401,
            Self::InsufficientCredits => 402,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Invalid => 422,
            Self::RateLimited => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

/// One field that does not fit, for a form or an API answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name; with a dot for a field of the agent's input (`input.file`).
    pub field: String,
    /// What is wrong, as a stable word: `required`, `too_long`, `not_a_number` …
    pub code: String,
    /// The same in a sentence.
    pub message: String,
}

impl FieldError {
    /// A field, the stable word and the sentence.
    pub fn new(field: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), message: message.into() }
    }
}
