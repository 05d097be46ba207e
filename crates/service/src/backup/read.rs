//! Reading an archive: every byte of it is one that its manifest asks for, or it is told where not.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Take};
use std::path::{Path, PathBuf};

use domain::hex::hex;
use sha2::{Digest as _, Sha256};

use super::archive::{BLOCK, END, MANIFEST, MANIFEST_AT, SUM, SUM_BYTES, head, padding, sum_line};
use super::error::{Error, of};
use super::manifest::{FORMAT, Manifest, Part};

/// A manifest longer than this is none: a million stored files need a quarter of it.
const MAX_MANIFEST_BYTES: u64 = 1 << 30;
const PIECE: usize = 1 << 20;

/// An archive in which every byte is as it was written.
#[derive(Debug)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    path: PathBuf,
    /// Where the content of each part begins.
    places: Vec<u64>,
}

/// Opens an archive and looks at every byte of it.
pub fn open(path: &Path) -> Result<Opened, Error> {
    let mut reader = Reader { file: File::open(path).map_err(of(path))?, path: path.to_owned() };
    let length = reader.file.metadata().map_err(of(path))?.len();
    let (manifest, begin) = reader.manifest(length)?;
    let mut faults = Vec::new();
    let mut places = Vec::with_capacity(manifest.parts.len());
    let mut at = begin;
    for part in &manifest.parts {
        places.push(at + BLOCK);
        let whole = BLOCK + part.bytes + padding(part.bytes);
        if at + whole > length {
            faults.push(format!("{}: the archive ends before it does", part.name));
            at = length;
            break;
        }
        reader.judge(part, at, manifest.seconds(), &mut faults)?;
        at += whole;
    }
    if faults.is_empty() || at < length {
        reader.judge_end(at, length, &mut faults)?;
    }
    if faults.is_empty() { Ok(Opened { manifest, path: path.to_owned(), places }) } else { Err(Error::Damaged(faults)) }
}

impl Opened {
    /// The content of the part with that number.
    pub(super) fn content(&self, number: usize) -> Result<Take<File>, Error> {
        let (Some(part), Some(place)) = (self.manifest.parts.get(number), self.places.get(number)) else {
            return Err(Error::Internal("a part that the manifest does not name"));
        };
        let mut file = File::open(&self.path).map_err(of(&self.path))?;
        file.seek(SeekFrom::Start(*place)).map_err(of(&self.path))?;
        Ok(file.take(part.bytes))
    }
}

struct Reader {
    file: File,
    path: PathBuf,
}

impl Reader {
    fn bytes(&mut self, at: u64, bytes: u64) -> Result<Vec<u8>, Error> {
        let mut read = Vec::new();
        let done = self.file.seek(SeekFrom::Start(at)).and_then(|_| (&self.file).take(bytes).read_to_end(&mut read));
        done.map_err(of(&self.path))?;
        Ok(read)
    }

    /// The manifest, proven by its sum, and where the parts begin.
    fn manifest(&mut self, length: u64) -> Result<(Manifest, u64), Error> {
        let top = self.bytes(0, MANIFEST_AT + BLOCK)?;
        let (Some(sum_head), Some(line), Some(manifest_head)) = (
            top.get(..512),
            top.get(512..1_024),
            top.get(1_024..1_536).and_then(|head| <&[u8; 512]>::try_from(head).ok()),
        ) else {
            return Err(Error::NoArchive(self.path.clone(), "it is too short"));
        };
        let named = |head: &[u8], name: &str| head.starts_with(name.as_bytes());
        if !named(sum_head, SUM) && !named(manifest_head, MANIFEST) {
            return Err(Error::NoArchive(self.path.clone(), "it does not begin as one"));
        }
        let damaged = |what: &str| Error::Damaged(vec![what.to_owned()]);
        let size = tar::Header::from_byte_slice(manifest_head).entry_size();
        let size = size.ok().filter(|size| *size <= MAX_MANIFEST_BYTES && *size < length);
        let Some(size) = size else { return Err(damaged("manifest.json: its head has changed")) };
        let text = self.bytes(MANIFEST_AT + BLOCK, size)?;
        let proof = sum_line(&text);
        let (line, zeros) = line.split_at(usize::try_from(SUM_BYTES).unwrap_or_default());
        if line != proof.as_bytes() {
            return Err(damaged("manifest.json, or its sum in manifest.sha256: the one does not prove the other"));
        }
        // From here on the manifest is as it was written.
        let version: Version =
            serde_json::from_slice(&text).map_err(|_| damaged("manifest.json: it is no manifest"))?;
        if version.format > FORMAT {
            return Err(Error::NewerFormat(version.format, FORMAT));
        }
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|_| damaged("manifest.json: it is no manifest"))?;
        let wanted = |name, bytes| head(name, bytes, manifest.seconds()).map_err(of(&self.path));
        let mut faults = Vec::new();
        if sum_head != wanted(SUM, SUM_BYTES)? {
            faults.push("manifest.sha256: its head has changed".to_owned());
        }
        if zeros.iter().any(|byte| *byte != 0) {
            faults.push("manifest.sha256: the zeros after it have changed".to_owned());
        }
        if *manifest_head != wanted(MANIFEST, size)? {
            faults.push("manifest.json: its head has changed".to_owned());
        }
        let end = MANIFEST_AT + BLOCK + size;
        if self.bytes(end, padding(size))?.iter().any(|byte| *byte != 0) {
            faults.push("manifest.json: the zeros after it have changed".to_owned());
        }
        if faults.is_empty() { Ok((manifest, end + padding(size))) } else { Err(Error::Damaged(faults)) }
    }

    /// Compares a part that begins at `at` with what the manifest says of it.
    fn judge(&mut self, part: &Part, at: u64, seconds: u64, faults: &mut Vec<String>) -> Result<(), Error> {
        let wanted = head(&part.name, part.bytes, seconds).map_err(of(&self.path))?;
        if self.bytes(at, BLOCK)? != wanted {
            faults.push(format!("{}: its head has changed", part.name));
        }
        let sum = self.hash(at + BLOCK, part.bytes).map_err(of(&self.path))?;
        if sum != part.sha256 {
            faults.push(format!("{}: its content has changed", part.name));
        }
        if self.bytes(at + BLOCK + part.bytes, padding(part.bytes))?.iter().any(|byte| *byte != 0) {
            faults.push(format!("{}: the zeros after it have changed", part.name));
        }
        Ok(())
    }

    fn judge_end(&mut self, at: u64, length: u64, faults: &mut Vec<String>) -> Result<(), Error> {
        if length < at + END {
            faults.push("the end: it is cut off".to_owned());
        } else if length > at + END {
            faults.push("the end: something stands after it".to_owned());
        } else if self.bytes(at, END)?.iter().any(|byte| *byte != 0) {
            faults.push("the end: its zeros have changed".to_owned());
        }
        Ok(())
    }

    fn hash(&mut self, at: u64, bytes: u64) -> io::Result<String> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut content = (&self.file).take(bytes);
        let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
        loop {
            match content.read(&mut piece)? {
                0 => return Ok(hex(&hash.finalize())),
                read => hash.update(&piece[..read]),
            }
        }
    }
}

/// What every manifest has, however new.
#[derive(serde::Deserialize)]
struct Version {
    format: u32,
}
