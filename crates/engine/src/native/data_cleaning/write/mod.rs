//! The files: the cleaned table, the log of every change, the list of what is flagged.

pub(crate) mod log;
pub(crate) mod stats;
pub(crate) mod table;
pub(crate) mod walk;
