//! What the steps of one run share in memory. Nothing here is a decision: files follow from the input, findings from
//! the files. After a crash each is worked out once more when a step asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::finding::Finding;
use super::limit::MAX_FINDINGS;
use super::options::Options;
use super::scan::{Scanned, scan};
use super::source::Source;
use crate::cancel::{Cancel, Cancelled};
use crate::context::{InputFile, Stop};

/// The findings of a part, with what else there is to tell of it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Each file of the part that has something to tell, by its place among all files.
    pub(crate) files: Vec<(usize, Scanned)>,
}

/// What the steps of one run share.
#[derive(Debug)]
pub(crate) struct Session {
    /// The files that were given.
    pub(crate) given: BTreeMap<String, InputFile>,
    /// What was asked for.
    pub(crate) options: Options,
    source: Mutex<Option<Arc<Source>>>,
    parts: Mutex<BTreeMap<usize, Arc<Part>>>,
}

impl Session {
    /// Of a run with this input.
    pub(crate) fn new(given: BTreeMap<String, InputFile>, options: Options) -> Self {
        Self { given, options, source: Mutex::default(), parts: Mutex::default() }
    }

    /// The files.
    pub(crate) fn source(&self, cancel: &Cancel) -> Result<Arc<Source>, Stop> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = source.as_ref() {
            return Ok(Arc::clone(source));
        }
        let read = Arc::new(Source::read(&self.given, &self.options, cancel)?);
        *source = Some(Arc::clone(&read));
        Ok(read)
    }

    /// What was found in the files of a part.
    pub(crate) fn part(
        &self,
        source: &Source,
        number: usize,
        files: &[usize],
        cancel: &Cancel,
    ) -> Result<Arc<Part>, Cancelled> {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = parts.get(&number) {
            return Ok(Arc::clone(part));
        }
        let mut part = Part::default();
        for file in files {
            let scanned = scan(&source.files[*file], &self.options, cancel)?;
            if !scanned.findings.is_empty()
                || scanned.packages > 0
                || scanned.unreadable.is_some()
                || scanned.is_unparsed
            {
                part.files.push((*file, scanned));
            }
        }
        let part = Arc::new(part);
        parts.insert(number, Arc::clone(&part));
        Ok(part)
    }
}

/// All findings of some parts in their order, at most as many as are kept, and how many there are.
pub(crate) fn sorted(parts: &[Arc<Part>]) -> (Vec<&Finding>, usize) {
    let mut all: Vec<&Finding> =
        parts.iter().flat_map(|part| part.files.iter().flat_map(|(_, scanned)| &scanned.findings)).collect();
    all.sort_by(|one, other| one.order(other));
    let count = all.len();
    all.truncate(MAX_FINDINGS);
    (all, count)
}
