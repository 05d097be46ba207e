//! What is measured: each metric with its name, kind, labels and what it tells.
//!
//! Names follow Prometheus (<https://prometheus.io/docs/practices/naming/>): base units in the name, `_total` on what only
//! rises. Whoever measures has its table beside the code; the server describes them all, and a test compares what is
//! exposed with the tables.

/// A metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metric {
    /// As it is exposed: `http_requests_total`.
    pub name: &'static str,
    /// How it behaves.
    pub kind: Kind,
    /// The names of its labels. What they can say is a closed set, or bounded by [`crate::measure::LABELS`].
    pub labels: &'static [&'static str],
    /// What it tells, in a sentence.
    pub help: &'static str,
}

/// How a metric behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only rises, from 0 at the start of the process.
    Counter,
    /// Rises and falls.
    Gauge,
    /// Counts into buckets.
    Histogram,
}

/// Values of one label at most, where they are names that people make: agents. What comes later is counted as `other`.
pub const LABELS: usize = 500;

impl Metric {
    /// What only rises.
    pub const fn counter(name: &'static str, labels: &'static [&'static str], help: &'static str) -> Self {
        Self { name, kind: Kind::Counter, labels, help }
    }

    /// What rises and falls.
    pub const fn gauge(name: &'static str, labels: &'static [&'static str], help: &'static str) -> Self {
        Self { name, kind: Kind::Gauge, labels, help }
    }

    /// What is counted into buckets.
    pub const fn histogram(name: &'static str, labels: &'static [&'static str], help: &'static str) -> Self {
        Self { name, kind: Kind::Histogram, labels, help }
    }
}
