//! The ledger: credits come in as lots, are held for runs, captured or given back, and expire.
//!
//! `post` is the only writer of transactions. Everything here either joins the caller's transaction (`…_in`) or owns one.

mod balance;
mod error;
pub(crate) mod expire;
pub(crate) mod hold;
pub mod issue;
mod post;
pub(crate) mod settle;
mod statement;
mod verify;

pub use balance::balance;
pub(crate) use balance::balance_of;
pub use error::Error;
pub use statement::statement;
pub(crate) use verify::verify_in;
pub use verify::{Check, Report, verify};
