//! Collecting content that nothing names any more, or never did because a start failed.
//!
//! Content is put before what names it, so between the two it looks like nobody's. Who puts makes it fresh, and what is
//! fresher than an hour is left alone; a start takes at most minutes. With PostgreSQL one statement looks and deletes, and
//! looks again at a row that was made fresh meanwhile. A file is first moved aside, then looked at: one that was made
//! fresh before that goes back, and whoever came after that did not find it and wrote it anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::id::OwnerId;
use domain::time::{Micros, Timestamp};
use sqlx::AssertSqlSafe;

use super::{Blobs, blocking, system_time};
use crate::conn::{Conn, execute, fetch};
use crate::db::Db;
use crate::erasure::NAMES_OF_CONTENT;
use crate::error::StoreError;
use crate::scope::Scope;

/// Content that was put after so long ago may be about to be named.
const FRESH: Micros = Micros::hours(1);
/// Content looked at in one read or one delete.
const AT_ONCE: usize = 200;
const ASIDE: &str = ".aside-";

/// Whose, and its SHA-256.
type Content = (OwnerId, String);

impl Blobs {
    /// Deletes those of `contents` that nothing names and nobody has just put. How many.
    pub async fn collect(&self, db: &Db, contents: Vec<Content>, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(FRESH);
        let mut gone = 0;
        for some in contents.chunks(AT_ONCE) {
            gone += match self {
                Self::Files(root) => {
                    let unnamed =
                        db.read(Scope::System, some.to_vec(), |conn, some| Box::pin(list_unnamed(conn, some))).await?;
                    let root = root.clone();
                    blocking(move || remove_files(&root, &unnamed, before)).await?
                }
                Self::Rows(_) => {
                    let input = (some.to_vec(), before);
                    db.write(Scope::System, input, |conn, (some, before)| Box::pin(delete_rows(conn, some, *before)))
                        .await?
                }
            };
        }
        Ok(gone)
    }

    /// Looks at all content, and at what processes that ended left half done. How much was deleted.
    pub async fn collect_all(&self, db: &Db, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.minus(FRESH);
        match self {
            Self::Files(root) => {
                let root = root.clone();
                let stale = blocking(move || stale_files(&root, before)).await?;
                self.collect(db, stale, now).await
            }
            Self::Rows(_) => {
                let mut gone = 0;
                let mut after = (String::new(), String::new());
                loop {
                    let input = (after.clone(), before);
                    let some = db
                        .read(Scope::System, input, |conn, (after, before)| {
                            Box::pin(list_stale_rows(conn, after, *before))
                        })
                        .await?;
                    let Some((owner, sha256)) = some.last() else { return Ok(gone) };
                    after = (owner.to_string(), sha256.clone());
                    gone += self.collect(db, some, now).await?;
                }
            }
        }
    }
}

/// Where a file is while it is decided about.
pub(super) fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{ASIDE}{name}"))
}

fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_stale(path: &Path, before: Timestamp) -> io::Result<bool> {
    Ok(fs::metadata(path)?.modified()? <= system_time(before))
}

/// Content that is old enough to be looked at. What an ended process left is put back, or removed where it is only half.
fn stale_files(root: &Path, before: Timestamp) -> io::Result<Vec<Content>> {
    let mut stale = Vec::new();
    let owners = match fs::read_dir(root) {
        Ok(owners) => owners,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(stale),
        Err(error) => return Err(error),
    };
    for folder in owners {
        let folder = folder?;
        let Some(owner) = folder.file_name().to_str().and_then(|name| name.parse::<OwnerId>().ok()) else { continue };
        for file in fs::read_dir(folder.path())? {
            let path = file?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(put_back) = name.strip_prefix(ASIDE) {
                fs::rename(&path, path.with_file_name(put_back))?;
            } else if gone_is_false(is_stale(&path, before))? {
                if is_name(&name) {
                    stale.push((owner, name));
                } else if name.starts_with('.') {
                    fs::remove_file(&path)?;
                }
            }
        }
    }
    Ok(stale)
}

/// A file that is gone is none that is stale.
fn gone_is_false(found: io::Result<bool>) -> io::Result<bool> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        found => found,
    }
}

fn remove_files(root: &Path, contents: &[Content], before: Timestamp) -> io::Result<u64> {
    let mut gone = 0;
    for (owner, name) in contents.iter().filter(|(_, name)| is_name(name)) {
        let path = root.join(owner.to_string()).join(name);
        if !gone_is_false(is_stale(&path, before))? {
            continue;
        }
        let aside = aside(&path);
        fs::rename(&path, &aside)?;
        if is_stale(&aside, before)? {
            fs::remove_file(&aside)?;
            gone += 1;
        } else {
            fs::rename(&aside, &path)?;
        }
    }
    Ok(gone)
}

/// That no column names the content of `$1` (the owner) and `$2` (its SHA-256).
fn is_unnamed() -> String {
    let named = |(table, column): &(&str, &str)| {
        format!("NOT EXISTS (SELECT 1 FROM {table} WHERE owner_id = $1 AND {column} = $2)")
    };
    // Of an owner whose runs have moved to another, content is still to follow them.
    let moved = "NOT EXISTS (SELECT 1 FROM blob_moves WHERE from_owner_id = $1)".to_owned();
    NAMES_OF_CONTENT.iter().map(named).chain([moved]).collect::<Vec<_>>().join(" AND ")
}

async fn list_unnamed(conn: &mut Conn<'_>, contents: &[Content]) -> Result<Vec<Content>, StoreError> {
    let sql = format!("SELECT 1 WHERE {}", is_unnamed());
    let mut unnamed = Vec::new();
    for (owner, sha256) in contents {
        let found: Option<(i32,)> = fetch!(
            conn,
            sqlx::query_as(AssertSqlSafe(sql.clone())).bind(owner.to_string()).bind(sha256),
            fetch_optional
        )?;
        if found.is_some() {
            unnamed.push((*owner, sha256.clone()));
        }
    }
    Ok(unnamed)
}

async fn delete_rows(conn: &mut Conn<'_>, contents: &[Content], before: Timestamp) -> Result<u64, StoreError> {
    let sql =
        format!("DELETE FROM blobs WHERE owner_id = $1 AND sha256 = $2 AND created_at <= $3 AND {}", is_unnamed());
    let mut gone = 0;
    for (owner, sha256) in contents {
        gone += execute!(
            conn,
            sqlx::query(AssertSqlSafe(sql.clone())).bind(owner.to_string()).bind(sha256).bind(before.as_micros())
        )?;
    }
    Ok(gone)
}

async fn list_stale_rows(
    conn: &mut Conn<'_>,
    after: &(String, String),
    before: Timestamp,
) -> Result<Vec<Content>, StoreError> {
    const SQL: &str = "SELECT owner_id, sha256 FROM blobs
        WHERE (owner_id > $1 OR (owner_id = $1 AND sha256 > $2)) AND created_at <= $3
        ORDER BY owner_id, sha256 LIMIT $4";
    let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let rows: Vec<(String, String)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(&after.0).bind(&after.1).bind(before.as_micros()).bind(limit),
        fetch_all
    )?;
    let content =
        |(owner, sha256): (String, String)| Ok((crate::error::read("blobs", "owner_id", &owner, str::parse)?, sha256));
    rows.into_iter().map(content).collect()
}
