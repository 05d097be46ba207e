//! What is done now and then: expiring lots, forgetting marks of trials, erasing the content of old runs, refreshing the numbers
//! on listings.

use std::time::Duration;

use tokio::sync::watch;

use super::erase::{collect_content, erase_due};
use super::workers::left;
use crate::{Services, catalogue, ledger, trial};

const EVERY: Duration = Duration::from_secs(15);
/// Sweeps between two looks at all content: an hour.
const SWEEPS: u32 = 240;

/// Sweeps until told to leave.
pub(super) async fn sweep(services: Services, mut leave: watch::Receiver<bool>) {
    let mut count: u32 = 0;
    let mut is_left = false;
    loop {
        match ledger::expire::expire_due(&services).await {
            Ok(0) => {}
            Ok(lots) => tracing::info!(lots, "lots expired"),
            Err(error) => tracing::warn!(%error, "lots could not be expired"),
        }
        if let Err(error) = trial::finish_moves(&services).await {
            tracing::warn!(%error, "files could not follow their runs");
        }
        if let Err(error) = trial::forget(&services).await {
            tracing::warn!(%error, "old marks could not be forgotten");
        }
        is_left = erase(&services, is_left).await;
        if count.is_multiple_of(SWEEPS) {
            match collect_content(&services).await {
                Ok(0) => {}
                Ok(contents) => tracing::info!(contents, "content that nothing names was collected"),
                Err(error) => tracing::warn!(%error, "content could not be collected"),
            }
        }
        count = count.wrapping_add(1);
        if let Err(error) = catalogue::refresh(&services).await {
            tracing::warn!(%error, "the catalogue could not be refreshed");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {},
            () = left(&mut leave) => return,
        }
    }
}

/// Erases what is due. Whether something of it is left in the database's files, now or from before.
async fn erase(services: &Services, is_left: bool) -> bool {
    let is_left = match erase_due(services).await {
        Ok(erasure) => {
            if erasure.runs > 0 {
                tracing::info!(runs = erasure.runs, contents = erasure.contents, "the content of runs was erased");
            }
            is_left || erasure.is_left
        }
        Err(error) => {
            tracing::warn!(%error, "the content of runs could not be erased");
            // It may have failed after some of them.
            true
        }
    };
    if !is_left {
        return false;
    }
    match services.db().forget_erased().await {
        Ok(is_forgotten) => !is_forgotten,
        Err(error) => {
            tracing::warn!(%error, "what was erased is still in the database's log");
            true
        }
    }
}
