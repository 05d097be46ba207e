//! What can go wrong with backups.

use std::path::{Path, PathBuf};

use store::StoreError;

/// What can go wrong with backups.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive is not what was written: each part that has changed, and what of it.
    #[error("the archive is damaged; nothing was restored:\n  {}", .0.join("\n  "))]
    Damaged(Vec<String>),
    /// It is no archive of ours.
    #[error("{0} is no backup of Guildhall: {1}")]
    NoArchive(PathBuf, &'static str),
    /// The archive's layout is newer than this program.
    #[error("the archive has format {0}, and this program reads up to {1}: a newer Guildhall made it")]
    NewerFormat(u32, u32),
    /// An archive of one kind of database cannot fill the other.
    #[error("the archive is of {archive}, and the target is {target}: restore it into {archive}")]
    OtherKind {
        /// Of which the archive is.
        archive: &'static str,
        /// Which the target is.
        target: &'static str,
    },
    /// Something is there already.
    #[error("{0} is there already, and is not empty: give a folder that is not")]
    NotEmpty(PathBuf),
    /// A backup of that second is there already.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// A file or a folder.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Proving what was restored.
    #[error("what was restored cannot be verified: {0}")]
    Verify(#[from] crate::ledger::Error),
    /// Ours.
    #[error("internal: {0}")]
    Internal(&'static str),
}

/// Says of which file an error is.
pub(super) fn of(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |error| Error::File(path, error)
}
