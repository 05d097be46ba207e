//! How many trial runs there are.

use std::sync::Arc;

use super::ranges::Ranges;

/// How many trial runs there are, and for whom.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Of one device in a year.
    pub per_device_year: u32,
    /// Of one network (/24, /48) in a day.
    pub per_address_day: u32,
    /// Of one browser signature in one network in a day.
    pub per_browser_day: u32,
    /// Of everybody in a day; 0 ends trials.
    pub per_day: u32,
    /// Of all networks in `ranges` together in a day.
    pub shared_per_day: u32,
    /// Networks of proxies, VPNs and hosters: an address there says nothing about a person.
    pub ranges: Option<Arc<Ranges>>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            per_device_year: 3,
            per_address_day: 30,
            per_browser_day: 6,
            per_day: 1_000,
            shared_per_day: 10,
            ranges: None,
        }
    }
}
