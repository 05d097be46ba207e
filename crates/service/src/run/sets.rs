//! Writes of runs that are gathered: those of one kind that wait at the same time are made as one.

use domain::id::RunId;
use futures::FutureExt as _;
use store::{SetWriter, StoreError, runs};

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
    /// Places in the queue: every start asks for its own.
    pub(super) places: SetWriter<RunId, u64, StoreError>,
}

impl Default for Sets {
    fn default() -> Self {
        Self {
            starts: SetWriter::new(queue::queue),
            records: SetWriter::new(record::append),
            settlements: SetWriter::new(settle::settle_set),
            stops: SetWriter::new(cancel::request),
            places: SetWriter::reading(|conn, ids| runs::queue_places(conn, ids).boxed()),
        }
    }
}
