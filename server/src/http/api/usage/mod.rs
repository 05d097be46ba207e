//! What programs asked for (H5).

pub(crate) mod my_usage;

pub use my_usage::my_usage;
