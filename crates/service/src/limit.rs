//! Limits against guessing, asked before anything costly: by address and by account.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use domain::id::UserId;
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
    sign_in_by_both: Keyed<(Network, String)>,
    sign_in_by_account: Keyed<String>,
    codes_by_account: Keyed<UserId>,
    forgotten_by_address: Keyed<Network>,
    register_by_address: Keyed<Network>,
    letters_by_account: Keyed<String>,
}

/// An address as limits see it: an IPv6 customer has a whole /64.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

impl Limits {
    /// Whether two addresses are the same to limits: the same, or of one customer's IPv6 network.
    pub(crate) fn are_one(one: IpAddr, other: IpAddr) -> bool {
        Network::from(one) == Network::from(other)
    }

    pub(crate) fn new(is_on: bool) -> Self {
        Self {
            is_on,
            // Ten at once for an office behind one address, then one every six seconds.
            sign_in_by_address: limiter(10, Duration::from_secs(6)),
            sign_in_by_both: limiter(10, Duration::from_mins(1)),
            // Guesses from many addresses at once. One address alone never spends it: that has its own limit, above.
            sign_in_by_account: limiter(100, Duration::from_secs(20)),
            // 480 a day: with three of a million codes right at any time, a day's guesses succeed once in 700 days.
            codes_by_account: limiter(20, Duration::from_mins(3)),
            forgotten_by_address: limiter(10, Duration::from_mins(1)),
            register_by_address: limiter(10, Duration::from_mins(1)),
            letters_by_account: limiter(3, Duration::from_mins(5)),
        }
    }

    /// Tries from an address, at all and on one account.
    pub(crate) fn sign_in(&self, address: IpAddr, account: &str) -> Result<(), Limited> {
        self.ask(&self.sign_in_by_address, &address.into())?;
        self.ask(&self.sign_in_by_both, &(address.into(), account.to_owned()))
    }

    /// Tries on an account from wherever. An address from which its owner signed in before is not kept out by this: whoever
    /// guesses from a thousand others must not lock the owner out.
    pub(crate) fn sign_in_from_anywhere(&self, account: &str) -> Result<(), Limited> {
        self.ask(&self.sign_in_by_account, &account.to_owned())
    }

    /// Codes of a second factor.
    pub(crate) fn code(&self, user: UserId) -> Result<(), Limited> {
        self.ask(&self.codes_by_account, &user)
    }

    /// Asking for a letter because a password is forgotten.
    pub(crate) fn forgotten(&self, address: IpAddr) -> Result<(), Limited> {
        self.ask(&self.forgotten_by_address, &address.into())
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
        self.sign_in_by_both.retain_recent();
        self.sign_in_by_account.retain_recent();
        self.codes_by_account.retain_recent();
        self.forgotten_by_address.retain_recent();
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
        let refused = limits.sign_in(address(1), "bob").expect_err("the address is spent");
        assert!((1..=61).contains(&refused.seconds));
        assert!(limits.sign_in(address(2), "ada").is_ok(), "the owner is elsewhere");
    }

    #[test]
    fn one_address_does_not_spend_what_an_account_may_from_anywhere() {
        let limits = Limits::new(true);
        let guess = |address: [u8; 4]| {
            limits.sign_in(address.into(), "ada").and_then(|()| limits.sign_in_from_anywhere("ada")).is_ok()
        };
        assert_eq!((0..1_000).filter(|_| guess([192, 0, 2, 1])).count(), 10);
        assert!(guess([192, 0, 2, 2]), "the account is open to others");
        assert_eq!((0..250).filter(|last| guess([198, 51, 100, *last])).count(), 89, "100 from anywhere");
        assert!(limits.sign_in_from_anywhere("bob").is_ok());
    }
}
