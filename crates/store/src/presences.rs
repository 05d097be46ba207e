//! Where a person is signed in: browser sessions and families of refresh tokens together.

use domain::account::{Device, Door, Presence, PresenceId};
use domain::id::OwnerId;
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, read};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    address: String,
    user_agent: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
}

impl Row {
    fn into_presence(self, door: Door) -> Result<Presence, StoreError> {
        Ok(Presence {
            id: read("sessions", "id", &self.id, str::parse)?,
            door,
            address: self.address,
            device: Device::of(&self.user_agent),
            created_at: Timestamp::from_micros(self.created_at),
            last_seen_at: Timestamp::from_micros(self.last_seen_at),
            expires_at: Timestamp::from_micros(self.expires_at),
            is_current: false,
        })
    }
}

/// The browser sessions of an owner that are alive at `now` and were seen since `idle_since`, the last seen first.
pub async fn list_sessions(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    now: Timestamp,
    idle_since: Timestamp,
    limit: i64,
) -> Result<Vec<Presence>, StoreError> {
    const SQL: &str = "SELECT id, address, user_agent, created_at, last_seen_at, expires_at FROM sessions
        WHERE owner_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
        ORDER BY last_seen_at DESC, id DESC LIMIT $4";
    let rows: Vec<Row> = fetch!(
        conn,
        sqlx::query_as(SQL).bind(owner.to_string()).bind(now.as_micros()).bind(idle_since.as_micros()).bind(limit),
        fetch_all
    )?;
    rows.into_iter().map(|row| row.into_presence(Door::Browser)).collect()
}

/// The families of an owner that can still be renewed at `now`, the last renewed first.
pub async fn list_families(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Presence>, StoreError> {
    const SQL: &str = "SELECT t.family_id AS id, t.address, t.user_agent, t.created_at AS last_seen_at, t.expires_at,
            (SELECT MIN(f.created_at) FROM refresh_tokens f WHERE f.family_id = t.family_id) AS created_at
        FROM refresh_tokens t
        WHERE t.owner_id = $1 AND t.ended_at IS NULL AND t.rotated_at IS NULL AND t.idle_until > $2 AND t.expires_at > $2
        ORDER BY t.created_at DESC, t.family_id DESC LIMIT $3";
    let rows: Vec<Row> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(now.as_micros()).bind(limit), fetch_all)?;
    let mut families: Vec<Presence> = Vec::with_capacity(rows.len());
    for row in rows {
        let family = row.into_presence(Door::Api)?;
        // Two renewals at once leave two tokens of one family; the later stands for it.
        if families.iter().all(|known| known.id != family.id) {
            families.push(family);
        }
    }
    Ok(families)
}

/// Ends one that is an owner's. `false` where there is none such, or it is ended already.
pub async fn end(conn: &mut Conn<'_>, owner: OwnerId, id: PresenceId, at: Timestamp) -> Result<bool, StoreError> {
    const SESSION: &str = "UPDATE sessions SET ended_at = $3
        WHERE owner_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > $3";
    const FAMILY: &str = "UPDATE refresh_tokens SET ended_at = $3
        WHERE owner_id = $1 AND family_id = $2 AND ended_at IS NULL AND expires_at > $3";
    let sql = match id {
        PresenceId::Session(_) => SESSION,
        PresenceId::Family(_) => FAMILY,
    };
    let mut is_ended = false;
    // Until there is none left: a renewal under way may add a token that the statement before did not see.
    while execute!(conn, sqlx::query(sql).bind(owner.to_string()).bind(id.to_string()).bind(at.as_micros()))? > 0 {
        is_ended = true;
    }
    Ok(is_ended)
}

/// Ends all of an owner's, except the one to be kept.
pub async fn end_others(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    kept: Option<PresenceId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SESSIONS: &str = "UPDATE sessions SET ended_at = $3 WHERE owner_id = $1 AND id <> $2 AND ended_at IS NULL";
    const FAMILIES: &str =
        "UPDATE refresh_tokens SET ended_at = $3 WHERE owner_id = $1 AND family_id <> $2 AND ended_at IS NULL";
    // No id is empty, so without one to be kept all of them are others.
    let kept = kept.map(|id| id.to_string()).unwrap_or_default();
    for sql in [SESSIONS, FAMILIES] {
        // As above.
        while execute!(conn, sqlx::query(sql).bind(owner.to_string()).bind(&kept).bind(at.as_micros()))? > 0 {}
    }
    Ok(())
}
