//! What the steps of one run share: the file, and what follows from it and from the decisions recorded so far.
//!
//! None of it is in the journal, since none of it is a decision: the table follows from the bytes and the dialect, the
//! fates of rows from the table and the plan. After a crash each is worked out once more when a step first asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use super::clean::Cleaner;
use super::options::Options;
use super::plan::Plan;
use super::rows::Found;
use crate::cancel::{Cancel, Cancelled};
use crate::context::InputFile;
use crate::native::table::{Dialect, Table};

/// What the steps of one run share.
#[derive(Debug)]
pub(crate) struct Session {
    /// The file.
    pub(crate) file: InputFile,
    /// What was asked for.
    pub(crate) options: Options,
    table: Mutex<Option<Arc<Table>>>,
    found: Mutex<Option<Arc<Found>>>,
}

impl Session {
    /// Of a run with this input.
    pub(crate) fn new(file: InputFile, options: Options) -> Self {
        Self { file, options, table: Mutex::default(), found: Mutex::default() }
    }

    /// Keeps the table that the first step read, so that it is not read twice.
    pub(crate) fn keep_table(&self, table: Table) {
        *self.table.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(table));
    }

    /// The table.
    pub(crate) fn table(&self, dialect: &Dialect) -> Arc<Table> {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(table.get_or_insert_with(|| Arc::new(Table::load(&self.file.bytes, dialect))))
    }

    /// What becomes of its rows.
    pub(crate) fn found(&self, table: &Table, plan: &Plan, cancel: &Cancel) -> Result<Arc<Found>, Cancelled> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = &*found {
            return Ok(Arc::clone(found));
        }
        let fresh = Arc::new(Found::find(&Cleaner::new(table, plan, &self.options), cancel)?);
        *found = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
}
