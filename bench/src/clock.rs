//! How often something was done in how long.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use serde::Serialize;

/// So much in so long.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Rate {
    pub(crate) count: u64,
    pub(crate) seconds: f64,
    pub(crate) per_second: f64,
}

impl Rate {
    /// `count` since `began`.
    #[expect(clippy::cast_precision_loss, reason = "a rate to read, far below the precise range")]
    pub(crate) fn since(began: Instant, count: u64) -> Self {
        let seconds = began.elapsed().as_secs_f64();
        Self { count, seconds, per_second: count as f64 / seconds }
    }
}

/// The latency that this share of calls does not exceed, in microseconds. Sorts.
pub(crate) fn percentile(taken: &mut [Duration], per_mille: usize) -> u64 {
    taken.sort_unstable();
    let place = (taken.len() * per_mille / 1_000).min(taken.len().saturating_sub(1));
    taken.get(place).map_or(0, |taken| u64::try_from(taken.as_micros()).unwrap_or(u64::MAX))
}

/// Time that the threads of this process have been on a processor, exactly: see `man 5 proc`, `/proc/pid/schedstat`.
pub(crate) fn cpu() -> anyhow::Result<Duration> {
    let mut sum = Duration::ZERO;
    for task in std::fs::read_dir("/proc/self/task")? {
        // A thread may have ended meanwhile.
        let Ok(text) = std::fs::read_to_string(task?.path().join("schedstat")) else { continue };
        let nanos = text.split_whitespace().next().and_then(|text| text.parse().ok()).context("no time of a thread")?;
        sum += Duration::from_nanos(nanos);
    }
    Ok(sum)
}
