//! What a run that branches from another may take over of it: copies, so that the other one can go.

use domain::id::{OwnerId, RunId};

use crate::conn::{Conn, execute, execute_rows, fetch, rows};
use crate::error::{StoreError, expect_rows, read};
use crate::steps::JournalStep;

/// A row of `inherited_steps`, in the order in which it is asked for.
type InheritedRow = (String, String, Option<String>, Option<String>, String);

/// Steps in one statement at most: each has seven values, and SQLite takes 32,766.
const STEPS_AT_ONCE: usize = 1_000;
/// Branches of a run that are told.
const TOLD: i64 = 20;

/// A finished step of the run from which another one branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InheritedStep {
    /// What it gave.
    pub step: JournalStep,
    /// What was told of it, as a JSON list of events.
    pub events: String,
    /// The SHA-256 of each file that it made.
    pub files: Vec<String>,
}

/// Whether a run of an owner is still there with its content. Who deletes or erases it waits for this transaction to end:
/// the row is written as it is.
pub async fn hold_origin(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE runs SET branched_step = branched_step
        WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL AND erased_at IS NULL";
    Ok(execute!(conn, sqlx::query(SQL).bind(run.to_string()).bind(owner.to_string()))? == 1)
}

/// Gives a run that was just made what it may take over.
pub async fn insert(
    conn: &mut Conn<'_>,
    run: RunId,
    owner: OwnerId,
    steps: &[InheritedStep],
) -> Result<(), StoreError> {
    const STEPS: &str =
        "INSERT INTO inherited_steps (run_id, step_key, owner_id, inputs_hash, output, output_sha256, events)";
    const FILES: &str = "INSERT INTO run_files (run_id, sha256, owner_id)";
    for steps in steps.chunks(STEPS_AT_ONCE) {
        let sql = rows(conn.dialect(), STEPS, 7, steps.len());
        let changed = execute_rows!(conn, sql, steps.len() == 1, steps, query, inherited => query
            .bind(run.to_string())
            .bind(&inherited.step.key)
            .bind(owner.to_string())
            .bind(&inherited.step.inputs_hash)
            .bind(&inherited.step.output)
            .bind(&inherited.step.output_sha256)
            .bind(&inherited.events))?;
        expect_rows("branches::insert", changed, steps.len() as u64)?;
        let files: Vec<&String> = steps.iter().flat_map(|inherited| &inherited.files).collect();
        if !files.is_empty() {
            let sql = rows(conn.dialect(), FILES, 3, files.len()) + " ON CONFLICT (run_id, sha256) DO NOTHING";
            execute_rows!(conn, sql, files.len() == 1, files, query, sha256 => query
                .bind(run.to_string())
                .bind(sha256.as_str())
                .bind(owner.to_string()))?;
        }
    }
    Ok(())
}

/// What a run may take over: the steps, and what was told of each.
pub async fn list(conn: &mut Conn<'_>, run: RunId) -> Result<Vec<(JournalStep, String)>, StoreError> {
    const SQL: &str =
        "SELECT step_key, inputs_hash, output, output_sha256, events FROM inherited_steps WHERE run_id = $1";
    let rows: Vec<InheritedRow> = fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()), fetch_all)?;
    let inherited = |(key, inputs_hash, output, output_sha256, events)| {
        (JournalStep { key, inputs_hash, output, output_sha256 }, events)
    };
    Ok(rows.into_iter().map(inherited).collect())
}

/// The last runs of an owner that branch from one of its runs, newest first.
pub async fn of(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<Vec<RunId>, StoreError> {
    const SQL: &str = "SELECT id FROM runs WHERE branched_from = $1 AND owner_id = $2 AND deleted_at IS NULL
        ORDER BY id DESC LIMIT $3";
    let rows: Vec<(String,)> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()).bind(TOLD), fetch_all)?;
    rows.iter().map(|row| read("runs", "id", &row.0, str::parse)).collect()
}
