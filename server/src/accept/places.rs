//! Who may be connected: places in all, and places of one address.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::address::Proxies;
use crate::http::traffic;

/// The places for connections.
pub(super) struct Places {
    in_all: usize,
    per_address: usize,
    /// Whose connections are many people's.
    proxies: Proxies,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    in_all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A place that is taken until it is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    /// The address that it counts for; `None` where that has no limit.
    address: Option<IpAddr>,
}

/// One customer of a provider has a whole /64 of IPv6 addresses.
fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & !u128::from(u64::MAX)).into()),
        address @ IpAddr::V4(_) => address,
    }
}

impl Places {
    /// So many places.
    pub(super) fn new(in_all: usize, per_address: usize, proxies: Proxies) -> Self {
        Self { in_all, per_address, proxies, taken: Mutex::default() }
    }

    /// A place for a connection from there, if there is one.
    pub(super) fn take(places: &Arc<Self>, from: IpAddr) -> Option<Place> {
        let is_free = from.to_canonical().is_loopback() || places.proxies.contain(from);
        let address = (!is_free).then(|| counted(from));
        let mut taken = places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.in_all >= places.in_all {
            return None;
        }
        if let Some(address) = address {
            let count = taken.by_address.entry(address).or_default();
            if *count >= places.per_address {
                return None;
            }
            *count += 1;
        }
        taken.in_all += 1;
        metrics::gauge!(traffic::CONNECTIONS).increment(1.0);
        Some(Place { places: Arc::clone(places), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.in_all = taken.in_all.saturating_sub(1);
        if let Some(address) = self.address
            && let Entry::Occupied(mut count) = taken.by_address.entry(address)
        {
            *count.get_mut() = count.get().saturating_sub(1);
            if *count.get() == 0 {
                count.remove();
            }
        }
        metrics::gauge!(traffic::CONNECTIONS).decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_cannot_take_all_places_and_gives_them_back() {
        let places = Arc::new(Places::new(4, 2, Proxies::default()));
        let take = |from: &str| Places::take(&places, from.parse().expect("an address"));
        let held = (take("203.0.113.9"), take("::ffff:203.0.113.9"));
        assert!(held.0.is_some() && held.1.is_some());
        assert!(take("203.0.113.9").is_none());
        let neighbours = (take("2001:db8::1"), take("2001:db8::2"));
        assert!(neighbours.0.is_some() && neighbours.1.is_some());
        assert!(take("127.0.0.1").is_none(), "all places are taken");
        drop(held);
        assert!(take("203.0.113.9").is_some());
        drop(neighbours);
        assert!(places.taken.lock().expect("whole").by_address.is_empty());
    }
}
