//! The input of an agent: which fields its version declares, and whether values fit them.
//!
//! Eight kinds of field ([`Kind`]). The browser, the plain form, REST and the command line all end in
//! [`Schema::check`]; JSON Schema ([`Schema::to_json_schema`]) is derived for whoever wants to read it.

mod check;
mod form;
mod json_schema;
mod schema;

pub use check::{FileRef, Values};
pub use schema::{BadSchema, Choice, Field, Kind, MAX_FILE_BYTES, Schema};
