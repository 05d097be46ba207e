//! REST under `/api/v1` (M1): a folder for each noun, a file for each endpoint.
//!
//! A handler reads the request through `extract`, calls one use case and answers with a type of `domain`. What the
//! wire looks like is written down in [`schema`] and in the attribute above each handler; [`crate::http::openapi`]
//! makes the document of it, and the tests judge every answer by that document.

pub mod admin;
pub mod agents;
pub mod analytics;
pub mod auth;
pub mod credits;
pub(crate) mod extract;
pub mod keys;
pub mod receipts;
pub mod runs;
pub mod schema;
pub mod usage;
pub mod ws;
