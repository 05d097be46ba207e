//! Runs (C2–C4, C10): quote, start, watch, cancel, fetch what came out.
//!
//! A run that is not the viewer's answers exactly like one that does not exist.

pub(crate) mod artifact;
pub(crate) mod artifacts;
pub(crate) mod cancel;
pub(crate) mod events;
pub(crate) mod inline_files;
pub(crate) mod list;
pub(crate) mod quote;
pub(crate) mod show;
pub(crate) mod start;

pub use artifact::artifact;
pub use artifacts::artifacts;
pub use cancel::cancel;
pub use events::events;
pub use list::list;
pub use quote::quote;
pub use show::show;
pub use start::start;
