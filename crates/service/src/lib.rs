//! The use cases of Guildhall: a folder for each noun, a file for each verb.
//!
//! A page, a REST route and a command that do the same thing call the same function here. The functions take the
//! [`Services`] and the viewer, decide whether the viewer may, own the transaction, and answer with types of `domain`.
//! Errors are an enum per noun; whoever speaks to the outside turns them into a [`Problem`].

pub mod account;
pub mod analytics;
pub mod api_key;
pub mod backup;
pub mod catalogue;
pub mod clock;
pub mod eval;
pub mod health;
pub mod keys;
pub mod ledger;
pub mod limit;
pub mod mail;
pub mod measure;
pub mod problem;
pub mod rate;
pub mod receipt;
pub mod run;
mod services;
pub mod trial;
pub mod usage;
pub mod zone;

pub use problem::Problem;
pub use services::{Services, SetUp, Settings, make_private};
