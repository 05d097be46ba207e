//! Content of files: beside SQLite as files, with PostgreSQL as rows; named by owner and SHA-256.
//!
//! Put before what names it, and on disk when put: a file is synced, and so is the folder that it is moved into. Putting
//! content that is there already makes it fresh again, so that whoever collects what nothing names leaves it alone.

mod collect;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use domain::hex::hex;
use domain::id::OwnerId;
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::conn::{Conn, execute, fetch};
use crate::db::Db;
use crate::error::StoreError;
use crate::scope::Scope;

/// Where content of files is kept.
#[derive(Clone, Debug)]
pub enum Blobs {
    /// In files below this folder.
    Files(PathBuf),
    /// In rows.
    Rows(Db),
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Blobs {
    /// Keeps content and tells its SHA-256. Content that is there is not written again.
    pub async fn put(&self, owner: OwnerId, bytes: Vec<u8>, at: Timestamp) -> Result<String, StoreError> {
        match self {
            Self::Files(root) => {
                let folder = root.join(owner.to_string());
                blocking(move || {
                    let name = sha256(&bytes);
                    put_file(&folder, &name, &bytes, at)?;
                    Ok(name)
                })
                .await
            }
            Self::Rows(db) => {
                let name = sha256(&bytes);
                let input = (owner, name.clone(), bytes, at);
                db.write(Scope::Owner(owner), input, |conn, (owner, name, bytes, at)| {
                    Box::pin(insert_row(conn, *owner, name, bytes, *at))
                })
                .await?;
                Ok(name)
            }
        }
    }

    /// The content of that owner and SHA-256.
    pub async fn get(&self, owner: OwnerId, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.beginning(owner, sha256, u32::MAX).await
    }

    /// The first bytes of the content of that owner and SHA-256, at most so many. The rest of it is not read.
    pub async fn beginning(&self, owner: OwnerId, sha256: &str, most: u32) -> Result<Option<Vec<u8>>, StoreError> {
        // A name that is not ours would be a path.
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        match self {
            Self::Files(root) => {
                let path = root.join(owner.to_string()).join(sha256);
                blocking(move || {
                    // Aside for a moment, and put back where it is needed.
                    for place in [&path, &collect::aside(&path), &path] {
                        match read_file(place, most) {
                            Ok(bytes) => return Ok(Some(bytes)),
                            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                            Err(error) => return Err(error),
                        }
                    }
                    Ok(None)
                })
                .await
            }
            Self::Rows(db) => {
                let input = (owner, sha256.to_owned(), most);
                db.read(Scope::Owner(owner), input, |conn, (owner, name, most)| {
                    Box::pin(find_row(conn, *owner, name, *most))
                })
                .await
            }
        }
    }

    /// Puts everything of `from` under the name of `to`, fresh as if it was put there; under its own it stays. Doing it again
    /// changes nothing.
    pub async fn share(&self, from: OwnerId, to: OwnerId, at: Timestamp) -> Result<(), StoreError> {
        match self {
            Self::Files(root) => {
                let (from, to) = (root.join(from.to_string()), root.join(to.to_string()));
                blocking(move || share_files(&from, &to, at)).await
            }
            Self::Rows(db) => {
                db.write(Scope::System, (from, to, at), |conn, (from, to, at)| {
                    Box::pin(share_rows(conn, *from, *to, *at))
                })
                .await
            }
        }
    }

    /// Forgets everything of an owner, which nothing may name any more.
    pub async fn remove_all(&self, owner: OwnerId) -> Result<(), StoreError> {
        match self {
            Self::Files(root) => {
                let folder = root.join(owner.to_string());
                blocking(move || match std::fs::remove_dir_all(folder) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                    _ => Ok(()),
                })
                .await
            }
            Self::Rows(db) => db.write(Scope::System, owner, |conn, owner| Box::pin(remove_rows(conn, *owner))).await,
        }
    }
}

