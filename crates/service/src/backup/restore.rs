//! Making a Guildhall again from a backup.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use domain::id::OwnerId;
use domain::time::Timestamp;
use store::snapshot::{Contents, Refill, judge};
use store::{Db, Location};
use tokio::runtime::Handle;

use super::error::{Error, of};
use super::make::{DATABASE, is_sha256, part_of};
use super::manifest::{Kind, Manifest};
use super::read::{Opened, open};
use crate::ledger::{Report, verify_in};
use crate::make_private;

/// Where a backup is made a Guildhall again.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A data folder that is not there yet, or is empty.
    Folder(PathBuf),
    /// An empty PostgreSQL database, by URL. May hold a password: not shown.
    Postgres(String),
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// What the archive says of itself.
    pub manifest: Manifest,
    /// What `verify` found in the restored copy.
    pub report: Report,
}

impl Target {
    fn kind(&self) -> Kind {
        match self {
            Self::Folder(_) => Kind::Sqlite,
            Self::Postgres(_) => Kind::Postgres,
        }
    }

    /// Without a slash at the end, which would lead what stands beside the folder into it.
    fn plain(self) -> Self {
        match self {
            Self::Folder(folder) => Self::Folder(folder.components().collect()),
            postgres @ Self::Postgres(_) => postgres,
        }
    }

    fn location(&self) -> Location {
        match self {
            Self::Folder(folder) => Location::Sqlite(folder.join("guildhall.db")),
            Self::Postgres(url) => Location::Postgres(url.clone()),
        }
    }
}

/// Restores an archive, all of it or nothing; brings the copy up to date and proves it as `verify` does.
///
/// Before anything is written, every byte of the archive is looked at, its schema is compared with what this program
/// knows, and the target is found empty.
pub async fn restore(archive: PathBuf, target: Target, now: Timestamp) -> Result<Restored, Error> {
    let target = target.plain();
    let (runtime, into) = (Handle::current(), target.clone());
    let filled = tokio::task::spawn_blocking(move || fill(&runtime, &archive, &into)).await;
    let manifest = filled.map_err(|_| Error::Internal("restoring crashed"))??;
    let db = Db::open(&target.location()).await?;
    let report = async {
        db.migrate().await?;
        Ok(verify_in(&db, now).await?)
    }
    .await;
    db.close().await;
    report.map(|report| Restored { manifest, report })
}

fn fill(runtime: &Handle, archive: &Path, target: &Target) -> Result<Manifest, Error> {
    let opened = open(archive)?;
    let (is, wanted) = (opened.manifest.kind, target.kind());
    if is != wanted {
        return Err(Error::OtherKind { archive: is.name(), target: wanted.name() });
    }
    judge(is.dialect(), &opened.manifest.migrations)?;
    match target {
        Target::Folder(folder) => into_folder(&opened, folder)?,
        Target::Postgres(url) => into_postgres(runtime, &opened, url)?,
    }
    Ok(opened.manifest)
}

fn into_postgres(runtime: &Handle, opened: &Opened, url: &str) -> Result<(), Error> {
    let manifest = &opened.manifest;
    let contents = Contents { applied: manifest.migrations.clone(), tables: manifest.tables.clone() };
    if manifest.parts.len() != manifest.tables.len() {
        return Err(Error::Damaged(vec!["manifest.json: it names other parts than tables".to_owned()]));
    }
    let mut refill = runtime.block_on(Refill::begin(url, &contents))?;
    for (number, (part, table)) in manifest.parts.iter().zip(&manifest.tables).enumerate() {
        if part.name != part_of(&table.name) {
            return Err(Error::Damaged(vec![format!("{}: no table is there", part.name)]));
        }
        let mut content = opened.content(number)?;
        runtime.block_on(refill.copy_in(table, &mut |piece| content.read(piece)))?;
    }
    Ok(runtime.block_on(refill.commit())?)
}

/// Fills a folder beside the target, and gives it the target's name when it is whole.
fn into_folder(opened: &Opened, folder: &Path) -> Result<(), Error> {
    let is_empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(of(folder)(error)),
    };
    if !is_empty {
        return Err(Error::NotEmpty(folder.to_owned()));
    }
    let mut half = folder.as_os_str().to_owned();
    half.push(format!(".half-restored-{}", std::process::id()));
    let half = PathBuf::from(half);
    let written = write_parts(opened, &half).and_then(|()| {
        if folder.try_exists().map_err(of(folder))? {
            std::fs::remove_dir(folder).map_err(of(folder))?;
        }
        std::fs::rename(&half, folder).map_err(of(folder))
    });
    if written.is_err() {
        // What is half restored is of no use; the error itself is what is told.
        let _ = std::fs::remove_dir_all(&half);
    }
    written
}

fn write_parts(opened: &Opened, root: &Path) -> Result<(), Error> {
    make_private(root).map_err(of(root))?;
    for (number, part) in opened.manifest.parts.iter().enumerate() {
        // A name becomes a path: only names of ours do.
        let path = place(&part.name).ok_or_else(|| Error::Damaged(vec![format!("{}: no part of ours", part.name)]))?;
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(of(folder))?;
        }
        let mut content = opened.content(number)?;
        let written = File::create_new(&path).and_then(|mut file| {
            std::io::copy(&mut content, &mut file)?;
            file.flush()?;
            file.sync_all()
        });
        written.map_err(of(&path))?;
    }
    Ok(())
}

/// Where a part of a SQLite archive goes in the data folder.
fn place(part: &str) -> Option<PathBuf> {
    if part == DATABASE {
        return Some(PathBuf::from("guildhall.db"));
    }
    let (owner, sha256) = part.strip_prefix("blobs/")?.split_once('/')?;
    let owner: OwnerId = owner.parse().ok()?;
    is_sha256(sha256).then(|| Path::new("blobs").join(owner.to_string()).join(sha256))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_become_paths() {
        let owner = OwnerId::from_bits(1);
        let sum = "ab".repeat(32);
        assert_eq!(place(DATABASE), Some(PathBuf::from("guildhall.db")));
        assert_eq!(place(&format!("blobs/{owner}/{sum}")), Some(PathBuf::from(format!("blobs/{owner}/{sum}"))));
        for name in ["", "/etc/passwd", "../guildhall.db", "blobs/../secret", "secret", "tables/users.copy"] {
            assert_eq!(place(name), None, "{name}");
        }
        assert_eq!(place(&format!("blobs/../{sum}")), None);
        assert_eq!(place(&format!("blobs/{owner}/../{sum}")), None);
    }
}
