//! Reading a request, strictly: whatever is unknown, doubled or of another type is refused and named.

mod body;
mod caller;
mod fields;
mod idempotency;
mod json;
mod params;
mod path;

pub(crate) use body::{ContentType, read_body, unsupported};
pub(crate) use caller::Caller;
pub(crate) use fields::Fields;
pub(crate) use idempotency::IdempotencyKey;
pub(crate) use json::fields_of;
pub(crate) use json::{FromFields, Json};
pub(crate) use params::{NoParams, Params};
pub(crate) use path::{ArtifactPath, KeyPath, RunPath, Slug};
