//! `guildhall serve`
//!
//! Told to stop, it says so to whoever asks whether it is ready, takes no more connections, ends streams (browsers come
//! back, to this copy's successor), lets answers under way finish and workers hand their runs on: within 30 s in all.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use service::mail::Outbox;
use service::run::Workers;
use service::usage::Recorder;
use service::{Services, catalogue};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{say, signals};
use crate::accept::{self, Limits};
use crate::assets::AssetNames;
use crate::config::Config;
use crate::config::network::Network;
use crate::http::state::{AppState, Edge, Rhythm};
use crate::{open_files, routes, telemetry};

/// How long runs may go on until they are handed to whoever serves next.
const WORKERS_GRACE: Duration = Duration::from_secs(20);
/// How long the end may take in all.
const END: Duration = Duration::from_secs(28);

pub(super) async fn serve(config: Config) -> anyhow::Result<ExitCode> {
    routes::compare(declared_pages())?;
    let network = config.network.clone();
    let limits = Limits::default();
    let files = open_files::raise();
    if files.is_some_and(|files| files < limits.connections as u64) {
        tracing::warn!(
            files,
            connections = limits.connections,
            "the system lets fewer files be open than connections are taken"
        );
    }
    let backups = config.backups.clone();
    let set_up = config.into_set_up();
    let metrics = telemetry::measure(&set_up.location, backups).context("metrics cannot be recorded")?;
    let services = Services::set_up(set_up).await?;
    for fault in catalogue::snapshot(&services).faults() {
        tracing::warn!(%fault, "an agent is left out");
    }
    if let Some(ranges) = &services.settings().trial.ranges {
        tracing::info!(date = %ranges.date, networks = ranges.len(), "known networks of proxies and hosters");
    }
    let listener =
        TcpListener::bind(network.addr).await.with_context(|| format!("cannot listen on {}", network.addr))?;
    let address = listener.local_addr()?;
    let closing = CancellationToken::new();
    let edge = Edge {
        public_url: network.public_url.clone(),
        shared_with: network.shared_with.clone(),
        proxies: network.proxies.clone(),
        assets: assets(),
        metrics: Some(metrics),
        closing: closing.clone(),
        rhythm: Rhythm::default(),
    };
    let router = routes::router(AppState::new(services.clone(), edge));
    let workers = Workers::start(&services).await?;
    let outbox = Outbox::start(&services);
    let recorder = Recorder::start(&services);
    let serving = tokio::spawn(accept::serve(listener, router, limits, network.proxies.clone(), closing.clone()));
    say::line(format_args!("Guildhall is open at {}", reached_at(&network, address)));
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "open");

    let signal = signals::told_to_stop().await?;
    tracing::info!(signal, "closing");
    closing.cancel();
    let end = async {
        let (served, ()) = tokio::join!(serving, workers.stop(WORKERS_GRACE));
        drop(outbox);
        recorder.stop().await;
        services.close().await;
        served
    };
    if let Ok(served) = tokio::time::timeout(END, end).await {
        served.context("the accept loop broke off")?;
    } else {
        tracing::warn!("not everything ended in time; what is unfinished goes on at the next start");
    }
    tracing::info!("closed");
    Ok(ExitCode::SUCCESS)
}

/// The paths of leptos's pages.
fn declared_pages() -> Vec<String> {
    let declared = leptos_axum::generate_route_list(app::ssr::App);
    declared.into_iter().map(|page| page.path().to_owned()).collect()
}

fn assets() -> AssetNames {
    AssetNames::load().unwrap_or_else(|not_built| {
        tracing::warn!("{not_built}");
        AssetNames::default()
    })
}

fn reached_at(network: &Network, address: std::net::SocketAddr) -> String {
    network.public_url.as_ref().map_or_else(|| format!("http://{address}"), crate::http::origin::PublicUrl::origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_leptos_has_a_row_and_every_row_a_page() {
        assert_eq!(routes::compare(declared_pages()), Ok(()));
    }
}
