//! Erasing the content of runs: those that were deleted, and those that are 30 days over and not kept. Then what nothing
//! names any more is collected, and what was erased leaves the files of the database.

use domain::id::{OwnerId, RunId};
use domain::run::CONTENT_STAYS;
use store::{Scope, StoreError, erasure};

use crate::Services;

/// Runs found at once.
const AT_ONCE: i64 = 100;

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// Runs.
    pub runs: u64,
    /// Contents that none of them names any more.
    pub contents: u64,
    /// Whether the database's files still have something of them; then it is tried again.
    pub is_left: bool,
}

/// Erases all that is due.
pub async fn erase_due(services: &Services) -> Result<Erasure, StoreError> {
    let before = services.now().minus(CONTENT_STAYS);
    let mut erasure = Erasure::default();
    loop {
        let due = services
            .db()
            .read(Scope::System, before, |conn, before| Box::pin(erasure::due(conn, *before, AT_ONCE)))
            .await?;
        if due.is_empty() {
            break;
        }
        let mut contents: Vec<(OwnerId, String)> = Vec::new();
        let before_these = erasure.runs;
        for run in due {
            // Each alone: a run of many events takes a while, and no other write is to wait for all of them. One that
            // cannot be erased now keeps no other from it.
            match erase(services, run).await {
                Ok(erased) => {
                    erasure.runs += u64::from(erased.is_some());
                    contents.extend(erased.unwrap_or_default());
                }
                Err(error) => {
                    tracing::warn!(%run, %error, "the content of a run could not be erased");
                    erasure.is_left = true;
                }
            }
        }
        contents.sort();
        contents.dedup();
        erasure.contents += services.blobs().collect(services.db(), contents, services.now()).await?;
        if erasure.runs == before_these {
            // What is left is tried again with the next sweep.
            break;
        }
    }
    if erasure.runs > 0 {
        erasure.is_left |= !services.db().forget_erased().await?;
    }
    Ok(erasure)
}

async fn erase(services: &Services, run: RunId) -> Result<Option<Vec<(OwnerId, String)>>, StoreError> {
    let now = services.now();
    let input = (run, now.minus(CONTENT_STAYS), now);
    let erased = services
        .db()
        .write(Scope::System, input, |conn, (run, before, now)| Box::pin(erasure::erase(conn, *run, *before, *now)))
        .await?;
    Ok(erased.map(|erased| erased.contents.into_iter().map(|content| (erased.owner, content)).collect()))
}

/// Deletes content that nothing names: of starts that failed, and what an erasure left because it was fresh. How much.
pub async fn collect_content(services: &Services) -> Result<u64, StoreError> {
    services.blobs().collect_all(services.db(), services.now()).await
}
