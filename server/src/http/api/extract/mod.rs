//! Reading a request, strictly: whatever is unknown, doubled or of another type is refused and named.

mod body;
mod caller;
mod fields;
mod idempotency;
mod json;
mod params;
mod path;

pub(crate) use body::{ContentType, read_body, unsupported};
pub use caller::Caller;
pub use fields::Fields;
pub use idempotency::IdempotencyKey;
pub(crate) use json::fields_of;
pub use json::{FromFields, Json};
pub use params::{NoParams, Params};
pub use path::{ArtifactPath, RunPath, Slug};
