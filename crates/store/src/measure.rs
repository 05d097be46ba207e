//! How long the database takes: measured here for every read and write, so that no use case can forget it.
//!
//! What is slow is logged by the closure that did it, whose type tells where it stands.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::measure::Metric;
use metrics::Histogram;

/// Longer than this is told in the log.
pub const SLOW: Duration = Duration::from_millis(200);

const TRANSACTION: &str = "guildhall_database_transaction_duration_seconds";
const WAIT: &str = "guildhall_database_wait_seconds";
const LOCK: &str = "guildhall_database_write_lock_seconds";

/// What the store measures.
pub const METRICS: &[Metric] = &[
    Metric::histogram(TRANSACTION, &["kind"], "Time of a read or a write, from asking to its answer."),
    Metric::histogram(WAIT, &["kind"], "Time until a read or a write had its connection."),
    Metric::histogram(
        LOCK,
        &[],
        "Time for which a group of writes kept SQLite's one writer, or a write its PostgreSQL transaction.",
    ),
];

/// What was asked of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// To read.
    Read,
    /// To write.
    Write,
}

struct Pair {
    read: Histogram,
    write: Histogram,
}

impl Pair {
    fn new(name: &'static str) -> Self {
        Self { read: metrics::histogram!(name, "kind" => "read"), write: metrics::histogram!(name, "kind" => "write") }
    }

    fn record(&self, kind: Kind, took: Duration) {
        match kind {
            Kind::Read => self.read.record(took.as_secs_f64()),
            Kind::Write => self.write.record(took.as_secs_f64()),
        }
    }
}

// Looked up once: whoever records does so before the first database is opened.
static TRANSACTIONS: LazyLock<Pair> = LazyLock::new(|| Pair::new(TRANSACTION));
static WAITS: LazyLock<Pair> = LazyLock::new(|| Pair::new(WAIT));
static LOCKS: LazyLock<Histogram> = LazyLock::new(|| metrics::histogram!(LOCK));

/// Notes that something waited for its connection since `asked`.
pub(crate) fn waited(kind: Kind, asked: Instant) {
    WAITS.record(kind, asked.elapsed());
}

/// Notes for how long others could not write.
pub(crate) fn locked(since: Instant) {
    LOCKS.record(since.elapsed().as_secs_f64());
}

/// Notes that the closure `F` had its answer.
pub(crate) fn answered<F>(kind: Kind, asked: Instant) {
    let took = asked.elapsed();
    TRANSACTIONS.record(kind, took);
    _ = METER.try_with(|meter| meter.add(took));
    if took > SLOW {
        let what = std::any::type_name::<F>().replace("::{{closure}}", "");
        let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::warn!(?kind, what, duration_ms, "the database took long");
    }
}

/// Notes how long one of a set had to wait; the set itself is noted where it is written.
pub(crate) fn waited_in_set(asked: Instant) {
    _ = METER.try_with(|meter| meter.add(asked.elapsed()));
}

tokio::task_local! {
    static METER: Meter;
}

/// Adds up the time that one request waits for the database.
#[derive(Debug, Default)]
struct Meter(AtomicU64);

impl Meter {
    fn add(&self, took: Duration) {
        self.0.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn so_far(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// Works on `request`, and tells how long the database took in it. Reads at the same time count each for itself.
pub async fn metered<T>(request: impl Future<Output = T>) -> (T, Duration) {
    METER
        .scope(Meter::default(), async {
            let answer = request.await;
            (answer, so_far())
        })
        .await
}

/// How long the database took so far in the request that is being worked on.
pub fn so_far() -> Duration {
    METER.try_with(Meter::so_far).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_request_has_its_own_meter() {
        let request = |millis: u64| {
            metered(async move {
                answered::<()>(Kind::Read, Instant::now().checked_sub(Duration::from_millis(millis)).expect("a time"));
                tokio::task::yield_now().await;
                millis
            })
        };
        let ((one, one_took), (other, other_took)) = tokio::join!(request(10), request(50));
        assert_eq!((one, other), (10, 50));
        assert!(one_took >= Duration::from_millis(10) && one_took < other_took);
        assert!(other_took >= Duration::from_millis(50) && other_took < Duration::from_millis(60) + one_took);
        assert_eq!(so_far(), Duration::ZERO, "outside of a request nothing is added up");
    }
}
