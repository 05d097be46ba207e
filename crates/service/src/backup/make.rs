//! Making a backup of what may be serving.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use domain::id::OwnerId;
use domain::time::Timestamp;
use store::Location;
use store::snapshot::{Contents, PostgresSnapshot, copy_sqlite};
use tokio::runtime::Handle;

use super::archive::Writer;
use super::error::{Error, of};
use super::manifest::{FORMAT, Kind, Manifest, Part};
use super::{Place, latest};
use crate::make_private;

pub(super) const DATABASE: &str = "database.sqlite";

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The archive.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// What it says of itself.
    pub manifest: Manifest,
}

/// Makes a backup in the folder `to`, which is made if it is not there. It has its name only when it is whole and on disk.
///
/// `secret` is the fingerprint of the secret, where it is known.
pub async fn make(place: Place, to: PathBuf, secret: Option<String>, now: Timestamp) -> Result<Made, Error> {
    let runtime = Handle::current();
    // Hashing and writing would keep a thread of the runtime for long.
    let made = tokio::task::spawn_blocking(move || blocking(&runtime, &place, &to, secret, now)).await;
    made.map_err(|_| Error::Internal("making a backup crashed"))?
}

fn blocking(runtime: &Handle, place: &Place, to: &Path, secret: Option<String>, now: Timestamp) -> Result<Made, Error> {
    let made_at = Timestamp::from_micros(now.as_micros() - now.as_micros().rem_euclid(1_000_000));
    make_private(to).map_err(of(to))?;
    let path = to.join(latest::name_of(made_at));
    if path.try_exists().map_err(of(&path))? {
        return Err(Error::Exists(path));
    }
    // Half-made things have a folder of their own, which goes however this ends.
    let draft = Draft::new(to)?;
    let half = draft.0.join("archive.tar");
    let (manifest, bytes) = match &place.location {
        Location::Sqlite(database) => {
            let copy = draft.0.join(DATABASE);
            let contents = runtime.block_on(copy_sqlite(database, &copy))?;
            let root = place.data.join("blobs");
            let blobs = stored_files(&root)?;
            let parts = std::iter::once(DATABASE.to_owned()).chain(blobs.iter().map(Blob::part));
            let planned = plan(Kind::Sqlite, made_at, secret, &contents, parts);
            let mut writer = Writer::create(&half, &planned)?;
            writer.part(DATABASE, |content| copy_file(&copy, content))?;
            let kept = add_files(&mut writer, &root, &blobs)?;
            finish(writer, planned, kept)?
        }
        Location::Postgres(url) => {
            let mut snapshot = runtime.block_on(PostgresSnapshot::open(url))?;
            let contents = snapshot.contents().clone();
            let blobs = contents.tables.iter().find(|table| table.name == "blobs").map_or(0, |table| table.rows);
            let parts = contents.tables.iter().map(|table| part_of(&table.name));
            let planned = plan(Kind::Postgres, made_at, secret, &contents, parts);
            let mut writer = Writer::create(&half, &planned)?;
            for table in &contents.tables {
                writer.part(&part_of(&table.name), |content| {
                    let mut keep = |piece: &[u8]| content.write_all(piece);
                    Ok(runtime.block_on(snapshot.copy_out(table, &mut keep))?)
                })?;
            }
            runtime.block_on(snapshot.close())?;
            finish(writer, planned, blobs)?
        }
    };
    std::fs::rename(&half, &path).map_err(of(&path))?;
    File::open(to).and_then(|folder| folder.sync_all()).map_err(of(to))?;
    Ok(Made { path, bytes, manifest })
}

/// The part that a table is in.
pub(super) fn part_of(table: &str) -> String {
    format!("tables/{table}.copy")
}

fn plan(
    kind: Kind,
    made_at: Timestamp,
    secret: Option<String>,
    contents: &Contents,
    parts: impl Iterator<Item = String>,
) -> Manifest {
    Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        kind,
        made_at,
        schema_version: contents.applied.last().map_or(0, |applied| applied.version),
        migrations: contents.applied.clone(),
        tables: contents.tables.clone(),
        secret,
        blobs: u64::MAX,
        parts: parts.map(Part::planned).collect(),
    }
}

fn finish(writer: Writer, planned: Manifest, blobs: u64) -> Result<(Manifest, u64), Error> {
    let manifest = Manifest { blobs, parts: writer.parts().to_vec(), ..planned };
    let bytes = writer.finish(&manifest)?;
    Ok((manifest, bytes))
}

/// A stored file.
struct Blob {
    owner: OwnerId,
    sha256: String,
}

impl Blob {
    fn part(&self) -> String {
        format!("blobs/{}/{}", self.owner, self.sha256)
    }
}

/// The stored files, in order. Half-written ones, and what is not ours, are left out.
fn stored_files(root: &Path) -> Result<Vec<Blob>, Error> {
    let mut blobs = Vec::new();
    for folder in entries(root)? {
        let Ok(owner) = folder.parse::<OwnerId>() else { continue };
        let names = entries(&root.join(&folder))?.into_iter().filter(|name| is_sha256(name));
        blobs.extend(names.map(|sha256| Blob { owner, sha256 }));
    }
    Ok(blobs)
}

fn entries(folder: &Path) -> Result<Vec<String>, Error> {
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        // None was stored yet, or all of that owner's were erased.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(of(folder)(error)),
    };
    let mut names = Vec::new();
    for entry in listed {
        names.extend(entry.map_err(of(folder))?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Whether a text is a SHA-256 as files are named.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn add_files(writer: &mut Writer, root: &Path, blobs: &[Blob]) -> Result<u64, Error> {
    let mut kept = 0;
    for blob in blobs {
        let path = root.join(blob.owner.to_string()).join(&blob.sha256);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // Erased since the folder was read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(of(&path)(error)),
        };
        let part =
            writer.part(&blob.part(), |content| std::io::copy(&mut file, content).map(|_| ()).map_err(of(&path)))?;
        part.is_sound = part.sha256 == blob.sha256;
        kept += 1;
    }
    Ok(kept)
}

fn copy_file(from: &Path, content: &mut super::archive::Content<'_>) -> Result<(), Error> {
    let mut file = File::open(from).map_err(of(from))?;
    std::io::copy(&mut file, content).map(|_| ()).map_err(of(from))
}

/// A folder for half-made things, beside what they become.
struct Draft(PathBuf);

impl Draft {
    fn new(to: &Path) -> Result<Self, Error> {
        let folder = to.join(format!(".half-made-{}", std::process::id()));
        if folder.try_exists().map_err(of(&folder))? {
            // Of a process that was killed and had our number.
            std::fs::remove_dir_all(&folder).map_err(of(&folder))?;
        }
        make_private(&folder).map_err(of(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // What stays is named as what it is, and nobody reads it.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
