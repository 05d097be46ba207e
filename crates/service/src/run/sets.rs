//! Writes of runs that are gathered: those of one kind that wait at the same time are made as one.

use store::SetWriter;

use super::cancel::Stops;
use super::queue::Starts;
use super::record::Records;
use super::settle::Settlements;
use super::{cancel, queue, record, settle};

/// One of each kind, for all runs of this process.
#[derive(Debug)]
pub(crate) struct Sets {
    pub(super) starts: Starts,
    pub(super) records: Records,
    pub(super) settlements: Settlements,
    pub(super) stops: Stops,
}

impl Default for Sets {
    fn default() -> Self {
        Self {
            starts: SetWriter::new(queue::queue),
            records: SetWriter::new(record::append),
            settlements: SetWriter::new(settle::settle_set),
            stops: SetWriter::new(cancel::request),
        }
    }
}
