//! The refusals that only a connection knows.

use domain::error::Kind;
use service::Problem;

/// The refusal of a type of message that there is not.
pub(super) fn unknown_type() -> Problem {
    let detail = "There is no message of that type: execute_agent, subscribe and ping are understood.";
    Problem::new(Kind::Invalid, "unknown_type", detail)
}

/// The refusal of a message that is not text.
pub(in crate::http::ws) fn not_text() -> Problem {
    Problem::new(Kind::UnsupportedMediaType, "not_text", "Messages are JSON as text; this one was binary.")
}

/// The refusal of a message above what is read.
pub(in crate::http::ws) fn too_large(limit: usize) -> Problem {
    let detail =
        format!("A message has at most {} KiB. Send larger inputs by REST, and subscribe to the run.", limit / 1024);
    Problem::new(Kind::TooLarge, "too_large", detail)
}

/// The refusal of messages that come faster than they are read.
pub(in crate::http::ws) fn too_fast() -> Problem {
    Problem::new(Kind::RateLimited, "too_many_messages", "Messages come faster than they are read here.")
}

/// The refusal of one subscription more.
pub(in crate::http::ws) fn too_many(limit: usize) -> Problem {
    let detail = format!(
        "{limit} runs are followed over this connection already. Nothing was started. Open another one, or wait for an end."
    );
    Problem::new(Kind::RateLimited, "too_many_subscriptions", detail)
}
