//! From a stored run to what its owner sees: with the names of agent and version.

use domain::run::{CONTENT_STAYS, Run, RunFailure};
use store::runs::StoredRun;

use crate::catalogue::Snapshot;

/// What an agent is called of which nothing is known any more.
pub(crate) const WITHDRAWN: &str = "Withdrawn agent";

/// What its owner sees of a stored run.
pub(super) fn named(snapshot: &Snapshot, stored: StoredRun, queue_place: Option<u64>) -> Run {
    let name = snapshot.name_of(stored.version_id).cloned();
    let (agent_slug, agent_name, version) = name.map_or_else(
        || (String::new(), WITHDRAWN.to_owned(), String::new()),
        |name| (name.slug, name.name, name.number),
    );
    let failure =
        stored.failure_code.map(|code| RunFailure { code, message: stored.failure_message.unwrap_or_default() });
    Run {
        id: stored.id,
        agent_slug,
        agent_name,
        version_id: stored.version_id,
        version,
        status: stored.status,
        input: stored.input.and_then(|text| serde_json::from_str(&text).ok()),
        output: stored.output.and_then(|text| serde_json::from_str(&text).ok()),
        failure,
        ceiling: stored.ceiling,
        charged: stored.charged,
        created_at: stored.created_at,
        started_at: stored.started_at,
        finished_at: stored.finished_at,
        queue_place,
        cached_from: stored.cached_from,
        branched_from: stored.branched_from,
        kept_at: stored.kept_at,
        erases_at: stored
            .settled_at
            .filter(|_| stored.kept_at.is_none() && stored.erased_at.is_none())
            .map(|settled| settled.plus(CONTENT_STAYS)),
        erased_at: stored.erased_at,
    }
}
