//! Runs (C2–C4, C10): quote, start, watch, cancel, fetch what came out.
//!
//! A run that is not the viewer's answers exactly like one that does not exist.

pub(crate) mod artifact;
pub(crate) mod artifacts;
pub(crate) mod cancel;
pub(crate) mod delete;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod inline_files;
pub(crate) mod keep;
pub(crate) mod list;
mod narrowing;
pub(crate) mod quote;
pub(crate) mod receipt;
pub(crate) mod share;
pub(crate) mod show;
pub(crate) mod start;
pub(crate) mod summary;

pub use artifact::artifact;
pub use artifacts::artifacts;
pub use cancel::cancel;
pub use delete::delete;
pub use events::events;
pub use export::export;
pub use keep::{keep, let_go};
pub use list::list;
pub(crate) use narrowing::narrowing;
pub use quote::quote;
pub use receipt::receipt;
pub use show::show;
pub use start::start;
pub use summary::summary;