fn read_file(path: &Path, most: u32) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let bytes = file.metadata()?.len().min(u64::from(most));
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    file.take(u64::from(most)).read_to_end(&mut content)?;
    Ok(content)
}

fn put_file(folder: &Path, name: &str, bytes: &[u8], at: Timestamp) -> std::io::Result<()> {
    let path = folder.join(name);
    if is_fresh_again(&path, at)? {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    // Unique by process and place in memory: two who put the same content at once do not meet.
    let half = folder.join(format!(".{name}.{}.{:p}", std::process::id(), bytes));
    let written = (|| {
        let mut file = std::fs::File::create(&half)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&half, &path)?;
        // Only now: a half-written file is as old as it is by the system's clock, whatever the caller's says.
        file.set_modified(system_time(at))?;
        std::fs::File::open(folder)?.sync_all()
    })();
    if written.is_err() {
        // A half-written file is of no use; that it cannot be removed changes nothing about the error.
        let _ = std::fs::remove_file(&half);
    }
    written
}

fn share_files(from: &Path, to: &Path, at: Timestamp) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    std::fs::create_dir_all(to)?;
    for entry in entries {
        let name = entry?.file_name();
        // Half-written ones begin with a dot; what names them is never stored.
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let linked = match std::fs::hard_link(from.join(&name), to.join(&name)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => true,
            linked => linked.is_ok(),
        };
        // Not every file system has links; and what was there may just have been collected.
        if !linked || !is_fresh_again(&to.join(&name), at)? {
            put_file(to, &name.to_string_lossy(), &std::fs::read(from.join(&name))?, at)?;
        }
    }
    std::fs::File::open(to)?.sync_all()
}

/// Makes a file that is there fresh again; `false` where none is.
///
/// Looked at again after that: whoever collects moves a file aside and then looks how fresh it is. Still in its place now,
/// it will be seen as fresh; gone, it is written anew.
fn is_fresh_again(path: &Path, at: Timestamp) -> std::io::Result<bool> {
    match std::fs::File::options().append(true).open(path) {
        Ok(file) => file.set_modified(system_time(at))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    }
    path.try_exists()
}

fn system_time(at: Timestamp) -> std::time::SystemTime {
    let since_epoch = std::time::Duration::from_micros(at.as_micros().unsigned_abs());
    let epoch = std::time::UNIX_EPOCH;
    if at.as_micros() < 0 { epoch - since_epoch } else { epoch + since_epoch }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(StoreError::Panicked),
    }
}

async fn insert_row(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    name: &str,
    bytes: &[u8],
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO blobs (owner_id, sha256, content, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (owner_id, sha256) DO UPDATE SET created_at = excluded.created_at";
    execute!(conn, sqlx::query(SQL).bind(owner.to_string()).bind(name).bind(bytes).bind(at.as_micros()))?;
    Ok(())
}

async fn find_row(conn: &mut Conn<'_>, owner: OwnerId, name: &str, most: u32) -> Result<Option<Vec<u8>>, StoreError> {
    const SQL: &str = "SELECT substr(content, 1, CAST($3 AS INTEGER)) FROM blobs WHERE owner_id = $1 AND sha256 = $2";
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let row: Option<(Vec<u8>,)> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(name).bind(most), fetch_optional)?;
    Ok(row.map(|row| row.0))
}

async fn share_rows(conn: &mut Conn<'_>, from: OwnerId, to: OwnerId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO blobs (owner_id, sha256, content, created_at)
        SELECT $2, sha256, content, CAST($3 AS BIGINT) FROM blobs WHERE owner_id = $1
        ON CONFLICT (owner_id, sha256) DO UPDATE SET created_at = excluded.created_at";
    execute!(conn, sqlx::query(SQL).bind(from.to_string()).bind(to.to_string()).bind(at.as_micros()))?;
    Ok(())
}

async fn remove_rows(conn: &mut Conn<'_>, owner: OwnerId) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM blobs WHERE owner_id = $1";
    execute!(conn, sqlx::query(SQL).bind(owner.to_string()))?;
    Ok(())
}
