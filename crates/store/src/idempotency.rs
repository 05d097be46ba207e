//! Keys that make an operation happen once, kept as long as what it made.

use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The digest of the first call.
    pub digest: String,
    /// The run that it started.
    pub run_id: RunId,
}

/// Takes a key. `false` where it is taken.
pub async fn insert(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    operation: &str,
    key: &str,
    remembered: &Remembered,
    at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO idempotency_keys (owner_id, operation, idempotency_key, digest, run_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let inserted = execute!(
        conn,
        sqlx::query(SQL)
            .bind(owner.to_string())
            .bind(operation)
            .bind(key)
            .bind(&remembered.digest)
            .bind(remembered.run_id.to_string())
            .bind(at.as_micros())
    )?;
    Ok(inserted == 1)
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
