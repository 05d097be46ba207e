//! Limits against guessing, asked before anything costly: by address and by account.

use std::fmt;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{Quota, RateLimiter};

type Keyed<K> = RateLimiter<K, governor::state::keyed::DashMapStateStore<K>, DefaultClock>;

/// Try again after so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; again in {seconds} seconds")]
pub struct Limited {
    /// Whole seconds, rounded up.
    pub seconds: u64,
}

/// Limits against guessing.
pub(crate) struct Limits {
    is_on: bool,
    sign_in_by_address: Keyed<Network>,
    sign_in_by_account: Keyed<String>,
    register_by_address: Keyed<Network>,
    letters_by_account: Keyed<String>,
}

/// An address as limits see it: an IPv6 customer has a whole /64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network(IpAddr);

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

impl Limits {
    pub(crate) fn new(is_on: bool) -> Self {
        Self {
            is_on,
            // Ten at once for an office behind one address, then one every six seconds.
            sign_in_by_address: limiter(10, Duration::from_secs(6)),
            sign_in_by_account: limiter(10, Duration::from_mins(1)),
            register_by_address: limiter(10, Duration::from_mins(1)),
            letters_by_account: limiter(3, Duration::from_mins(5)),
        }
    }

    pub(crate) fn sign_in(&self, address: IpAddr, account: &str) -> Result<(), Limited> {
        self.ask(&self.sign_in_by_address, &address.into())?;
        self.ask(&self.sign_in_by_account, &account.to_owned())
    }

    pub(crate) fn register(&self, address: IpAddr) -> Result<(), Limited> {
        self.ask(&self.register_by_address, &address.into())
    }

    pub(crate) fn letter(&self, account: &str) -> Result<(), Limited> {
        self.ask(&self.letters_by_account, &account.to_owned())
    }

    /// Forgets keys that are full again, so that the tables do not grow for ever.
    pub(crate) fn forget_idle(&self) {
        self.sign_in_by_address.retain_recent();
        self.sign_in_by_account.retain_recent();
        self.register_by_address.retain_recent();
        self.letters_by_account.retain_recent();
    }

    fn ask<K: Hash + Eq + Clone>(&self, limiter: &Keyed<K>, key: &K) -> Result<(), Limited> {
        if !self.is_on {
            return Ok(());
        }
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Limited { seconds: wait.as_secs() + 1 }
        })
    }
}

fn limiter<K: Hash + Eq + Clone>(burst: u32, every: Duration) -> Keyed<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(every).unwrap_or(Quota::per_second(burst)).allow_burst(burst);
    RateLimiter::dashmap(quota)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_and_an_address_have_limits_of_their_own() {
        let limits = Limits::new(true);
        let address = |last: u8| IpAddr::from([192, 0, 2, last]);
        for _ in 0..10 {
            assert!(limits.sign_in(address(1), "ada").is_ok());
        }
        assert!(limits.sign_in(address(1), "bob").is_err(), "the address is spent");
        let refused = limits.sign_in(address(2), "ada").expect_err("the account is spent");
        assert!((1..=61).contains(&refused.seconds));
        assert!(limits.sign_in(address(2), "bob").is_ok(), "others go on");
    }
}
