//! The public halves of the keys that receipts are signed with.

use domain::id::ReceiptKeyId;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptKey {
    /// Which.
    pub id: ReceiptKeyId,
    /// Ed25519, in hexadecimal.
    pub public_key: String,
    /// Since when it signs.
    pub created_at: Timestamp,
    /// Since when another one signs.
    pub retired_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: String,
    public_key: String,
    created_at: i64,
    retired_at: Option<i64>,
}

impl KeyRow {
    fn into_key(self) -> Result<ReceiptKey, StoreError> {
        Ok(ReceiptKey {
            id: read("receipt_keys", "id", &self.id, str::parse)?,
            public_key: self.public_key,
            created_at: Timestamp::from_micros(self.created_at),
            retired_at: self.retired_at.map(Timestamp::from_micros),
        })
    }
}

/// All keys, the newest first.
pub async fn list(conn: &mut Conn<'_>) -> Result<Vec<ReceiptKey>, StoreError> {
    const SQL: &str = "SELECT id, public_key, created_at, retired_at FROM receipt_keys ORDER BY id DESC";
    let rows: Vec<KeyRow> = fetch!(conn, sqlx::query_as(SQL), fetch_all)?;
    rows.into_iter().map(KeyRow::into_key).collect()
}

/// The key with that public half.
pub async fn find(conn: &mut Conn<'_>, public_key: &str) -> Result<Option<ReceiptKey>, StoreError> {
    const SQL: &str = "SELECT id, public_key, created_at, retired_at FROM receipt_keys WHERE public_key = $1";
    let row: Option<KeyRow> = fetch!(conn, sqlx::query_as(SQL).bind(public_key), fetch_optional)?;
    row.map(KeyRow::into_key).transpose()
}

/// Makes this the key that signs: adds it where it is not there, and retires all others.
pub async fn make_current(
    conn: &mut Conn<'_>,
    id: ReceiptKeyId,
    public_key: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO receipt_keys (id, public_key, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (public_key) DO UPDATE SET retired_at = NULL";
    const RETIRE: &str = "UPDATE receipt_keys SET retired_at = $2 WHERE public_key <> $1 AND retired_at IS NULL";
    execute!(conn, sqlx::query(INSERT).bind(id.to_string()).bind(public_key).bind(now.as_micros()))?;
    execute!(conn, sqlx::query(RETIRE).bind(public_key).bind(now.as_micros()))?;
    Ok(())
}
