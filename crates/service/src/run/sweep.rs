//! What is done now and then: expiring lots, forgetting marks of trials, refreshing the numbers on listings.

use std::time::Duration;

use tokio::sync::watch;

use super::workers::left;
use crate::{Services, catalogue, ledger, trial};

const EVERY: Duration = Duration::from_secs(15);

/// Sweeps until told to leave.
pub(super) async fn sweep(services: Services, mut leave: watch::Receiver<bool>) {
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
        if let Err(error) = catalogue::refresh(&services).await {
            tracing::warn!(%error, "the catalogue could not be refreshed");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {},
            () = left(&mut leave) => return,
        }
    }
}
