//! Logs and metrics.
//!
//! Logs go to standard error: JSON, one object per line, or lines for people where standard error is a terminal. What is
//! measured is kept in the process and read at `/metrics`.

mod process;

use std::io::{IsTerminal as _, stderr};
use std::path::PathBuf;
use std::time::Duration;

use domain::measure::{Kind, Metric};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use service::{Services, backup};
use store::Location;
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

/// What is told once: which program this is.
const BUILD: &str = "guildhall_build_info";
/// When the newest backup was begun.
const BACKUP: &str = "guildhall_last_backup_timestamp_seconds";

/// What stands nowhere else.
pub const METRICS: &[Metric] = &[
    Metric::gauge(BUILD, &["version", "database"], "1, with the version of the program and the database it is on."),
    Metric::gauge(BACKUP, &[], "When the newest backup in the folder for backups was begun; 0 where there is none."),
];

/// Every metric of ours, from the tables that stand beside what measures.
pub fn metrics() -> impl Iterator<Item = &'static Metric> {
    [store::measure::METRICS, service::measure::METRICS, traffic::METRICS, process::METRICS, METRICS]
        .into_iter()
        .flatten()
}

/// What reads the measurements.
#[derive(Clone)]
pub struct Measurements {
    handle: PrometheusHandle,
    backups: PathBuf,
}

impl Measurements {
    /// What was measured, in Prometheus's text format, with what can be read only now.
    pub async fn tell(&self, services: &Services) -> String {
        service::measure::refresh(services).await;
        process::read();
        match backup::latest(&self.backups) {
            Ok(newest) => {
                let seconds = newest.map_or(0, |newest| newest.made_at.as_micros() / 1_000_000);
                metrics::gauge!(BACKUP).set(Duration::from_secs(seconds.unsigned_abs()).as_secs_f64());
            }
            Err(error) => tracing::warn!(%error, "the folder for backups cannot be read"),
        }
        self.handle.render()
    }
}

/// Starts measuring, and gives what reads the measurements. To be called once, inside the runtime, before the database is
/// opened.
pub fn measure(location: &Location, backups: PathBuf) -> anyhow::Result<Measurements> {
    let handle = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
    for Metric { name, kind, help, .. } in metrics() {
        match kind {
            Kind::Counter => metrics::describe_counter!(*name, *help),
            Kind::Gauge => metrics::describe_gauge!(*name, *help),
            Kind::Histogram => metrics::describe_histogram!(*name, *help),
        }
    }
    // Told from the first: 0 is an answer, and nothing is none.
    metrics::gauge!(traffic::CONNECTIONS).set(0.0);
    metrics::gauge!(traffic::SOCKETS).set(0.0);
    let database = match location {
        Location::Sqlite(_) => "sqlite",
        Location::Postgres(_) => "postgres",
    };
    metrics::gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION"), "database" => database).set(1.0);
    let upkept = handle.clone();
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(UPKEEP);
        loop {
            beat.tick().await;
            upkept.run_upkeep();
        }
    });
    Ok(Measurements { handle, backups })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Units that Prometheus knows, and ours.
    const UNITS: [&str; 3] = ["seconds", "bytes", "microcredits"];

    #[test]
    fn names_follow_the_conventions() {
        let mut seen = BTreeSet::new();
        for Metric { name, kind, labels, help } in metrics() {
            assert!(seen.insert(*name), "{name} stands twice");
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{name}");
            let names_a_part = ["guildhall_", "http_", "ws_", "process_"].iter().any(|part| name.starts_with(part));
            assert!(names_a_part, "{name}");
            assert_eq!(name.ends_with("_total"), *kind == Kind::Counter, "{name}: _total is for what only rises");
            for bad in
                ["_ms", "_us", "_milliseconds", "_minutes", "_kb", "_mb", "_kilobytes", "_count", "_sum", "_bucket"]
            {
                assert!(!name.ends_with(bad), "{name} is in no base unit, or means a part of a histogram");
            }
            let measures = |what: &str| ["duration", "age", "wait", "lock"].contains(&what);
            if *kind == Kind::Histogram || name.split('_').any(measures) {
                let ends = name.ends_with("_seconds") || name.ends_with("_bytes") || name.ends_with("_waiting");
                assert!(ends, "{name} tells no unit");
            }
            for unit in UNITS {
                let places = name.matches(unit).count();
                assert!(places <= 1, "{name} names a unit twice");
            }
            assert!(labels.len() <= 3, "{name} has too many labels");
            assert!(labels.iter().all(|label| !["le", "quantile", "instance", "job"].contains(label)), "{name}");
            assert!(help.ends_with('.') && help.len() > 10 && !help.contains('\n'), "{name}: {help:?}");
        }
        assert!(seen.len() > 30);
    }
}
