//! Every SQL statement of Guildhall: one text for SQLite and PostgreSQL, one file for each group of tables.
//!
//! [`Db`] opens the database, reads in a [`Scope`] and writes in transactions; [`Conn`] is what query functions are given.
//! A query function is named `find` (an `Option`), `list`, `insert`, `update` or after what it does; it never decides about
//! money or rights. Ids are text, amounts millionths, times microseconds, flags booleans, sets `TEXT` with `CHECK`.

pub mod accounts;
pub mod agents;
pub mod analytics;
pub mod api_calls;
pub mod api_keys;
pub mod artifacts;
pub mod audit_sums;
pub mod avatars;
pub mod blobs;
pub mod branches;
pub mod cache;
mod conn;
mod db;
pub mod erasure;
mod error;
pub mod events;
pub mod forgotten_passwords;
pub mod history;
pub mod holds;
pub mod idempotency;
mod layers;
pub mod lots;
pub mod mail_tokens;
pub mod mails;
pub mod measure;
mod migrate;
mod notices;
pub mod pending_sign_ins;
mod postgres;
pub mod preferences;
pub mod presences;
pub mod queue;
pub mod quotas;
pub mod quotes;
pub mod rate_windows;
pub mod receipt_keys;
pub mod receipts;
pub mod refresh_tokens;
pub mod run_shares;
pub mod runs;
mod scope;
pub mod second_factors;
pub mod sessions;
mod set_writer;
pub mod sign_ins;
pub mod snapshot;
mod sqlite;
pub mod steps;
mod tally;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transactions;
pub mod users;
pub mod visitors;
pub mod watch;
pub mod welcomes;
pub mod ws_tickets;

pub use conn::{Conn, Dialect};
pub use db::{Connections, Db, Location, WriteFailure};
pub use error::StoreError;
pub use layers::layers;
pub use migrate::{MigrationState, pending};
pub use notices::{Heard, Listener, Notice};
pub use scope::{Scope, Sight};
pub use set_writer::{SetWriter, Work};
pub use sqlite::{ChangeWatch, Commits};
