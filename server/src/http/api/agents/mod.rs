//! The catalogue (B2, B3), answered from memory. The same for everybody, so it may be kept and asked for again by
//! `ETag`.

pub(crate) mod categories;
mod etag;
pub(crate) mod list;
mod query;
pub(crate) mod show;

pub(crate) use categories::Categories;
pub use categories::categories;
pub use list::list;
pub(crate) use show::Agent;
pub use show::show;
