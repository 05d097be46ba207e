//! Backups: the whole of a Guildhall in one file, made while it serves, and a Guildhall made again from one.
//!
//! The file is a plain tar archive (POSIX ustar), so that it can be looked into with what every system has:
//!
//! ```text
//! manifest.sha256            the SHA-256 of the manifest, as sha256sum writes it
//! manifest.json              what follows: each part with its bytes and SHA-256; schema, time, counts
//! database.sqlite            with SQLite: the whole database
//! tables/NAME.copy           with PostgreSQL: each table, in its COPY's binary format
//! blobs/OWNER/SHA256         with SQLite: each stored file; PostgreSQL has them in the table `blobs`
//! ```
//!
//! Everything in it follows from the manifest: the order, the place and the head of each part, even the zeros between. So
//! each changed byte is found, and told by the part that it is in (`archive`).
//!
//! **One moment.** The database is a snapshot ([`store::snapshot`]); nobody has to stop for it. Files are stored and synced
//! before what names them is, so those that the snapshot names were there before it, and copying them after it misses
//! none. Three things may look odd and are not: a file that nothing in the snapshot names, because it came later; a run that
//! the snapshot has at work, which the restored copy takes up as after a crash; and a file that is missing, because it was
//! erased between the snapshot and its copy. What is erased is meant to be gone, so its absence is no fault: the run
//! shows as one whose files were erased.
//!
//! **Not in it**: the secret, which would make every backup a key to the house (the manifest has a fingerprint of it, by
//! which a restore tells whether the right one is at hand); settings; letters that were written as files; the folder of
//! one's own agents. Archives are not encrypted yet: keep them as safe as the database.

mod archive;
mod error;
mod latest;
mod make;
mod manifest;
mod read;
mod restore;

use std::path::PathBuf;

use hkdf::Hkdf;
use sha2::Sha256;
use store::Location;

pub use error::Error;
pub use latest::{Latest, latest};
pub use make::{Made, make};
pub use manifest::{Kind, Manifest, Part};
pub use read::{Opened, open};
pub use restore::{Restored, Target, restore};

/// What there is to be kept: where a Guildhall has its things.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database.
    pub location: Location,
    /// The folder of everything else.
    pub data: PathBuf,
}

/// By which two secrets can be told apart, and neither be found.
pub fn fingerprint(secret: &[u8]) -> String {
    let mut bytes = [0; 8];
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(b"guildhall backup fingerprint 1", &mut bytes);
    debug_assert!(expanded.is_ok(), "8 bytes are within what HKDF gives");
    domain::hex::hex(&bytes)
}
