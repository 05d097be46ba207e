//! The HTTP interface, proven through sockets on both databases: a file for each behaviour.

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod artifacts;
mod broken_tokens;
mod cancelling;
mod catalogue;
mod cross_site;
mod document;
mod files;
mod isolation;
mod key_caps;
mod key_corpus;
mod key_matrix;
mod keys;
mod limits;
mod oversize;
mod pages_of_lists;
mod policies;
mod quoting;
mod races;
mod reading_changes_nothing;
mod receipts;
mod refusals;
mod running;
mod sharing;
mod starting;
mod streaming;
mod tokens;
mod trial_limits;
mod trial_marks;
mod trial_moves;
mod trials;
mod usage;
mod welcomes;
