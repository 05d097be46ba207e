//! The viewer's runs: listed, narrowed, summed up, exported.

mod export;
mod list;
mod narrowing;
mod summary;

pub use export::{Export, export};
pub use list::{Found, agents, find, list, list_of_agent};
pub use narrowing::{MAX_SEARCH, Narrowing};
pub use summary::summary;
