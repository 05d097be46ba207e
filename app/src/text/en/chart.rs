//! What stands around charts.

pub const AS_TABLE: &str = "Show as a table";
