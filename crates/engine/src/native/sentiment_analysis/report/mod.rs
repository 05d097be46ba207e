//! What is told of the texts: the output for programs, a message for people, charts, the file of aspects.

pub(crate) mod aspects_csv;
pub(crate) mod chart;
pub(crate) mod message;
pub(crate) mod output;
