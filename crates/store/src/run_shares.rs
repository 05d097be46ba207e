//! Links that show runs. Only hashes of their tokens are kept, and a run has one link at most.

use domain::id::{OwnerId, RunId};
use domain::run::RunShare;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};

/// Makes the link of an owner's run; one that was there works no more. `false` where there is no such run, or it is not
/// over, or its content is erased.
pub async fn put(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    run: RunId,
    share: &RunShare,
    token_hash: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO run_shares (run_id, owner_id, token_hash, shows_input, shows_files, created_at)
        SELECT id, owner_id, $3, $4, $5, CAST($6 AS BIGINT) FROM runs
        WHERE id = $1 AND owner_id = $2 AND settled_at IS NOT NULL AND deleted_at IS NULL AND erased_at IS NULL
        ON CONFLICT (run_id) DO UPDATE SET token_hash = excluded.token_hash, shows_input = excluded.shows_input,
            shows_files = excluded.shows_files, created_at = excluded.created_at";
    let changed = execute!(
        conn,
        sqlx::query(SQL)
            .bind(run.to_string())
            .bind(owner.to_string())
            .bind(token_hash)
            .bind(share.shows_input)
            .bind(share.shows_files)
            .bind(share.created_at.as_micros())
    )?;
    Ok(changed == 1)
}

/// The link of an owner's run.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<Option<RunShare>, StoreError> {
    const SQL: &str = "SELECT shows_input, shows_files, created_at FROM run_shares WHERE run_id = $1 AND owner_id = $2";
    let row: Option<(bool, bool, i64)> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()), fetch_optional)?;
    Ok(row.map(share))
}

/// Ends the link of an owner's run. `false` where it has none.
pub async fn remove(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM run_shares WHERE run_id = $1 AND owner_id = $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(run.to_string()).bind(owner.to_string()))? == 1)
}

/// Which run a link shows, and whose it is. `None` where the run is deleted or its content erased.
pub async fn open(conn: &mut Conn<'_>, token_hash: &str) -> Result<Option<(OwnerId, RunId, RunShare)>, StoreError> {
    const SQL: &str = "SELECT r.owner_id, r.id, s.shows_input, s.shows_files, s.created_at
        FROM run_shares s JOIN runs r ON r.id = s.run_id
        WHERE s.token_hash = $1 AND r.deleted_at IS NULL AND r.erased_at IS NULL";
    let row: Option<(String, String, bool, bool, i64)> =
        fetch!(conn, sqlx::query_as(SQL).bind(token_hash), fetch_optional)?;
    let Some((owner, run, shows_input, shows_files, created_at)) = row else { return Ok(None) };
    Ok(Some((
        read("runs", "owner_id", &owner, str::parse)?,
        read("runs", "id", &run, str::parse)?,
        share((shows_input, shows_files, created_at)),
    )))
}

fn share((shows_input, shows_files, created_at): (bool, bool, i64)) -> RunShare {
    RunShare { shows_input, shows_files, created_at: Timestamp::from_micros(created_at) }
}
