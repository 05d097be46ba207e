//! What your runs come to (C16).

pub(crate) mod export;
pub(crate) mod mine;
mod params;

pub use export::export;
pub use mine::mine;
pub(crate) use params::asked;
