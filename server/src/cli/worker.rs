//! `guildhall worker`
//!
//! Works on runs and nothing else: no letter is sent and nobody is served, both are for `serve`. Over PostgreSQL as many as
//! one likes; beside SQLite one, and then `serve` has `GUILDHALL_WORKERS=0`. Told to stop, it hands its runs on.
//!
//! Where `GUILDHALL_WORKER_ADDR` names an address of this machine, it tells there how it is, by the rows of the table that
//! `serve` tells it by: `/health` and `/metrics`. Otherwise no socket is opened.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use service::run::Workers;
use service::{Services, catalogue};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{say, signals};
use crate::accept::{self, Limits};
use crate::config::Config;
use crate::http::address::Proxies;
use crate::http::state::{AppState, Edge};
use crate::telemetry::Measurements;
use crate::{routes, telemetry};

/// How long runs may go on until they are handed to another worker.
const GRACE: Duration = Duration::from_secs(20);
/// How long the end may take in all.
const END: Duration = Duration::from_secs(28);
/// Of those who watch over it there are few, and what they ask is answered at once.
const WATCHED: Limits = Limits {
    connections: 64,
    per_address: 64,
    headers: Duration::from_secs(10),
    write: Duration::from_secs(10),
    grace: Duration::from_secs(2),
};

pub(super) async fn work(config: Config) -> anyhow::Result<ExitCode> {
    telemetry::log(&config.log)?;
    let (addr, backups) = (config.worker_addr, config.backups.clone());
    let set_up = config.into_set_up();
    let count = set_up.settings.workers;
    ensure!(count > 0, "GUILDHALL_WORKERS is 0, so there is nothing to do: leave it out, or say how many");
    // Before the database is opened: its first moments count as well.
    let measured = addr.map(|_| telemetry::measure(&set_up.location, backups)).transpose();
    let measured = measured.context("metrics cannot be recorded")?;
    let services = Services::set_up(set_up).await?;
    for fault in catalogue::snapshot(&services).faults() {
        tracing::warn!(%fault, "an agent is left out");
    }
    let closing = CancellationToken::new();
    let telling = match (addr, measured) {
        (Some(addr), Some(measured)) => Some(tell(addr, measured, &services, &closing).await?),
        _ => None,
    };
    let workers = Workers::start(&services).await?;
    say::line(format_args!("Guildhall works on runs, {count} at once"));
    tracing::info!(workers = count, version = env!("CARGO_PKG_VERSION"), "working");

    let signal = signals::told_to_stop().await?;
    tracing::info!(signal, "closing");
    closing.cancel();
    let end = async {
        workers.stop(GRACE).await;
        if let Some(telling) = telling
            && let Err(error) = telling.await
        {
            tracing::warn!(%error, "the probes broke off");
        }
        services.close().await;
    };
    if tokio::time::timeout(END, end).await.is_err() {
        tracing::warn!("not everything ended in time; what is unfinished goes on elsewhere");
    }
    tracing::info!("closed");
    Ok(ExitCode::SUCCESS)
}

/// Answers probes until `closing` is cancelled.
async fn tell(
    addr: SocketAddr,
    measured: Measurements,
    services: &Services,
    closing: &CancellationToken,
) -> anyhow::Result<JoinHandle<()>> {
    let listener = TcpListener::bind(addr).await.with_context(|| format!("cannot listen on {addr}"))?;
    tracing::info!(address = %listener.local_addr()?, "probes are answered");
    let edge = Edge { metrics: Some(measured), closing: closing.clone(), ..Edge::default() };
    let router = routes::router_of_probes(AppState::new(services.clone(), edge));
    Ok(tokio::spawn(accept::serve(listener, router, WATCHED, Proxies::default(), closing.clone())))
}
