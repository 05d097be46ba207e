//! What a request without an account is known by.

use std::net::IpAddr;

use domain::hex::hex;
use domain::id::OwnerId;
use domain::quota::{Quota, QuotaKind};
use domain::time::{Micros, Timestamp};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::welcomes::WelcomeMark;
use store::{Scope, visitors};

use super::device::Device;
use super::rules::Rules;
use crate::Services;

/// The subject of what is counted over everybody.
const ALL: &str = "all";
const YEAR: Micros = Micros::days(365);
const DAY: Micros = Micros::days(1);
/// Browsers of one make in one network are many people's, and change their version every few weeks.
const BROWSER_KNOWN: Micros = Micros::days(30);

/// What is seen of a request.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The cookie of the device, if it carries one.
    pub device: Option<&'a str>,
    /// The client's address; a forwarded one only from a named proxy.
    pub address: IpAddr,
    /// What the browser says of itself.
    pub signature: &'a str,
    /// Whether it comes from this machine during development: network and browser are not counted then.
    pub is_exempt: bool,
}

/// What a request without an account is known by: keyed hashes, and the device's cookie.
#[derive(Clone, Debug)]
pub struct Marks {
    pub(crate) device: Option<Device>,
    network: String,
    browser: String,
    is_shared: bool,
    is_exempt: bool,
}

impl Marks {
    /// The marks of a request.
    pub fn of(services: &Services, seen: Seen<'_>) -> Self {
        let key = services.keys().marks();
        let network = network(seen.address);
        let ranges = services.settings().trial.ranges.as_ref();
        Self {
            device: seen.device.and_then(|text| Device::parse(services, text)),
            browser: hashed(key, "browser", format!("{network}\n{}", seen.signature).as_bytes()),
            network: hashed(key, "network", network.as_bytes()),
            is_shared: ranges.is_some_and(|ranges| ranges.contain(seen.address)),
            is_exempt: seen.is_exempt,
        }
    }

    /// The device, if it carries a mark of ours.
    pub fn device(&self) -> Option<&Device> {
        self.device.as_ref()
    }

    /// The same on this device.
    #[must_use]
    pub fn on(self, device: Device) -> Self {
        Self { device: Some(device), ..self }
    }

    /// The owner that stands for the device, if it has run something since anybody signed in there.
    pub async fn visitor(&self, services: &Services) -> Result<Option<OwnerId>, store::StoreError> {
        let Some(device) = &self.device else { return Ok(None) };
        let mark = device.mark.clone();
        services.db().read(Scope::System, mark, |conn, mark| Box::pin(visitors::find(conn, mark))).await
    }

    /// Where a trial run is counted, each with its limit, in the order of the kinds.
    pub(crate) fn counted(&self, rules: &Rules, now: Timestamp) -> Vec<(Quota, u32)> {
        let epoch = Timestamp::from_micros(0);
        let day = |kind, subject: &str| Quota::spanning(kind, subject.to_owned(), epoch, DAY, now);
        let mut counted = vec![(day(QuotaKind::TrialDay, ALL), rules.per_day)];
        if let Some(device) = &self.device {
            let year = Quota::spanning(QuotaKind::TrialDevice, device.mark.clone(), device.made_at, YEAR, now);
            counted.push((year, rules.per_device_year));
        }
        if self.is_shared {
            counted.push((day(QuotaKind::TrialShared, ALL), rules.shared_per_day));
        } else if !self.is_exempt {
            counted.push((day(QuotaKind::TrialAddress, &self.network), rules.per_address_day));
            counted.push((day(QuotaKind::TrialBrowser, &self.browser), rules.per_browser_day));
        }
        counted.sort();
        counted
    }

    /// Under which marks welcome credits are given once; none during development on this machine.
    pub(crate) fn of_welcome(&self) -> Vec<WelcomeMark> {
        let browser = WelcomeMark { mark: self.browser.clone(), lasts: BROWSER_KNOWN };
        self.of_device().into_iter().chain((!self.is_exempt).then_some(browser)).collect()
    }

    /// The one of them that is the device's.
    pub(crate) fn of_device(&self) -> Option<WelcomeMark> {
        let device = self.device.as_ref().filter(|_| !self.is_exempt)?;
        Some(WelcomeMark { mark: device.mark.clone(), lasts: YEAR })
    }
}

/// The network that limits see: a /24 of IPv4, a /48 of IPv6, which is what one customer of a provider has at most.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

/// HMAC-SHA256 over a purpose and what is hashed.
pub(super) fn keyed(key: &[u8; 32], purpose: &str, bytes: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(purpose.as_bytes());
    mac.update(b"\n");
    mac.update(bytes);
    mac
}

/// The same as hexadecimal text.
pub(super) fn hashed(key: &[u8; 32], purpose: &str, bytes: &[u8]) -> String {
    hex(&keyed(key, purpose, bytes).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_what_one_customer_has() {
        let of = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(of("198.51.100.7"), of("::ffff:198.51.100.200"));
        assert_ne!(of("198.51.100.7"), of("198.51.101.7"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:ffff::9"));
        assert_ne!(of("2001:db8:1::1"), of("2001:db8:2::1"));
    }

    #[test]
    fn a_hash_tells_its_purpose_and_its_key_apart() {
        let hash = hashed(&[1; 32], "device", b"x");
        assert_ne!(hash, hashed(&[2; 32], "device", b"x"));
        assert_ne!(hash, hashed(&[1; 32], "browser", b"x"));
        assert_eq!(hash.len(), 64);
    }
}
