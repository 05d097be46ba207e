//! Types and rules of Guildhall.
//!
//! Pure: no I/O, no clock, no randomness, no SQL, no HTTP. The crate is compiled for the server and, as WebAssembly, for
//! the browser, so that both sides check a form, fold a transcript and show a price by the same code.
//!
//! - [`id`], [`hex`], [`canonical`], [`percent`], [`time`], [`credits`], [`page`], [`error`]: the small words everything else
//!   is made of.
//! - [`account`]: owners, users, roles, the viewer.
//! - [`analytics`]: what an owner's runs come to by day and agent, and what to expect.
//! - [`axis`]: round numbers for charts.
//! - [`catalogue`]: categories, manifests, listings and how they are searched.
//! - [`input`]: the field kinds of an agent's input, checked here and nowhere else.
//! - [`key`]: API keys, their text and what fits one.
//! - [`limit`]: how many requests a plan allows, and how they are counted.
//! - [`run`]: states, events, and the fold of events into a transcript.
//! - [`ledger`]: assets, lots, holds, balanced transactions.
//! - [`measure`]: what a metric is.
//! - [`quote`]: the ceiling shown before a run.
//! - [`quota`]: what is counted against limits.
//! - [`receipt`]: what a settled run leaves for good.
//! - [`usage`]: what programs asked for, added up.

pub mod account;
pub mod analytics;
pub mod axis;
pub mod canonical;
pub mod catalogue;
pub mod credits;
pub mod error;
pub mod hex;
pub mod id;
pub mod input;
pub mod key;
pub mod ledger;
pub mod limit;
pub mod measure;
pub mod page;
pub mod percent;
pub mod quota;
pub mod quote;
pub mod receipt;
pub mod run;
pub mod time;
pub mod usage;
