//! Agents and their immutable versions.

use domain::catalogue::ListingStatus;
use domain::id::{AgentId, OwnerId, VersionId};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
use crate::error::{StoreError, expect_rows, read};

/// An agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Which.
    pub id: AgentId,
    /// The name in addresses.
    pub slug: String,
    /// Who made it.
    pub creator_id: OwnerId,
    /// Where its listing stands.
    pub status: ListingStatus,
    /// The version that runs.
    pub live_version_id: Option<VersionId>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Which.
    pub id: VersionId,
    /// Of which agent.
    pub agent_id: AgentId,
    /// Its number.
    pub number: String,
    /// SHA-256 over manifest and program, in hexadecimal.
    pub content_hash: String,
    /// The manifest as JSON.
    pub manifest: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Finished runs of customers, by agent. What the cache answered was not worked, so it measures nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// In all.
    pub finished: u64,
    /// Those that succeeded.
    pub succeeded: u64,
}

#[derive(sqlx::FromRow)]
struct AgentRow {
    id: String,
    slug: String,
    creator_id: String,
    status: String,
    live_version_id: Option<String>,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: String,
    agent_id: String,
    number: String,
    content_hash: String,
    manifest: String,
    created_at: i64,
}

/// Adds an agent that is not there yet; the one of that slug afterwards.
pub async fn ensure(conn: &mut Conn<'_>, agent: &Agent) -> Result<Agent, StoreError> {
    const FIND: &str = "SELECT id, slug, creator_id, status, live_version_id, created_at FROM agents WHERE slug = $1";
    const SQL: &str = "INSERT INTO agents (id, slug, creator_id, status, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (slug) DO NOTHING";
    execute!(
        conn,
        sqlx::query(SQL)
            .bind(agent.id.to_string())
            .bind(&agent.slug)
            .bind(agent.creator_id.to_string())
            .bind(agent.status.as_str())
            .bind(agent.created_at.as_micros())
    )?;
    let row: AgentRow = fetch!(conn, sqlx::query_as(FIND).bind(&agent.slug), fetch_one)?;
    into_agent(row)
}

/// Adds a version that is not there yet; the one of that number afterwards.
pub async fn ensure_version(conn: &mut Conn<'_>, version: &Version) -> Result<Version, StoreError> {
    const SQL: &str = "INSERT INTO versions (id, agent_id, number, content_hash, manifest, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agent_id, number) DO NOTHING";
    const FIND: &str = "SELECT id, agent_id, number, content_hash, manifest, created_at FROM versions
        WHERE agent_id = $1 AND number = $2";
    execute!(
        conn,
        sqlx::query(SQL)
            .bind(version.id.to_string())
            .bind(version.agent_id.to_string())
            .bind(&version.number)
            .bind(&version.content_hash)
            .bind(&version.manifest)
            .bind(version.created_at.as_micros())
    )?;
    let row: VersionRow =
        fetch!(conn, sqlx::query_as(FIND).bind(version.agent_id.to_string()).bind(&version.number), fetch_one)?;
    into_version(row)
}

/// Makes a version the one that runs, and lists its agent.
pub async fn set_live(conn: &mut Conn<'_>, agent: AgentId, version: VersionId) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE agents SET live_version_id = $2, status = CASE status WHEN 'draft' THEN 'listed' ELSE status END
        WHERE id = $1";
    let changed = execute!(conn, sqlx::query(SQL).bind(agent.to_string()).bind(version.to_string()))?;
    expect_rows("agents::set_live", changed, 1)
}

/// Every agent that is listed, with its live version.
pub async fn list_live(conn: &mut Conn<'_>) -> Result<Vec<(Agent, Version)>, StoreError> {
    const AGENTS: &str = "SELECT id, slug, creator_id, status, live_version_id, created_at FROM agents
        WHERE status = 'listed' AND live_version_id IS NOT NULL ORDER BY id";
    const VERSIONS: &str = "SELECT v.id, v.agent_id, v.number, v.content_hash, v.manifest, v.created_at
        FROM versions v JOIN agents a ON a.live_version_id = v.id WHERE a.status = 'listed' ORDER BY a.id";
    let agents: Vec<AgentRow> = fetch!(conn, sqlx::query_as(AGENTS), fetch_all)?;
    let versions: Vec<VersionRow> = fetch!(conn, sqlx::query_as(VERSIONS), fetch_all)?;
    agents.into_iter().zip(versions).map(|(agent, version)| Ok((into_agent(agent)?, into_version(version)?))).collect()
}

/// The version of that id.
pub async fn find_version(conn: &mut Conn<'_>, id: VersionId) -> Result<Option<Version>, StoreError> {
    const SQL: &str = "SELECT id, agent_id, number, content_hash, manifest, created_at FROM versions WHERE id = $1";
    let row: Option<VersionRow> = fetch!(conn, sqlx::query_as(SQL).bind(id.to_string()), fetch_optional)?;
    row.map(into_version).transpose()
}

/// Finished runs of customers, by agent. What the cache answered was not worked, so it measures nothing.
pub async fn run_counts(conn: &mut Conn<'_>) -> Result<Vec<(AgentId, RunCounts)>, StoreError> {
    const SQL: &str = "SELECT agent_id, COUNT(*), CAST(SUM(CASE status WHEN 'succeeded' THEN 1 ELSE 0 END) AS BIGINT)
        FROM runs WHERE is_customers AND cached_from IS NULL AND status IN ('succeeded', 'failed', 'timed_out')
        GROUP BY agent_id";
    let rows: Vec<(String, i64, i64)> = fetch!(conn, sqlx::query_as(SQL), fetch_all)?;
    let counts = |(agent, finished, succeeded): (String, i64, i64)| {
        let counts = RunCounts { finished: finished.unsigned_abs(), succeeded: succeeded.unsigned_abs() };
        Ok((read("runs", "agent_id", &agent, str::parse)?, counts))
    };
    rows.into_iter().map(counts).collect()
}

fn into_agent(row: AgentRow) -> Result<Agent, StoreError> {
    let live = row.live_version_id.map(|id| read("agents", "live_version_id", &id, str::parse)).transpose()?;
    Ok(Agent {
        id: read("agents", "id", &row.id, str::parse)?,
        slug: row.slug,
        creator_id: read("agents", "creator_id", &row.creator_id, str::parse)?,
        status: read("agents", "status", &row.status, |text| ListingStatus::parse(text).ok_or("no status"))?,
        live_version_id: live,
        created_at: Timestamp::from_micros(row.created_at),
    })
}

fn into_version(row: VersionRow) -> Result<Version, StoreError> {
    Ok(Version {
        id: read("versions", "id", &row.id, str::parse)?,
        agent_id: read("versions", "agent_id", &row.agent_id, str::parse)?,
        number: row.number,
        content_hash: row.content_hash,
        manifest: row.manifest,
        created_at: Timestamp::from_micros(row.created_at),
    })
}

/// Every version there ever was, without its manifest.
pub async fn list_versions(conn: &mut Conn<'_>) -> Result<Vec<Version>, StoreError> {
    const SQL: &str = "SELECT id, agent_id, number, content_hash, '' AS manifest, created_at FROM versions";
    let rows: Vec<VersionRow> = fetch!(conn, sqlx::query_as(SQL), fetch_all)?;
    rows.into_iter().map(into_version).collect()
}
