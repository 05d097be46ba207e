//! The process as the system sees it, under the names that Prometheus's clients use
//! (<https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics>). Elsewhere than on Linux nothing is told.

use domain::measure::Metric;

const CPU: &str = "process_cpu_seconds_total";
const OPEN_FILES: &str = "process_open_fds";
const MOST_FILES: &str = "process_max_fds";
const VIRTUAL: &str = "process_virtual_memory_bytes";
const RESIDENT: &str = "process_resident_memory_bytes";
const STARTED: &str = "process_start_time_seconds";
const THREADS: &str = "process_threads";

/// What is told of the process.
pub(super) const METRICS: &[Metric] = &[
    Metric::counter(CPU, &[], "Seconds of the processor that were used, in whole ones."),
    Metric::gauge(OPEN_FILES, &[], "Files and sockets that are open."),
    Metric::gauge(MOST_FILES, &[], "Files and sockets that may be open."),
    Metric::gauge(VIRTUAL, &[], "Memory that was asked for."),
    Metric::gauge(RESIDENT, &[], "Memory that is in use."),
    Metric::gauge(STARTED, &[], "When the process was started, since the epoch."),
    Metric::gauge(THREADS, &[], "Threads of the process."),
];

/// Reads how the process is.
#[cfg(target_os = "linux")]
pub(super) fn read() {
    if let Err(error) = linux() {
        tracing::warn!(%error, "the process cannot be measured");
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn read() {}

#[cfg(target_os = "linux")]
fn linux() -> procfs::ProcResult<()> {
    use metrics::{counter, gauge};
    use procfs::process::{LimitValue, Process};

    let process = Process::myself()?;
    let (stat, limits) = (process.stat()?, process.limits()?);
    let ticks = procfs::ticks_per_second();
    counter!(CPU).absolute((stat.utime + stat.stime) / ticks);
    gauge!(OPEN_FILES).set(float(process.fd_count()? as u64));
    if let LimitValue::Value(most) = limits.max_open_files.soft_limit {
        gauge!(MOST_FILES).set(float(most));
    }
    gauge!(VIRTUAL).set(float(stat.vsize));
    gauge!(RESIDENT).set(float(stat.rss.saturating_mul(procfs::page_size())));
    gauge!(STARTED).set(float(procfs::boot_time_secs()?) + float(stat.starttime) / float(ticks));
    gauge!(THREADS).set(float(stat.num_threads.unsigned_abs()));
    Ok(())
}

#[cfg(target_os = "linux")]
#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; what is measured stays far below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}
