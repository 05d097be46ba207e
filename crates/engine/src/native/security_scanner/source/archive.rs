//! Archives, unpacked in memory within limits.
//!
//! What an archive says of itself is not believed: each entry is read up to the limit, whatever size it claims.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Skip, Sorting, name};
use crate::cancel::Cancel;
use crate::context::{Failure, Stop};
use crate::native::security_scanner::limit::{MAX_FILE, MAX_FILES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM};

/// Endings of archives, which are not unpacked within one.
const ARCHIVES: [&str; 12] =
    [".zip", ".jar", ".war", ".whl", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst"];

/// Whether these bytes are a zip archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the files of an archive; `folder` is put before their names.
pub(super) fn read(bytes: &[u8], folder: &str, sorting: &mut Sorting<'_>, cancel: &Cancel) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MAX_FILES {
        let message = format!(
            "The archive holds {} files; at most 20,000 can be scanned in one run. Leave out folders of other people's code.",
            archive.len()
        );
        return Err(Failure::new("too_many_files", message).into());
    }
    let (mut left, mut seen) = (MAX_UNPACKED, BTreeSet::new());
    for number in 0..archive.len() {
        cancel.check()?;
        let Some((path, why)) = look(&mut archive, number, folder) else { continue };
        let why = why.or_else(|| (!seen.insert(path.clone())).then_some(Skip::BadName));
        if let Some(why) = why {
            sorting.skip(&path, why);
            continue;
        }
        if !sorting.is_wanted(&path) {
            continue;
        }
        match unpack(&mut archive, number, left) {
            Ok(content) => {
                left = left.saturating_sub(content.len() as u64);
                sorting.add(path, &content);
            }
            Err(Unpacking::Skip(why)) => sorting.skip(&path, why),
            Err(Unpacking::Full) => {
                let message = "The archive unpacks to more than 100 MB. Leave out what is not code, then run again.";
                return Err(Failure::new("zip_too_large", message).into());
            }
        }
    }
    Ok(())
}

/// The name of an entry, and why it is not read if it is not; nothing for folders.
fn look(archive: &mut ZipArchive<Cursor<&[u8]>>, number: usize, folder: &str) -> Option<(String, Option<Skip>)> {
    let Ok(entry) = archive.by_index_raw(number) else {
        return Some((format!("{folder}entry {}", number + 1), Some(Skip::Damaged)));
    };
    let raw = String::from_utf8_lossy(entry.name_raw()).into_owned();
    if entry.is_dir() {
        return None;
    }
    let Some(path) = name::checked(&raw) else {
        let shown: String = raw.chars().filter(|c| !c.is_control()).take(120).collect();
        return Some((format!("{folder}{shown}"), Some(Skip::BadName)));
    };
    let (packed, unpacked) = (entry.compressed_size().max(1), entry.size());
    let lower = path.to_ascii_lowercase();
    let why = if entry.is_symlink() || entry.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000) {
        Some(Skip::Link)
    } else if entry.encrypted() {
        Some(Skip::Encrypted)
    } else if ARCHIVES.iter().any(|ending| lower.ends_with(ending)) {
        Some(Skip::Nested)
    } else if unpacked > RATIO_FROM && unpacked / packed > MAX_RATIO {
        Some(Skip::Bomb)
    } else if unpacked > MAX_FILE {
        Some(Skip::TooLarge)
    } else {
        None
    };
    Some((format!("{folder}{path}"), why))
}

/// Why an entry could not be unpacked.
enum Unpacking {
    Skip(Skip),
    Full,
}

fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, number: usize, left: u64) -> Result<Vec<u8>, Unpacking> {
    let entry = archive.by_index(number).map_err(|error| {
        Unpacking::Skip(match error {
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(_) => Skip::Encrypted,
            _ => Skip::Damaged,
        })
    })?;
    let (packed, mut content) = (entry.compressed_size().max(1), Vec::new());
    entry.take(MAX_FILE.min(left) + 1).read_to_end(&mut content).map_err(|_| Unpacking::Skip(Skip::Damaged))?;
    let length = content.len() as u64;
    if length > RATIO_FROM && length / packed > MAX_RATIO {
        Err(Unpacking::Skip(Skip::Bomb))
    } else if length > MAX_FILE {
        Err(Unpacking::Skip(Skip::TooLarge))
    } else if length > left {
        Err(Unpacking::Full)
    } else {
        Ok(content)
    }
}

fn damaged() -> Stop {
    Failure::new(
        "damaged_archive",
        "The archive cannot be read: it is cut off or damaged. Pack it again, then run again.",
    )
    .into()
}
