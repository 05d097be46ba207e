//! Erasing what a run was given and what came out of it. Status, price, digests and the ledger stay.

mod columns;

use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};
pub use columns::{Fate, NAMES_OF_CONTENT, NAMES_OF_OTHER_CONTENT, TABLES, Table};

/// What an erased run leaves behind to be collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Whose it was.
    pub owner: OwnerId,
    /// The SHA-256 of each content that it named.
    pub contents: Vec<String>,
}

/// Runs whose content is due: deleted by their owner, or settled before `settled_before` and not kept.
pub async fn due(conn: &mut Conn<'_>, settled_before: Timestamp, limit: i64) -> Result<Vec<RunId>, StoreError> {
    const DELETED: &str =
        "SELECT id FROM runs WHERE deleted_at IS NOT NULL AND erased_at IS NULL AND settled_at IS NOT NULL LIMIT $1";
    const BY_AGE: &str = "SELECT id FROM runs
        WHERE settled_at IS NOT NULL AND settled_at <= $1 AND erased_at IS NULL AND kept_at IS NULL
        ORDER BY settled_at LIMIT $2";
    let mut ids: Vec<(String,)> = fetch!(conn, sqlx::query_as(DELETED).bind(limit), fetch_all)?;
    let by_age: Vec<(String,)> =
        fetch!(conn, sqlx::query_as(BY_AGE).bind(settled_before.as_micros()).bind(limit), fetch_all)?;
    ids.extend(by_age);
    ids.sort();
    ids.dedup();
    ids.iter().map(|(id,)| read("runs", "id", id, str::parse)).collect()
}

/// Erases the content of a run that is due. `None` where it is not: kept or erased meanwhile.
pub async fn erase(
    conn: &mut Conn<'_>,
    id: RunId,
    settled_before: Timestamp,
    at: Timestamp,
) -> Result<Option<Erased>, StoreError> {
    // First: it holds the run's row, on which a start that is answered from this run waits or finds it erased.
    const MARK: &str = "UPDATE runs SET erased_at = $2
        WHERE id = $1 AND erased_at IS NULL AND settled_at IS NOT NULL
            AND (deleted_at IS NOT NULL OR (kept_at IS NULL AND settled_at <= $3))
        RETURNING owner_id";
    let row: Option<(String,)> = fetch!(
        conn,
        sqlx::query_as(MARK).bind(id.to_string()).bind(at.as_micros()).bind(settled_before.as_micros()),
        fetch_optional
    )?;
    let Some((owner,)) = row else { return Ok(None) };
    let mut contents = Vec::new();
    for (table, column) in NAMES_OF_CONTENT {
        // Table and column are our own words.
        let sql = format!("SELECT {column} FROM {table} WHERE run_id = $1 AND {column} IS NOT NULL");
        let rows: Vec<(String,)> =
            fetch!(conn, sqlx::query_as(AssertSqlSafe(sql.clone())).bind(id.to_string()), fetch_all)?;
        contents.extend(rows.into_iter().map(|row| row.0));
    }
    contents.sort();
    contents.dedup();
    for table in TABLES {
        let Some(sql) = statement(table) else { continue };
        execute!(conn, sqlx::query(AssertSqlSafe(sql.clone())).bind(id.to_string()))?;
    }
    Ok(Some(Erased { owner: read("runs", "owner_id", &owner, str::parse)?, contents }))
}

fn statement(table: &Table) -> Option<String> {
    match table.fate {
        Fate::Blank { key, columns } => {
            let blank: Vec<String> = columns.iter().map(|column| format!("{column} = NULL")).collect();
            Some(format!("UPDATE {} SET {} WHERE {key} = $1", table.name, blank.join(", ")))
        }
        Fate::Gone { key } => Some(format!("DELETE FROM {} WHERE {key} = $1", table.name)),
        Fate::Stays => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_made_of_the_list() {
        let of = |name: &str| TABLES.iter().find(|table| table.name == name).and_then(statement);
        assert_eq!(of("run_events").as_deref(), Some("UPDATE run_events SET payload = NULL WHERE run_id = $1"));
        assert_eq!(of("artifacts").as_deref(), Some("DELETE FROM artifacts WHERE run_id = $1"));
        assert_eq!(of("ledger_entries"), None);
    }
}
