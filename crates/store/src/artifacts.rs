//! The files that runs made; their content is in blobs.

use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute_rows, fetch, of_rows};
use crate::error::{StoreError, expect_rows};

/// A file of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredArtifact {
    /// Unique in the run.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content in hexadecimal: the blob.
    pub sha256: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Adds files of runs, each another one; one of the same name from an earlier attempt gives way.
pub async fn insert(conn: &mut Conn<'_>, artifacts: &[(RunId, OwnerId, &StoredArtifact)]) -> Result<(), StoreError> {
    const HEAD: &str = "INSERT INTO artifacts (run_id, name, owner_id, media_type, bytes, sha256, created_at)";
    const TAIL: &str =
        " ON CONFLICT (run_id, name) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes,
            sha256 = excluded.sha256, created_at = excluded.created_at";
    if artifacts.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 7, artifacts.len(), TAIL);
    let changed = execute_rows!(conn, sql, artifacts.len() == 1, artifacts, query, (run, owner, artifact) => query
        .bind(run.to_string())
        .bind(&artifact.name)
        .bind(owner.to_string())
        .bind(&artifact.media_type)
        .bind(i64::try_from(artifact.bytes).unwrap_or(i64::MAX))
        .bind(&artifact.sha256)
        .bind(artifact.created_at.as_micros()))?;
    expect_rows("artifacts::insert", changed, artifacts.len() as u64)
}

#[derive(sqlx::FromRow)]
struct ArtifactRow {
    name: String,
    media_type: String,
    bytes: i64,
    sha256: String,
    created_at: i64,
}

impl ArtifactRow {
    fn into_artifact(self) -> StoredArtifact {
        StoredArtifact {
            name: self.name,
            media_type: self.media_type,
            bytes: self.bytes.unsigned_abs(),
            sha256: self.sha256,
            created_at: Timestamp::from_micros(self.created_at),
        }
    }
}

/// The files of an owner's run, by name.
pub async fn list(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<Vec<StoredArtifact>, StoreError> {
    const SQL: &str = "SELECT name, media_type, bytes, sha256, created_at FROM artifacts
        WHERE run_id = $1 AND owner_id = $2 ORDER BY name";
    let rows: Vec<ArtifactRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()), fetch_all)?;
    Ok(rows.into_iter().map(ArtifactRow::into_artifact).collect())
}

/// A file of an owner's run.
pub async fn find(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    run: RunId,
    name: &str,
) -> Result<Option<StoredArtifact>, StoreError> {
    const SQL: &str = "SELECT name, media_type, bytes, sha256, created_at FROM artifacts
        WHERE run_id = $1 AND owner_id = $2 AND name = $3";
    let row: Option<ArtifactRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()).bind(name), fetch_optional)?;
    Ok(row.map(ArtifactRow::into_artifact))
}
