//! How fast messages may come.

use std::time::Duration;

use tokio::time::Instant;

/// One message in so long, on the whole.
const EACH: Duration = Duration::from_millis(50);
/// And so many at once: a page that comes back subscribes to everything it shows.
const AT_ONCE: u32 = 100;

/// How fast messages came: the generic cell rate algorithm (ITU-T I.371), which needs one point in time.
#[derive(Debug)]
pub(super) struct Pace {
    free_at: Instant,
}

impl Pace {
    pub(super) fn begin(now: Instant) -> Self {
        Self { free_at: now }
    }

    /// Counts a message; whether it comes in time.
    pub(super) fn allows(&mut self, now: Instant) -> bool {
        let free_at = self.free_at.max(now) + EACH;
        let is_in_time = free_at <= now + EACH * AT_ONCE;
        if is_in_time {
            self.free_at = free_at;
        }
        is_in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_so_many_a_second() {
        let start = Instant::now();
        let mut pace = Pace::begin(start);
        let burst = (0..500).filter(|_| pace.allows(start)).count();
        assert_eq!(burst, 100);
        let later = start + Duration::from_secs(1);
        let more = (0..500).filter(|_| pace.allows(later)).count();
        assert_eq!(more, 20);
    }
}
