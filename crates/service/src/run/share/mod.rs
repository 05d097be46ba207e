//! Links that show a run, read only, to whoever has one (C3).
//!
//! A link carries a token of 256 random bits, of which only the hash is kept (decision 25): it is told when it is made, and
//! never again. A run has one link at most; a new one ends the one before. Its owner chooses what it shows besides the steps
//! and what the agent said: what the run was given, the files. Neither money nor the owner is told. A link whose run is
//! deleted or erased, or that was ended, answers like one that never was.

mod end;
mod find;
mod make;
mod open;

pub use end::unshare;
pub use find::share_of;
pub use make::{NewShare, Shows, share};
pub use open::{Shared, shared, shared_artifact, shared_beginning};
