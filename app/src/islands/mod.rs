//! What moves in the browser.
//!
//! Each island improves a part that reads and posts without it; none is needed. A page without islands loads no code at
//! all, so an island stands only where it earns its place.

pub mod copy;
#[cfg(feature = "hydrate")]
mod dom;
pub mod live_run;
pub mod password_rules;
pub mod run_form;
pub mod run_keys;
pub mod sortable;

pub use copy::CopyButton;
pub use live_run::{Line, LiveRun};
pub use password_rules::PasswordRules;
pub use run_form::{RunForm, SampleFile};
pub use run_keys::RunKeys;
pub use sortable::Sortable;
