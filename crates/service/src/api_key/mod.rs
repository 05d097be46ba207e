//! API keys: made, listed, changed, replaced and ended by their owner; the viewer that one speaks for.
//!
//! A key belongs to one owner, acts for the person who made it, and never widens what that person may: role, suspension
//! and address are read with each request, and [`domain::account::authorise`] asks for the scope on top. Keys are managed by
//! people only. What its runs cost is counted in the transaction of the hold (`ledger::hold`).

mod change;
mod error;
mod list;
mod make;
mod regenerate;
mod revoke;
mod viewer;

pub use change::{Change, change};
pub use error::Error;
pub use list::{list, show};
pub use make::{Made, make};
pub use regenerate::regenerate;
pub use revoke::revoke;
pub use viewer::{KeyViewer, viewer_of_key};
