//! What the steps of one run share in memory. Nothing here is a decision: texts follow from the input and the recorded
//! reading, the results of a part from the texts. After a crash each is worked out once more when a step asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use super::options::Options;
use super::part::Part;
use super::source::{Reading, Source};
use crate::cancel::{Cancel, Cancelled};
use crate::context::InputFile;

/// What the steps of one run share.
#[derive(Debug)]
pub(crate) struct Session {
    /// The file, if one was given.
    pub(crate) file: Option<InputFile>,
    /// What was asked for.
    pub(crate) options: Options,
    source: Mutex<Option<Arc<Source>>>,
    parts: Mutex<Vec<Option<Arc<Part>>>>,
}

impl Session {
    /// Of a run with this input.
    pub(crate) fn new(file: Option<InputFile>, options: Options) -> Self {
        Self { file, options, source: Mutex::default(), parts: Mutex::default() }
    }

    /// Keeps the texts that the first step read, so that they are not read twice.
    pub(crate) fn keep_source(&self, source: Source) {
        *self.source.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(source));
    }

    /// The texts.
    pub(crate) fn source(&self, reading: &Reading) -> Arc<Source> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(source.get_or_insert_with(|| Arc::new(Source::load(self.file.as_ref(), &self.options, reading))))
    }

    /// The results of a part.
    pub(crate) fn part(&self, reading: &Reading, number: usize, cancel: &Cancel) -> Result<Arc<Part>, Cancelled> {
        let source = self.source(reading);
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if parts.len() <= number {
            parts.resize(number + 1, None);
        }
        if let Some(part) = &parts[number] {
            return Ok(Arc::clone(part));
        }
        let part = Arc::new(Part::work(&source, &self.options, number, cancel)?);
        parts[number] = Some(Arc::clone(&part));
        Ok(part)
    }
}
