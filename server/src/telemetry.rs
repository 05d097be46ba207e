//! Logs and metrics.
//!
//! Logs go to standard error: JSON, one object per line, or lines for people where standard error is a terminal. What is
//! measured is kept in the process and read at `/metrics`.

use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::log::{Format, Log};
use crate::http::traffic;

/// The bounds of the time buckets, in seconds: from a cached list to an upload.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// Histograms collect samples until they are read; where nobody reads, they are folded this often.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts logging. A second call changes nothing: tests share one process.
pub fn log(settings: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.level)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    let is_json = match settings.format {
        Format::Json => true,
        Format::Pretty => false,
        Format::Auto => !stderr().is_terminal(),
    };
    let started = if is_json {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.compact().with_target(false).try_init()
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
    Ok(())
}

/// Starts measuring, and gives what reads the measurements. To be called once, inside the runtime.
pub fn measure() -> anyhow::Result<PrometheusHandle> {
    let recorder = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)?
        .set_buckets_for_metric(Matcher::Full(traffic::SECONDS.to_owned()), &BUCKETS)?;
    let handle = recorder.install_recorder()?;
    metrics::describe_counter!(traffic::REQUESTS, "Requests by route and status.");
    metrics::describe_histogram!(traffic::SECONDS, metrics::Unit::Seconds, "Time until an answer begins.");
    metrics::describe_gauge!("http_connections", "Open connections.");
    metrics::describe_counter!("http_connections_refused_total", "Connections for which there was no place.");
    metrics::describe_counter!("run_streams_opened_total", "Streams of events that were opened.");
    metrics::describe_gauge!("ws_connections", "Open WebSockets.");
    metrics::describe_counter!("ws_messages_received_total", "Messages from WebSockets.");
    metrics::describe_counter!("ws_messages_sent_total", "Messages to WebSockets.");
    metrics::describe_counter!("ws_readers_dropped_total", "WebSockets that were dropped because nobody read.");
    metrics::describe_counter!("csp_reports_total", "Reports of what the content policy stopped.");
    let upkept = handle.clone();
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(UPKEEP);
        loop {
            beat.tick().await;
            upkept.run_upkeep();
        }
    });
    Ok(handle)
}
