//! The time whose events are looked at.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::time::Timestamp;
use service::clock::Clock;

/// From when to when events are looked at, by the time that stands in them.
pub(super) struct Window {
    from: AtomicI64,
    until: AtomicI64,
}

impl Default for Window {
    fn default() -> Self {
        Self { from: AtomicI64::new(i64::MAX), until: AtomicI64::new(i64::MAX) }
    }
}

impl Window {
    /// From now on.
    pub(super) fn begin(&self) {
        self.from.store(Clock::System.now().as_micros(), Ordering::Relaxed);
    }

    /// Until now.
    pub(super) fn end(&self) {
        self.until.store(Clock::System.now().as_micros(), Ordering::Relaxed);
    }

    /// Whether an event of that time is looked at.
    pub(super) fn has(&self, at: Timestamp) -> bool {
        (self.from.load(Ordering::Relaxed)..self.until.load(Ordering::Relaxed)).contains(&at.as_micros())
    }

    /// How long it was, once it has ended.
    #[expect(clippy::cast_precision_loss, reason = "seconds to read, far below the precise range")]
    pub(super) fn seconds(&self) -> f64 {
        (self.until.load(Ordering::Relaxed) - self.from.load(Ordering::Relaxed)) as f64 / 1e6
    }
}
