//! Keys that make an operation happen once, kept as long as what it made.

use std::collections::HashSet;

use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

use crate::conn::{Conn, fetch, rows};
use crate::error::{StoreError, read};

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The digest of the first call.
    pub digest: String,
    /// The run that it started.
    pub run_id: RunId,
}

/// A key that is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'a> {
    /// Whose.
    pub owner: OwnerId,
    /// The key.
    pub key: &'a str,
    /// What is to stand under it.
    pub remembered: &'a Remembered,
    /// When.
    pub at: Timestamp,
}

/// Takes keys, and gives the runs of those that were not taken before; of equal ones in a set, of the first.
pub async fn take(conn: &mut Conn<'_>, operation: &str, keys: &[Taking<'_>]) -> Result<HashSet<RunId>, StoreError> {
    const HEAD: &str =
        "INSERT INTO idempotency_keys (owner_id, operation, idempotency_key, digest, run_id, created_at)";
    if keys.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!("{} ON CONFLICT DO NOTHING RETURNING run_id", rows(conn.dialect(), HEAD, 6, keys.len()));
    macro_rules! bound {
        () => {{
            let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(keys.len() == 1);
            for taking in keys {
                query = query
                    .bind(taking.owner.to_string())
                    .bind(operation)
                    .bind(taking.key)
                    .bind(&taking.remembered.digest)
                    .bind(taking.remembered.run_id.to_string())
                    .bind(taking.at.as_micros());
            }
            query
        }};
    }
    let taken: Vec<(String,)> = fetch!(conn, bound!(), fetch_all)?;
    taken.into_iter().map(|(run,)| read("idempotency_keys", "run_id", &run, str::parse)).collect()
}

/// What stands under a key.
pub async fn find(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    operation: &str,
    key: &str,
) -> Result<Option<Remembered>, StoreError> {
    const SQL: &str = "SELECT digest, run_id FROM idempotency_keys
        WHERE owner_id = $1 AND operation = $2 AND idempotency_key = $3";
    let row: Option<(String, String)> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(operation).bind(key), fetch_optional)?;
    row.map(|(digest, run)| Ok(Remembered { digest, run_id: read("idempotency_keys", "run_id", &run, str::parse)? }))
        .transpose()
}
