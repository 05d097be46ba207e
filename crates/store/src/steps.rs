//! The journal: what finished steps gave.

use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute_rows, fetch, of_rows};
use crate::error::{StoreError, expect_rows};

/// What a finished step gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalStep {
    /// The step's key.
    pub key: String,
    /// SHA-256 of its inputs, in hexadecimal.
    pub inputs_hash: String,
    /// Its value as JSON, where it is small.
    pub output: Option<String>,
    /// The blob that has its value, where it is large.
    pub output_sha256: Option<String>,
}

/// Remembers finished steps of runs, each another one; one of the same key from an earlier attempt gives way.
pub async fn insert(
    conn: &mut Conn<'_>,
    steps: &[(RunId, OwnerId, &JournalStep, Timestamp)],
) -> Result<(), StoreError> {
    const HEAD: &str =
        "INSERT INTO run_steps (run_id, step_key, owner_id, inputs_hash, output, output_sha256, completed_at)";
    const TAIL: &str = " ON CONFLICT (run_id, step_key) DO UPDATE SET inputs_hash = excluded.inputs_hash,
            output = excluded.output, output_sha256 = excluded.output_sha256, completed_at = excluded.completed_at";
    if steps.is_empty() {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 7, steps.len(), TAIL);
    let changed = execute_rows!(conn, sql, steps.len() == 1, steps, query, (run, owner, step, at) => query
        .bind(run.to_string())
        .bind(&step.key)
        .bind(owner.to_string())
        .bind(&step.inputs_hash)
        .bind(&step.output)
        .bind(&step.output_sha256)
        .bind(at.as_micros()))?;
    expect_rows("steps::insert", changed, steps.len() as u64)
}

/// All finished steps of a run.
pub async fn list(conn: &mut Conn<'_>, run: RunId) -> Result<Vec<JournalStep>, StoreError> {
    const SQL: &str = "SELECT step_key, inputs_hash, output, output_sha256 FROM run_steps WHERE run_id = $1";
    let rows: Vec<(String, String, Option<String>, Option<String>)> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()), fetch_all)?;
    let step = |(key, inputs_hash, output, output_sha256)| JournalStep { key, inputs_hash, output, output_sha256 };
    Ok(rows.into_iter().map(step).collect())
}
