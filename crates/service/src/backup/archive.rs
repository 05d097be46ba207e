//! Writing an archive: parts one after another, each hashed on its way; the manifest, which stands before them, last.
//!
//! How long a part or the manifest becomes is known only after it was written. So heads are written twice, and the
//! manifest gets as much room as it can need, filled up with spaces.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use domain::hex::hex;
use sha2::{Digest as _, Sha256};

use super::error::{Error, of};
use super::manifest::{Manifest, Part};

pub(super) const BLOCK: u64 = 512;
/// A block of zeros.
const ZEROS: [u8; 512] = [0; 512];
pub(super) const SUM: &str = "manifest.sha256";
pub(super) const MANIFEST: &str = "manifest.json";
/// `<64 digits>  manifest.json\n`, as sha256sum writes it.
pub(super) const SUM_BYTES: u64 = 64 + 2 + 13 + 1;
/// Where the manifest's head stands: after the head and the content of its sum.
pub(super) const MANIFEST_AT: u64 = 2 * BLOCK;
/// An archive ends with two blocks of zeros.
pub(super) const END: u64 = 2 * BLOCK;

/// The head of an entry. Nothing in it is left to chance: a reader compares it byte by byte.
pub(super) fn head(name: &str, bytes: u64, seconds: u64) -> io::Result<[u8; 512]> {
    let mut head = tar::Header::new_ustar();
    head.set_path(name)?;
    head.set_size(bytes);
    head.set_mode(0o600);
    head.set_uid(0);
    head.set_gid(0);
    head.set_mtime(seconds);
    head.set_entry_type(tar::EntryType::Regular);
    head.set_cksum();
    Ok(*head.as_bytes())
}

/// The zeros after content of that length.
pub(super) const fn padding(bytes: u64) -> u64 {
    (BLOCK - bytes % BLOCK) % BLOCK
}

/// The line that proves the manifest.
pub(super) fn sum_line(manifest: &[u8]) -> String {
    format!("{}  {MANIFEST}\n", hex(&Sha256::digest(manifest)))
}

/// An archive that is being written.
pub(super) struct Writer {
    file: BufWriter<File>,
    path: PathBuf,
    /// Where the next part begins.
    at: u64,
    seconds: u64,
    manifest_bytes: u64,
    parts: Vec<Part>,
}

impl Writer {
    /// Begins an archive whose manifest needs no more room than `draft`.
    pub(super) fn create(path: &Path, draft: &Manifest) -> Result<Self, Error> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(of(path))?;
        let manifest_bytes = text(draft)?.len() as u64;
        let at = MANIFEST_AT + BLOCK + manifest_bytes + padding(manifest_bytes);
        let mut file = BufWriter::with_capacity(1 << 20, file);
        file.seek(SeekFrom::Start(at)).map_err(of(path))?;
        Ok(Self { file, path: path.to_owned(), at, seconds: draft.seconds(), manifest_bytes, parts: Vec::new() })
    }

    /// Adds a part with what `fill` writes, and tells its SHA-256.
    pub(super) fn part(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut Content<'_>) -> Result<(), Error>,
    ) -> Result<&mut Part, Error> {
        let here = |error| Error::File(self.path.clone(), error);
        let begin = self.at;
        self.file.write_all(&head(name, 0, self.seconds).map_err(here)?).map_err(here)?;
        let mut content = Content { file: &mut self.file, hash: Sha256::new(), bytes: 0 };
        fill(&mut content)?;
        let Content { hash, bytes, .. } = content;
        let sha256 = hex(&hash.finalize());
        let pad = padding(bytes);
        let written = (|| {
            self.file.write_all(&ZEROS[..usize::try_from(pad).unwrap_or_default()])?;
            self.at = begin + BLOCK + bytes + pad;
            self.file.seek(SeekFrom::Start(begin))?;
            self.file.write_all(&head(name, bytes, self.seconds)?)?;
            self.file.seek(SeekFrom::Start(self.at))
        })();
        written.map_err(here)?;
        self.parts.push(Part { name: name.to_owned(), bytes, sha256, is_sound: true });
        self.parts.last_mut().ok_or(Error::Internal("a part was just added"))
    }

    /// The parts so far.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Writes the manifest and the end. The archive is on disk when this answers; how many bytes it has.
    pub(super) fn finish(mut self, manifest: &Manifest) -> Result<u64, Error> {
        let here = of(&self.path);
        let mut text = text(manifest)?;
        let room = usize::try_from(self.manifest_bytes).map_err(|_| Error::Internal("a manifest beyond memory"))?;
        if text.len() > room {
            return Err(Error::Internal("the manifest became longer than it can"));
        }
        text.resize(room - 1, b' ');
        text.push(b'\n');
        let written = (|| {
            self.file.write_all(&[0; 1024])?;
            self.file.seek(SeekFrom::Start(0))?;
            let line = sum_line(&text);
            self.file.write_all(&head(SUM, SUM_BYTES, self.seconds)?)?;
            self.file.write_all(line.as_bytes())?;
            self.file.write_all(&ZEROS[line.len()..])?;
            self.file.write_all(&head(MANIFEST, self.manifest_bytes, self.seconds)?)?;
            self.file.write_all(&text)?;
            let pad = usize::try_from(padding(self.manifest_bytes)).unwrap_or_default();
            self.file.write_all(&ZEROS[..pad])?;
            self.file.flush()?;
            self.file.get_ref().sync_all()
        })();
        written.map_err(here)?;
        Ok(self.at + END)
    }
}

fn text(manifest: &Manifest) -> Result<Vec<u8>, Error> {
    let mut text = serde_json::to_vec_pretty(manifest).map_err(|_| Error::Internal("a manifest is no JSON"))?;
    text.push(b'\n');
    Ok(text)
}

/// The content of a part, while it is written.
pub(super) struct Content<'w> {
    file: &'w mut BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Content<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let written = self.file.write(piece)?;
        self.hash.update(&piece[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
