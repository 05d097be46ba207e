//! The file that a table is read from.

use crate::context::{Failure, Input, InputFile};

/// Bytes of a file at most: places in the decoded text are kept in 31 bits.
const MAX_BYTES: usize = 100_000_000;

/// The file of the input.
pub(crate) fn given(input: &Input) -> Result<InputFile, Failure> {
    let file = given_or_none(input)?;
    file.ok_or_else(|| Failure::new("no_file", "There is no file to work on. Add a CSV, TSV or text file."))
}

/// The file of the input, where there is one.
pub(crate) fn given_or_none(input: &Input) -> Result<Option<InputFile>, Failure> {
    let file = input.files.get("file").cloned();
    if file.as_ref().is_some_and(|file| file.bytes.len() > MAX_BYTES) {
        return Err(Failure::new("too_large", "The file is too large: at most 20 MB can be read in one run."));
    }
    Ok(file)
}
