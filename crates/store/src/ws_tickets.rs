//! Tickets that open one WebSocket: only their hashes are kept, and a ticket that is used is gone.

use domain::id::OwnerId;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows};

/// Adds a ticket, and clears away those of the same owner that are over.
pub async fn insert(
    conn: &mut Conn<'_>,
    ticket_hash: &str,
    owner_id: OwnerId,
    actor_id: &str,
    created_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    const OVER: &str = "DELETE FROM ws_tickets WHERE owner_id = $1 AND expires_at <= $2";
    const SQL: &str = "INSERT INTO ws_tickets (ticket_hash, owner_id, actor_id, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    execute!(conn, sqlx::query(OVER).bind(owner_id.to_string()).bind(created_at.as_micros()))?;
    expect_rows(
        "ws_tickets::insert",
        execute!(
            conn,
            sqlx::query(SQL)
                .bind(ticket_hash)
                .bind(owner_id.to_string())
                .bind(actor_id)
                .bind(created_at.as_micros())
                .bind(expires_at.as_micros())
        )?,
        1,
    )
}

/// Uses a ticket of an owner: who asked for it, or `None` where it is unknown, used, over, or another owner's.
pub async fn redeem(
    conn: &mut Conn<'_>,
    ticket_hash: &str,
    owner_id: OwnerId,
    at: Timestamp,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "DELETE FROM ws_tickets WHERE ticket_hash = $1 AND owner_id = $2 AND expires_at > $3
        RETURNING actor_id";
    let row: Option<(String,)> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(ticket_hash).bind(owner_id.to_string()).bind(at.as_micros()),
        fetch_optional
    )?;
    Ok(row.map(|row| row.0))
}
