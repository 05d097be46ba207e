//! `guildhall worker`
//!
//! Works on runs and nothing else: no socket is opened and no letter is sent, both are for `serve`. Over PostgreSQL as many
//! as one likes; beside SQLite one, and then `serve` has `GUILDHALL_WORKERS=0`. Told to stop, it hands its runs on.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::ensure;
use service::catalogue;
use service::run::Workers;

use super::{say, signals};
use crate::config::Config;
use crate::telemetry;

/// How long runs may go on until they are handed to another worker.
const GRACE: Duration = Duration::from_secs(20);
/// How long the end may take in all.
const END: Duration = Duration::from_secs(28);

pub(super) async fn work(config: Config) -> anyhow::Result<ExitCode> {
    telemetry::log(&config.log)?;
    let set_up = config.into_set_up();
    let count = set_up.settings.workers;
    ensure!(count > 0, "GUILDHALL_WORKERS is 0, so there is nothing to do: leave it out, or say how many");
    let services = service::Services::set_up(set_up).await?;
    for fault in catalogue::snapshot(&services).faults() {
        tracing::warn!(%fault, "an agent is left out");
    }
    let workers = Workers::start(&services).await?;
    say::line(format_args!("Guildhall works on runs, {count} at once"));
    tracing::info!(workers = count, version = env!("CARGO_PKG_VERSION"), "working");

    let signal = signals::told_to_stop().await?;
    tracing::info!(signal, "closing");
    let end = async {
        workers.stop(GRACE).await;
        services.close().await;
    };
    if tokio::time::timeout(END, end).await.is_err() {
        tracing::warn!("not everything ended in time; what is unfinished goes on elsewhere");
    }
    tracing::info!("closed");
    Ok(ExitCode::SUCCESS)
}
