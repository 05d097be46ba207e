//! The files of the input: one, several, or those of an archive. All stays in memory; nothing is unpacked to disk.

mod archive;
pub(crate) mod kind;
pub(crate) mod lines;
mod name;
mod text;

use std::collections::BTreeMap;

use globset::GlobSet;
use serde::{Deserialize, Serialize};

pub(crate) use self::kind::Kind;

use super::limit::MAX_FILE;
use super::options::Options;
use crate::cancel::Cancel;
use crate::context::{Failure, InputFile, Stop};

/// A file whose text is read.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Its name with its folders, `/` between them.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether the text is the file byte by byte, so that a patch of it can be applied.
    pub(crate) is_exact: bool,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Skip {
    /// It is no text.
    Binary,
    /// It is larger than one file may be.
    TooLarge,
    /// It unpacks to far more than text does.
    Bomb,
    /// It is a link.
    Link,
    /// Its name leads out of the archive, or is none.
    BadName,
    /// It is encrypted.
    Encrypted,
    /// It cannot be unpacked.
    Damaged,
    /// A folder of other people's code.
    Vendored,
    /// The customer left it out.
    Excluded,
    /// An archive within the archive.
    Nested,
}

impl Skip {
    /// In words.
    pub(crate) const fn why(self) -> &'static str {
        match self {
            Self::Binary => "no text",
            Self::TooLarge => "larger than 8 MB",
            Self::Bomb => "unpacks to more than 250 times its size",
            Self::Link => "a link, which is not followed",
            Self::BadName => "its name leads out of the archive, is too long or stands twice",
            Self::Encrypted => "encrypted",
            Self::Damaged => "cannot be unpacked",
            Self::Vendored => "in a folder of other people's code",
            Self::Excluded => "left out as you asked",
            Self::Nested => "an archive within the archive",
        }
    }
}

/// A file that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Skipped {
    /// Its name.
    pub(crate) path: String,
    /// Why.
    pub(crate) why: Skip,
}

/// The files of the input.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Those that are read, by name.
    pub(crate) files: Vec<SourceFile>,
    /// Those that are not.
    pub(crate) skipped: Vec<Skipped>,
    /// Files whose encoding was broken in places.
    pub(crate) mended: u64,
}

/// Where each file goes while the input is read.
pub(super) struct Sorting<'o> {
    source: Source,
    excluded: &'o GlobSet,
    with_vendored: bool,
}

impl Sorting<'_> {
    /// Whether the file of that name is wanted; if not, it is told.
    fn is_wanted(&mut self, path: &str) -> bool {
        let why = if self.excluded.is_match(path) {
            Skip::Excluded
        } else if !self.with_vendored && name::is_vendored(path) {
            Skip::Vendored
        } else {
            return true;
        };
        self.skip(path, why);
        false
    }

    fn skip(&mut self, path: &str, why: Skip) {
        self.source.skipped.push(Skipped { path: path.to_owned(), why });
    }

    fn add(&mut self, path: String, bytes: &[u8]) {
        match text::decode(bytes) {
            Some((text, is_mended)) => {
                let is_exact = text.as_bytes() == bytes;
                self.source.mended += u64::from(is_mended);
                let kind = Kind::of(&path, &text);
                self.source.files.push(SourceFile { path, text, kind, is_exact });
            }
            None => self.skip(&path, Skip::Binary),
        }
    }
}

impl Source {
    /// Reads the input.
    pub(crate) fn read(files: &BTreeMap<String, InputFile>, options: &Options, cancel: &Cancel) -> Result<Self, Stop> {
        let excluded = options.excluded()?;
        let mut sorting =
            Sorting { source: Self::default(), excluded: &excluded, with_vendored: options.with_vendored };
        if !options.code.trim().is_empty() {
            sorting.add(options.name.clone(), options.code.as_bytes());
        }
        let mut archives = 0;
        for file in files.values() {
            cancel.check()?;
            if archive::is_archive(&file.bytes) {
                archives += 1;
                // Files of several archives are told apart by a folder.
                let folder = if archives > 1 { format!("{}/", name::plain(&file.filename)) } else { String::new() };
                archive::read(&file.bytes, &folder, &mut sorting, cancel)?;
            } else if file.bytes.len() as u64 > MAX_FILE {
                sorting.skip(&name::plain(&file.filename), Skip::TooLarge);
            } else {
                sorting.add(name::plain(&file.filename), &file.bytes);
            }
        }
        if files.is_empty() && options.code.trim().is_empty() {
            let message = "There is nothing to scan. Paste some code, or add a file or a zip archive.";
            return Err(Failure::new("no_input", message).into());
        }
        sorting.source.finish()
    }

    fn finish(mut self) -> Result<Self, Stop> {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        self.files.dedup_by(|later, first| later.path == first.path);
        self.skipped.sort_by(|one, other| one.path.cmp(&other.path).then(one.why.cmp(&other.why)));
        if self.files.is_empty() {
            return Err(self.nothing().into());
        }
        Ok(self)
    }

    /// Why nothing is left to be scanned.
    fn nothing(&self) -> Failure {
        let all = |why: Skip| !self.skipped.is_empty() && self.skipped.iter().all(|file| file.why == why);
        let (code, message) = match () {
            () if all(Skip::Encrypted) => {
                ("encrypted", "The archive is encrypted. Pack it again without a password, then run again.")
            }
            () if all(Skip::Binary) => ("not_text", "There is no text to scan: everything given is binary."),
            () if self.skipped.iter().any(|file| file.why == Skip::Bomb) => {
                ("zip_bomb", "The archive unpacks to far more than code does. It was not unpacked.")
            }
            () => {
                ("nothing_to_scan", "No file is left to scan: all are links, binary, too large, vendored or left out.")
            }
        };
        Failure::new(code, message)
    }

    /// Bytes of text.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.text.len() as u64).sum()
    }
}
