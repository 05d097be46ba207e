//! What is told of the forecasts: the output for programs, a message for people, files, charts.

pub(crate) mod chart;
pub(crate) mod files;
pub(crate) mod message;
pub(crate) mod output;
pub(crate) mod summary;
pub(crate) mod words;

pub(crate) use self::summary::Summary;
