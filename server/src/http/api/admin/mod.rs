//! What admins see and do. To anybody else it looks as if it were not there.

pub(crate) mod cache;

pub use cache::{clear, show};
