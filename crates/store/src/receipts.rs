//! What receipts are made of: columns that outlive everything a run said.

use domain::credits::{Credits, Usd};
use domain::id::{OwnerId, RunId, VersionId};
use domain::run::Status;
use domain::time::Timestamp;

use crate::conn::{Conn, fetch};
use crate::error::{StoreError, read};

/// What is known of a settled run for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFacts {
    /// How the run ended.
    pub status: Status,
    /// The agent's name in addresses.
    pub slug: String,
    /// The version that ran.
    pub version_id: VersionId,
    /// Its number.
    pub version: String,
    /// SHA-256 of its content, in hexadecimal.
    pub content_hash: String,
    /// What was held.
    pub held: Credits,
    /// What was charged.
    pub charged: Credits,
    /// The fee that was accepted.
    pub fee: Credits,
    /// How much of the charge were granted credits.
    pub from_granted: Credits,
    /// Why nothing was held, where nothing was.
    pub reason: Option<String>,
    /// What the creator earned.
    pub to_creator: Usd,
    /// What the platform earned.
    pub to_platform: Usd,
    /// When the run was asked for.
    pub queued_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it reached its final state.
    pub finished_at: Timestamp,
    /// When its hold was closed.
    pub settled_at: Timestamp,
    /// How many events it has.
    pub events: u64,
    /// The last hash of their chain.
    pub chain_hash: String,
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    status: String,
    slug: String,
    version_id: String,
    number: String,
    content_hash: String,
    amount: i64,
    captured: i64,
    fee: i64,
    from_granted: i64,
    reason: Option<String>,
    to_creator_usd: i64,
    to_platform_usd: i64,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    settled_at: i64,
    next_seq: i64,
    chain_hash: String,
}

/// What is known for good of a run of that owner, once it is settled. A run that was deleted keeps it.
pub async fn find(conn: &mut Conn<'_>, owner: OwnerId, run: RunId) -> Result<Option<ReceiptFacts>, StoreError> {
    const SQL: &str = "SELECT r.status, a.slug, r.version_id, v.number, v.content_hash, h.amount, h.captured, q.fee,
            (SELECT CAST(COALESCE(SUM(p.captured), 0) AS BIGINT) FROM hold_parts p JOIN lots l ON l.id = p.lot_id
                WHERE p.hold_id = h.id AND l.kind = 'granted') AS from_granted,
            h.reason, h.to_creator_usd, h.to_platform_usd, r.created_at, r.started_at, r.finished_at, r.settled_at,
            r.next_seq, r.chain_hash
        FROM runs r
        JOIN agents a ON a.id = r.agent_id
        JOIN versions v ON v.id = r.version_id
        JOIN holds h ON h.id = r.hold_id
        JOIN quotes q ON q.id = h.quote_id
        WHERE r.id = $1 AND r.owner_id = $2 AND r.settled_at IS NOT NULL";
    let row: Option<FactsRow> =
        fetch!(conn, sqlx::query_as(SQL).bind(run.to_string()).bind(owner.to_string()), fetch_optional)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ReceiptFacts {
        status: read("runs", "status", &row.status, str::parse)?,
        slug: row.slug,
        version_id: read("runs", "version_id", &row.version_id, str::parse)?,
        version: row.number,
        content_hash: row.content_hash,
        held: Credits::from_micro(row.amount),
        charged: Credits::from_micro(row.captured),
        fee: Credits::from_micro(row.fee),
        from_granted: Credits::from_micro(row.from_granted),
        reason: row.reason,
        to_creator: Usd::from_micro(row.to_creator_usd),
        to_platform: Usd::from_micro(row.to_platform_usd),
        queued_at: Timestamp::from_micros(row.created_at),
        started_at: row.started_at.map(Timestamp::from_micros),
        finished_at: Timestamp::from_micros(row.finished_at.unwrap_or(row.settled_at)),
        settled_at: Timestamp::from_micros(row.settled_at),
        events: row.next_seq.unsigned_abs(),
        chain_hash: row.chain_hash,
    }))
}
