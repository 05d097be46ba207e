//! Who may have a WebSocket open, and what went over them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::error::Kind;
use domain::id::OwnerId;
use service::Problem;

use crate::http::traffic;

/// Open `WebSockets` in all. Each may hold a message, so all of them together have a bound.
const IN_ALL: usize = 4_000;
/// Open `WebSockets` of one account: every tab of every device.
const PER_ACCOUNT: usize = 20;

/// The `WebSockets` of this process.
#[derive(Default)]
pub struct Sockets {
    taken: Mutex<HashMap<OwnerId, usize>>,
    pub(super) open: AtomicUsize,
    pub(super) subscriptions: AtomicUsize,
    pub(super) opened: AtomicU64,
    pub(super) received: AtomicU64,
    pub(super) sent: AtomicU64,
}

/// A place that is taken until it is dropped.
pub(super) struct Seat {
    pub(super) sockets: Arc<Sockets>,
    owner: OwnerId,
}

impl Sockets {
    /// A place for one more, if there is one.
    pub(super) fn take(self: &Arc<Self>, owner: OwnerId) -> Result<Seat, Problem> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if self.open.load(Ordering::Relaxed) >= IN_ALL {
            let detail = "All places for live connections are taken at the moment. Try again in a few seconds.";
            return Err(Problem {
                retry_after_seconds: Some(5),
                ..Problem::new(Kind::Unavailable, "too_many_connections", detail)
            });
        }
        let own = taken.entry(owner).or_default();
        if *own >= PER_ACCOUNT {
            let detail =
                format!("{PER_ACCOUNT} live connections are open for this account already. Close some of them.");
            return Err(Problem {
                retry_after_seconds: Some(5),
                ..Problem::new(Kind::RateLimited, "too_many_connections", detail)
            });
        }
        *own += 1;
        self.open.fetch_add(1, Ordering::Relaxed);
        self.opened.fetch_add(1, Ordering::Relaxed);
        metrics::gauge!(traffic::SOCKETS).increment(1.0);
        Ok(Seat { sockets: Arc::clone(self), owner })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.sockets.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut own) = taken.entry(self.owner) {
            *own.get_mut() = own.get().saturating_sub(1);
            if *own.get() == 0 {
                own.remove();
            }
        }
        self.sockets.open.fetch_sub(1, Ordering::Relaxed);
        metrics::gauge!(traffic::SOCKETS).decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_cannot_take_all_places_and_gives_them_back() {
        let sockets = Arc::new(Sockets::default());
        let take = |bits: u128| sockets.take(OwnerId::from_bits(bits));
        let held: Vec<_> = (0..PER_ACCOUNT).map(|_| take(1).map_err(|problem| problem.code)).collect();
        assert!(held.iter().all(Result::is_ok));
        assert_eq!(take(1).err().map(|problem| problem.kind), Some(Kind::RateLimited));
        let others: Vec<_> = (0..IN_ALL - PER_ACCOUNT).map(|place| take(2 + (place / PER_ACCOUNT) as u128)).collect();
        assert!(others.iter().all(Result::is_ok));
        assert_eq!(take(9_999).err().map(|problem| problem.kind), Some(Kind::Unavailable));
        drop((held, others));
        assert!(sockets.taken.lock().expect("whole").is_empty());
        assert_eq!(sockets.open.load(Ordering::Relaxed), 0);
    }
}
